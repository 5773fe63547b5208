import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { api } from '~/api/client'
import { words } from '~/words/i18n'

const useWords = words(
  'overview.phrase',
  { say: 'Words that fit, for example', colon: ': ', more: 'More about this behaviour' },
  { say: '例如可以这样说', colon: '：', more: '了解这一行为' },
)

/** Words that would have fitted, in the language that the conversation was held in, and the way to the behaviour's page. */
export function Phrase({ behaviour, language, link = true }: { behaviour: string; language: string; link?: boolean }) {
  const t = useWords()
  const { data } = api.useQuery(
    'get',
    '/api/behaviours/{id}',
    { params: { path: { id: behaviour } } },
    { staleTime: Number.POSITIVE_INFINITY },
  )
  const spoken = language.startsWith('zh') ? 'zh' : 'en'
  const phrase = data?.say?.[spoken]?.[0]
  return (
    <Text size="sm" mt={6} component="div">
      {phrase && (
        <Text span size="sm" display="block">
          <Text span size="sm" fw={600} c="var(--for)">
            {t('say')}
          </Text>
          {t('colon')}
          <span lang={spoken}>{phrase}</span>
        </Text>
      )}
      {link && (
        <Anchor size="xs" renderRoot={(props) => <Link {...props} to="/behaviours/$id" params={{ id: behaviour }} />}>
          {t('more')}
        </Anchor>
      )}
    </Text>
  )
}
