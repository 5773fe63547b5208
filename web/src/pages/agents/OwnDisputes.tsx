import { Badge, Stack, Text } from '@mantine/core'
import { api } from '~/api/client'
import { DisputeLine } from '~/pages/disputes/DisputeLine'
import { useItemText } from '~/pages/reviews/forms'
import { EmptyLine } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { words } from '~/words/i18n'
import { day } from '~/words/say'
import type { Who } from './who'

const useWords = words(
  'agents.disputes',
  {
    title: 'Disputes',
    about: 'To dispute is a right: disputes never count for or against anybody.',
    none: 'No disputes.',
    'state.raised': 'waits for an answer',
    'state.accepted': 'accepted',
    'state.rejected': 'rejected',
    'state.appealed': 'appealed',
    'state.upheld': 'upheld',
    'state.final': 'final',
  },
  {
    title: '申诉',
    about: '申诉是权利，不计入任何人的好坏。',
    none: '没有申诉。',
    'state.raised': '待答复',
    'state.accepted': '已接受',
    'state.rejected': '未接受',
    'state.appealed': '二次申诉中',
    'state.upheld': '申诉成立',
    'state.final': '维持原判',
  },
)

const SHOWN = 5

/** The latest disputes of one person, each with where it stands; not counted, because disputing is no figure. */
export function OwnDisputes({ agent, program }: Who) {
  const t = useWords()
  const query = api.useQuery('get', '/api/disputes', { params: { query: { program, limit: 200 } } })
  const own = (query.data?.items ?? []).filter((one) => one.agent === agent).slice(0, SHOWN)
  const itemText = useItemText(own.length > 0)
  return (
    <Panel title={t('title')} about={t('about')}>
      <Loaded query={query} lines={2} isEmpty={() => own.length === 0} empty={<EmptyLine>{t('none')}</EmptyLine>}>
        {() => (
          <Stack gap="xs">
            {own.map((one) => (
              <DisputeLine key={one.id} id={one.id} item={itemText(one.item)}>
                <Badge color="gray">{t(`state.${one.state as 'raised'}`)}</Badge>
                <Text span size="xs" c="dimmed">
                  {day(one.raised_ms)}
                </Text>
              </DisputeLine>
            ))}
          </Stack>
        )}
      </Loaded>
    </Panel>
  )
}
