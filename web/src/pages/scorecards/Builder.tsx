import { Anchor, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { client, type Of } from '~/api/client'
import { useMay } from '~/api/session'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Page } from '~/ui/Page'
import { useCommon } from '~/words/common'
import { Editor } from './builder/Editor'
import { useBuilderWords } from './builder/words'

/** The builder of a draft; what was published is only read. */
export function Builder() {
  const t = useBuilderWords()
  const common = useCommon()
  const { id } = useParams({ strict: false }) as { id: string }
  const writer = useMay('administrator', 'manager', 'analyst')
  // Read once: what is typed here is ahead of the server, and a refetch must not put it back.
  const card = useQuery({
    queryKey: ['draft', id],
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    queryFn: async (): Promise<Of<'WholeScorecardOut'>> => {
      const { data, error } = await client.GET('/api/scorecards/{id}', { params: { path: { id } } })
      if (!data) throw error
      return data
    },
  })
  if (card.data?.state === 'draft' && writer) return <Editor key={id} card={card.data} />
  return (
    <Page title={common('scorecards')}>
      <Loaded query={card} lines={8} height={40}>
        {() => (
          <Empty title={t('published')}>
            <Text>{t('publishedAbout')}</Text>
            <Anchor renderRoot={(props) => <Link {...props} to="/scorecards/$id" params={{ id }} />}>
              {t('toForm')}
            </Anchor>
          </Empty>
        )}
      </Loaded>
    </Page>
  )
}
