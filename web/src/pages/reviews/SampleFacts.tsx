import { ActionIcon, Code, CopyButton, Group, Table, Title } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Of } from '~/api/client'
import { useUserName } from '~/api/names'
import { useCommon } from '~/words/common'
import { count, day, moment } from '~/words/say'
import { RISKS } from './picked'
import { useSampleWords } from './sampleWords'
import { useReviewWords } from './words'

/** The facts that make a draw auditable. */
export function SampleFacts({ sample }: { sample: Of<'SampleWhole'> }) {
  const t = useSampleWords()
  const reviews = useReviewWords()
  const common = useCommon()
  const user = useUserName()
  const excluded = Object.entries(sample.excluded as Record<string, number>).filter(([, n]) => n > 0)
  const excludedWord = (why: string) =>
    (['nobody_spoke', 'wrong_number', 'few_turns', 'short_call'] as const).find((known) => known === why)
  const rows: [string, ReactNode][] = [
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
  ]
  if (sample.stream === 'random') {
    const strata = (['agent', 'channel', 'language'] as const).filter((word) => sample.strata.includes(word))
    rows.push(
      [t('frame'), t('frameOf', { count: sample.frame_size })],
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
        {t(sample.stream === 'random' ? 'facts' : 'factsRisk')}
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
