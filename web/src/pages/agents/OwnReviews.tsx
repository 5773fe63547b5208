import { Anchor, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { api } from '~/api/client'
import { useUserName } from '~/api/names'
import { ConversationLink } from '~/ui/ConversationLink'
import { EmptyLine } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { Standing } from '~/ui/Standing'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { day } from '~/words/say'
import type { Who } from './who'

const useWords = words(
  'agents.reviews',
  {
    title: 'Reviews by people',
    none: 'Nobody has reviewed a conversation of this period yet.',
    by: 'by {{name}}',
    more: 'More under Reviews',
  },
  { title: '人工复核', none: '这段时间还没有人工复核。', by: '复核人：{{name}}', more: '更多见“复核”' },
)

const SHOWN = 6

/** What people said of this person's conversations: date, score and note of each submitted review, newest first. */
export function OwnReviews({ agent, program, from, own }: Who) {
  const t = useWords()
  const common = useCommon()
  const userName = useUserName()
  const query = api.useQuery('get', '/api/reviews', {
    params: { query: { program, state: 'submitted', limit: 200 } },
  })
  const reviews = (query.data?.items ?? []).filter(
    (one) => one.agent === agent && (one.submitted_ms ?? 0) >= Date.parse(`${from}T00:00:00Z`),
  )
  return (
    <Panel title={t('title')}>
      <Loaded query={query} lines={3} isEmpty={() => reviews.length === 0} empty={<EmptyLine>{t('none')}</EmptyLine>}>
        {() => (
          <Stack gap="sm">
            {reviews.slice(0, SHOWN).map((one) => (
              <div key={one.id}>
                <Group gap={8}>
                  <ConversationLink id={one.conversation} search={{ tab: 'scorecard' }}>
                    {day(one.submitted_ms ?? one.created_ms)}
                  </ConversationLink>
                  <Standing score={one.score} standing={one.standing} />
                  <Text span size="xs" c="dimmed">
                    {t('by', { name: userName(one.reviewer) ?? common('somebody') })}
                  </Text>
                </Group>
                {one.note && (
                  <Text size="sm" mt={2}>
                    {one.note}
                  </Text>
                )}
              </div>
            ))}
            {reviews.length > SHOWN && !own && (
              <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/reviews" />}>
                {t('more')}
              </Anchor>
            )}
          </Stack>
        )}
      </Loaded>
    </Panel>
  )
}
