import { Anchor, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { api } from '~/api/client'
import { useProgramName } from '~/api/names'
import { ConversationLink } from '~/ui/ConversationLink'
import { EmptyLine } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { words } from '~/words/i18n'
import { count, moment } from '~/words/say'
import { usePeriod } from './usePeriod'

const useWords = words(
  'overview.fails',
  {
    title: 'Fails proposed, waiting for a person',
    about: 'The machine proposes, nothing fails without a person. Newest first.',
    none: 'Nothing waits.',
    all: 'All {{n}}',
    many: 'All {{n}} or more',
  },
  {
    title: '建议不合格，待人工确认',
    about: '机器只提建议，未经人工确认不判不合格。最新的在前。',
    none: '没有待确认的会话。',
    all: '全部 {{n}} 通',
    many: '全部（{{n}} 通以上）',
  },
)

/** Conversations that the machine proposes to fail and nobody has reviewed. */
export function FailsProposed() {
  const t = useWords()
  const { program } = usePeriod()
  const programName = useProgramName()
  const asked = { standing: 'fail_proposed', reviewed: false, program }
  const query = api.useQuery('get', '/api/conversations', { params: { query: { ...asked, limit: 5 } } })
  return (
    <Panel title={t('title')} about={t('about')}>
      <Loaded
        query={query}
        isEmpty={({ conversations }) => conversations.length === 0}
        empty={<EmptyLine>{t('none')}</EmptyLine>}
      >
        {({ conversations, total_at_most }) => (
          <Stack gap={6}>
            {conversations.map((one) => (
              <Text key={one.id} size="sm">
                <ConversationLink id={one.id} search={{ tab: 'scorecard' }}>
                  {moment(one.started_ms)}
                </ConversationLink>{' '}
                <Text span size="xs" c="dimmed">
                  {programName(one.program)}
                  {one.agent && ` · ${one.agent.name}`}
                </Text>
              </Text>
            ))}
            <Anchor
              size="sm"
              renderRoot={(props) => (
                <Link
                  {...props}
                  to="/conversations"
                  search={{ standing: 'fail_proposed', reviewed: 'false', program }}
                />
              )}
            >
              {t(total_at_most === 1000 ? 'many' : 'all', { n: count(total_at_most ?? 0) })}
            </Anchor>
          </Stack>
        )}
      </Loaded>
    </Panel>
  )
}
