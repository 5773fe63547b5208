import {
  ActionIcon,
  Button,
  Code,
  CopyButton,
  Group,
  Paper,
  Progress,
  SimpleGrid,
  Stack,
  Table,
  Text,
  Title,
} from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { api, type Of } from '~/api/client'
import { useProgramName, useUserName } from '~/api/names'
import { useMay } from '~/api/session'
import { one, useAddress } from '~/search'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Page } from '~/ui/Page'
import { useCommon } from '~/words/common'
import { count, day, moment, percent } from '~/words/say'
import { byDue } from './due'
import { useAgentName } from './people'
import { RISKS, readPicked } from './picked'
import { ReviewsTable } from './ReviewsTable'
import { StreamBadge } from './Stream'
import { useSampleWords } from './sampleWords'
import { strataOf } from './sampling'
import { Verified } from './Verified'
import { useReviewWords } from './words'

type Whole = Of<'SampleWhole'>

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
                <Facts sample={found} />
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

/** The facts that make a draw auditable. */
function Facts({ sample }: { sample: Whole }) {
  const t = useSampleWords()
  const reviews = useReviewWords()
  const common = useCommon()
  const user = useUserName()
  const excluded = Object.entries(sample.excluded as Record<string, number>).filter(([, n]) => n > 0)
  const excludedWord = (why: string) =>
    (['nobody_spoke', 'wrong_number', 'few_turns', 'short_call'] as const).find((known) => known === why)
  const rows: [string, React.ReactNode][] = [
    [
      t('drawn'),
      `${moment(sample.drawn_ms)} · ${
        sample.drawn_by.startsWith('token:')
          ? t('byToken')
          : t('by', { name: user(sample.drawn_by) ?? common('somebody') })
      }`,
    ],
    [t('period'), t('periodOf', { from: day(sample.from_ms), until: day(sample.until_ms - 1) })],
    [t('asked'), count(sample.wanted)],
    [t('frame'), t('frameOf', { count: sample.frame_size })],
  ]
  if (sample.stream === 'random') {
    const strata = (['agent', 'channel', 'language'] as const).filter((word) => sample.strata.includes(word))
    rows.push(
      [t('strata'), strata.map((word) => t(`stratum.${word}`)).join(' × ')],
      [t('seed'), <Code key="seed">{sample.seed}</Code>],
      [
        t('hash'),
        <Group key="hash" gap={4} wrap="nowrap" title={t('hashAbout')}>
          <Code style={{ overflowWrap: 'anywhere' }}>{sample.frame_hash}</Code>
          <CopyButton value={sample.frame_hash}>
            {({ copied, copy }) => (
              <ActionIcon
                variant="subtle"
                color="gray"
                onClick={copy}
                aria-label={copied ? common('copied') : t('copyHash')}
              >
                {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
              </ActionIcon>
            )}
          </CopyButton>
        </Group>,
      ],
      [
        t('excluded'),
        excluded.length === 0
          ? t('nothingExcluded')
          : excluded.map(([why, n]) => {
              const known = excludedWord(why)
              return <div key={why}>{`${known ? t(`excluded.${known}`) : why}: ${count(n)}`}</div>
            }),
      ],
    )
  } else {
    const reasons = RISKS.filter((risk) => sample.strata.length === 0 || sample.strata.includes(risk))
    rows.push([t('reasons'), reasons.map((risk) => <div key={risk}>{reviews(`reason.${risk}`)}</div>)])
  }
  return (
    <>
      <Title order={2} size="h5" mb="xs">
        {t('facts')}
      </Title>
      <Table highlightOnHover={false} withRowBorders={false} verticalSpacing={4}>
        <Table.Tbody>
          {rows.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th w={180} fw={400} c="dimmed" style={{ verticalAlign: 'top' }}>
                {name}
              </Table.Th>
              <Table.Td>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  )
}

/** How many places each stratum had, and the chance of each conversation in it. */
function Strata({ sample }: { sample: Whole }) {
  const t = useSampleWords()
  const common = useCommon()
  const agent = useAgentName()
  const reviews = useReviewWords()
  const strata = strataOf(sample.reviews)
  if (strata.length === 0) return null
  const name = (picked: string) => {
    const { agent: who, channel, language } = readPicked(picked)
    return [
      agent(who) ?? reviews('noAgent'),
      channel && common(`channel.${channel}` as 'channel.voice'),
      language && common(`language.${language}` as 'language.en'),
    ]
      .filter(Boolean)
      .join(' · ')
  }
  return (
    <div>
      <Title order={2} size="h5" mb={4}>
        {t('perStratum')}
      </Title>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section style={{ maxHeight: 260, overflowY: 'auto' }} tabIndex={0} aria-label={t('perStratum')}>
        <Table stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('stratum')}</Table.Th>
              <Table.Th ta="end">{t('places')}</Table.Th>
              <Table.Th ta="end">{t('chance')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {strata.map(({ picked, places, chance }) => (
              <Table.Tr key={picked}>
                <Table.Td>{name(picked)}</Table.Td>
                <Table.Td ta="end">{places}</Table.Td>
                <Table.Td ta="end">{percent(chance)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
    </div>
  )
}
