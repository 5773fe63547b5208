import { Anchor, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { api, type Of } from '~/api/client'
import { useSession } from '~/api/session'
import { read } from '~/search'
import { IntervalBar } from '~/ui/IntervalBar'
import { Loaded } from '~/ui/Loaded'
import { PolarityIcon } from '~/ui/polarity'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { count } from '~/words/say'

const useWords = words(
  'lately',
  {
    none: 'Not found in the last {{days}} days, nor called for.',
    found: '{{times}} × in {{n}} conversations',
    missed: 'missed {{times}} × in {{n}} conversations',
    called: 'Done where it was called for',
    positive: 'for',
    negative: 'against',
    neutral: 'signal',
    hints: 'And {{n}} hints, which count only where a person confirms them.',
    open: 'Show them',
  },
  {
    none: '最近 {{days}} 天没有发现，也没有出现需要它的时机。',
    found: '{{n}} 通会话中出现 {{times}} 次',
    missed: '{{n}} 通会话中错过 {{times}} 次',
    called: '需要时做到的比例',
    positive: '正面',
    negative: '反面',
    neutral: '信号',
    hints: '另有 {{n}} 次提示，经人工确认后才计入。',
    open: '查看会话',
  },
)

export const DAYS = 90
const DAY = 86_400_000

function Times({
  counted,
  words,
  polarity,
}: {
  counted: Of<'Counted'>
  words: string
  polarity: 'for' | 'against' | 'neutral' | 'missed'
}) {
  const t = useWords()
  if (counted.count === 0) return null
  return (
    <Group gap={6} wrap="nowrap">
      <PolarityIcon polarity={polarity} />
      <Text size="sm">
        {words}
        {counted.conversations && (
          <>
            {' '}
            <Anchor
              size="sm"
              underline="always"
              renderRoot={(props) => <Link {...props} to="/conversations" search={read(counted.conversations ?? '')} />}
            >
              {t('open')}
            </Anchor>
          </>
        )}
      </Text>
    </Group>
  )
}

/** How often a behaviour was found, called for and missed lately, by program, with the conversations behind every number. */
export function Lately({ behaviour }: { behaviour: string }) {
  const t = useWords()
  const common = useCommon()
  // Whole days, so that the same figures are asked for all day long.
  const from = new Date(Date.now() - DAYS * DAY).toISOString().slice(0, 10)
  const { role, teams } = useSession()
  // Each role may ask for what it may see: leads for their teams, agents for their own conversations.
  const by = role === 'agent' ? 'channel' : role === 'lead' && teams.length > 0 ? 'team' : 'program'
  const query = api.useQuery('get', '/api/figures/behaviours', { params: { query: { by, behaviour, from } } })
  return (
    <Loaded query={query} lines={2}>
      {({ rows, withheld }) => {
        const shown = rows.filter(
          ({ found, called }) =>
            found.positive.count + found.negative.count + found.neutral.count + called.opportunities > 0,
        )
        return (
          <Stack gap="md">
            {shown.length === 0 && (
              <Text size="sm" c="dimmed">
                {t('none', { days: DAYS })}
              </Text>
            )}
            {shown.map(({ program, id, name, found, called, hints }) => (
              <Stack key={`${program} ${id}`} gap={4}>
                {shown.length > 1 && (
                  <Text size="sm" fw={650}>
                    {by === 'channel' ? common(`channel.${id as 'voice'}`) : name}
                  </Text>
                )}
                {(['positive', 'negative', 'neutral'] as const).map((side) => (
                  <Times
                    key={side}
                    counted={found[side]}
                    polarity={side === 'positive' ? 'for' : side === 'negative' ? 'against' : 'neutral'}
                    words={t('found', { times: count(found[side].count), n: count(found[side].n) })}
                  />
                ))}
                {hints > 0 && (
                  <Text size="xs" c="dimmed">
                    {t('hints', { n: count(hints) })}
                  </Text>
                )}
                {called.opportunities > 0 && (
                  <>
                    <Text size="xs" c="dimmed">
                      {t('called')}
                    </Text>
                    <IntervalBar
                      value={called.rate}
                      interval={called.interval}
                      n={called.opportunities}
                      why={called.why}
                    />
                    <Times
                      counted={called.missed}
                      polarity="missed"
                      words={t('missed', { times: count(called.missed.count), n: count(called.missed.n) })}
                    />
                  </>
                )}
              </Stack>
            ))}
            {withheld.map((one) => (
              <Text key={one.program + one.why} size="xs" c="dimmed">
                {common(`why.${one.why as 'too_few'}`)}
              </Text>
            ))}
          </Stack>
        )
      }}
    </Loaded>
  )
}
