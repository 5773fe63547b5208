import { Button, Collapse, Loader, Stack, Text } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { api } from '~/api/client'
import { useMay } from '~/api/session'
import { ProblemNote } from '~/ui/Problem'
import { words } from '~/words/i18n'
import { MomentCard } from './MomentCard'
import { foremost, type Kind } from './moments'
import { type Source, useMoments } from './useMoments'
import { useSkills } from './useSkills'

const useWords = words(
  'overview.clips',
  {
    done_one: 'Show a moment done well',
    done_other: 'Show {{count}} moments done well',
    missed_one: 'Show a missed moment',
    missed_other: 'Show {{count}} missed moments',
    hide: 'Hide the moments',
    none: 'No single moment can be shown for this.',
    own: 'Opening a moment counts as reading its conversation: from then on you have five working days to dispute the result.',
  },
  {
    done_other: '查看 {{count}} 个做得好的片段',
    missed_other: '查看 {{count}} 个错过的时机',
    hide: '收起片段',
    none: '这里没有可以单独展示的片段。',
    own: '打开片段即视为已读该会话：从那时起五个工作日内可以对结果提出申诉。',
  },
)

/**
 * Moments of one agent's skill, or of the behaviours named, shown when somebody asks for them: reading a conversation is written down, so
 * nothing is read ahead.
 */
export function Clips({
  agent,
  program,
  from,
  kind,
  skill,
  behaviours,
  count,
  note = true,
}: {
  agent: string
  program: string
  from: string
  kind: Kind
  skill?: string
  behaviours?: readonly string[]
  count: number
  /** Whether it says to agents what opening a moment means; once a page is enough. */
  note?: boolean
}) {
  const t = useWords()
  const own = useMay('agent')
  const id = useId()
  const [opened, open] = useState(false)
  const { behavioursOf } = useSkills()
  const wanted = skill === undefined ? new Set(behaviours) : behavioursOf(skill)
  const figures = api.useQuery(
    'get',
    '/api/figures/behaviours',
    { params: { query: { by: 'agent', agent, program, from } } },
    { enabled: opened },
  )
  const rows = foremost(figures.data?.rows ?? [], kind, (behaviour) => wanted.has(behaviour))
  const sources = rows.flatMap((row): Source[] => {
    const { conversations } = kind === 'done' ? row.found.positive : row.called.missed
    return conversations ? [{ behaviour: row.behaviour, conversations }] : []
  })
  const moments = useMoments(sources.slice(0, count), kind, count, opened && sources.length > 0)
  const problem = figures.error ?? moments.error
  const none = figures.data && (sources.length === 0 || moments.data?.length === 0)
  return (
    <div>
      <Button
        variant="default"
        size="compact-sm"
        aria-expanded={opened}
        aria-controls={id}
        rightSection={opened ? <IconChevronUp size={14} aria-hidden /> : <IconChevronDown size={14} aria-hidden />}
        onClick={() => open(!opened)}
      >
        {opened ? t('hide') : t(kind, { count })}
      </Button>
      {own && note && !opened && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('own')}
        </Text>
      )}
      <Collapse expanded={opened} id={id}>
        <Stack gap="xs" mt="xs" aria-live="polite">
          {problem ? (
            <ProblemNote problem={problem} />
          ) : none ? (
            <Text size="sm" c="dimmed">
              {t('none')}
            </Text>
          ) : (
            opened && !moments.data && <Loader size="sm" />
          )}
          {moments.data?.map((moment) => (
            <MomentCard key={moment.conversation + moment.behaviour} moment={moment} kind={kind} />
          ))}
        </Stack>
      </Collapse>
    </div>
  )
}
