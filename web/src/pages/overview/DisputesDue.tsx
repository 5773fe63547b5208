import { Anchor, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { api } from '~/api/client'
import { useSession } from '~/api/session'
import { DisputeLine } from '~/pages/disputes/DisputeLine'
import { Due } from '~/pages/reviews/Due'
import { useItemText } from '~/pages/reviews/forms'
import { EmptyLine } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { words } from '~/words/i18n'
import { useAgents } from './useAgents'
import { waiting } from './waiting'

const useWords = words(
  'overview.disputes',
  {
    none: 'No dispute waits for an answer.',
    raised: 'first answer',
    appealed: 'appeal, for a second person',
    rejected: 'you may appeal',
    more_one: '{{count}} more dispute',
    more_other: '{{count}} more disputes',
  },
  {
    none: '没有等待答复的申诉。',
    raised: '待首次答复',
    appealed: '二次申诉，须由另一人裁定',
    rejected: '可以再次申诉',
    more_other: '另有 {{count}} 件申诉',
  },
)

const SHOWN = 4

/** Disputes that wait for somebody's answer, the most urgent first. */
export function DisputesDue({ program, of = 'answer' }: { program?: string; of?: 'answer' | 'own' }) {
  const t = useWords()
  const { user } = useSession()
  const { agentName } = useAgents()
  const query = api.useQuery('get', '/api/disputes', { params: { query: { program, limit: 200 } } })
  const due = waiting(query.data?.items ?? [], of, user.id)
  const itemText = useItemText(due.length > 0)
  return (
    <Loaded query={query} lines={2} isEmpty={() => due.length === 0} empty={<EmptyLine>{t('none')}</EmptyLine>}>
      {() => (
        <Stack gap="xs">
          {due.slice(0, SHOWN).map((dispute) => (
            <DisputeLine key={dispute.id} id={dispute.id} item={itemText(dispute.item)}>
              {of === 'answer' && agentName(dispute.agent) && (
                <Text span size="xs">
                  {agentName(dispute.agent)}
                </Text>
              )}
              <Text span size="xs" c="dimmed">
                {t(dispute.state as 'raised')}
              </Text>
              <Due ms={dispute.due_ms} />
            </DisputeLine>
          ))}
          {due.length > SHOWN && (
            <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/disputes" />}>
              {t('more', { count: due.length - SHOWN })}
            </Anchor>
          )}
        </Stack>
      )}
    </Loaded>
  )
}
