import { Button, Group, Paper, Progress, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { api } from '~/api/client'
import { useProgramName } from '~/api/names'
import { useMay } from '~/api/session'
import { one, useAddress } from '~/search'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Page } from '~/ui/Page'
import { day } from '~/words/say'
import { byDue } from './due'
import { NotYours } from './NotYours'
import { ReviewsTable } from './ReviewsTable'
import { SampleFacts } from './SampleFacts'
import { Strata } from './Strata'
import { StreamBadge } from './Stream'
import { useSampleWords } from './sampleWords'
import { Verified } from './Verified'

/** One sample: how far it is reviewed, how it was drawn, and that anybody can draw it again. */
export function Sample() {
  const t = useSampleWords()
  const { id } = useParams({ strict: false }) as { id: string }
  const { search, change } = useAddress()
  const staff = useMay('administrator', 'manager', 'lead', 'analyst', 'coach')
  const verify = one(search.verify) === '1'
  const asked = api.useQuery(
    'get',
    '/api/samples/{id}',
    { params: { path: { id }, query: verify ? { verify: 1 } : {} } },
    { enabled: staff, placeholderData: (before) => before },
  )
  const program = useProgramName()
  const sample = asked.data
  const done = sample?.reviews.filter((review) => review.state === 'submitted').length ?? 0
  if (!staff) return <NotYours title={t('one')} />
  return (
    <Page
      title={sample ? t('oneOf', { day: day(sample.drawn_ms) }) : t('one')}
      about={sample && program(sample.program)}
    >
      <Loaded query={asked}>
        {(found) => (
          <>
            <Paper>
              <Group gap="md">
                <StreamBadge stream={found.stream} />
                <Text fw={600}>{t('doneOf', { done, all: found.reviews.length })}</Text>
                <Progress
                  flex={1}
                  miw={160}
                  value={found.reviews.length ? (100 * done) / found.reviews.length : 0}
                  aria-label={t('doneOf', { done, all: found.reviews.length })}
                />
              </Group>
            </Paper>
            <SimpleGrid cols={{ base: 1, md: found.stream === 'random' ? 2 : 1 }}>
              <Paper>
                <SampleFacts sample={found} />
              </Paper>
              {found.stream === 'random' && (
                <Paper>
                  <Stack gap="md">
                    <div>
                      <Title order={2} size="h5" mb={4}>
                        {t('verified')}
                      </Title>
                      {found.verified ? (
                        <Verified verified={found.verified} />
                      ) : (
                        <>
                          <Text size="sm" c="dimmed" mb="xs">
                            {t('verifyAbout')}
                          </Text>
                          <Button
                            variant="default"
                            loading={verify && asked.isFetching}
                            onClick={() => change({ verify: '1' })}
                          >
                            {t('verify')}
                          </Button>
                        </>
                      )}
                    </div>
                    <Strata sample={found} />
                  </Stack>
                </Paper>
              )}
            </SimpleGrid>
            <Paper>
              <Title order={2} size="h5" mb="xs">
                {t('reviewsOf')}
              </Title>
              {found.reviews.length === 0 ? (
                <Empty title={t('drawnNone')}>{t('drawnNoneAbout')}</Empty>
              ) : (
                <ReviewsTable reviews={byDue(found.reviews)} label={t('reviewsOf')} people own />
              )}
            </Paper>
          </>
        )}
      </Loaded>
    </Page>
  )
}
