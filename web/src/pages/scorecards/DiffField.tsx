import { Stack, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Of } from '~/api/client'
import { PolarityIcon } from '~/ui/polarity'
import { useCommon } from '~/words/common'
import { BothTexts } from './BothTexts'
import { Lines } from './Lines'
import { appliesLines, guidanceOf, howLines } from './reading'
import { useFormWords } from './words'

type Item = Of<'PlacedItemOut'>

const LABELS = {
  section: 'section',
  text: 'text',
  kind: 'kind',
  class: 'class',
  critical: 'critical',
  weight: 'weight',
  scale: 'scale',
  choices: 'choices',
  how: 'how',
  applies: 'applies',
  anchors: 'anchors',
  guidance: 'guidance',
  may_be_not_applicable: 'na',
  not_applicable_when: 'na',
} as const

function Guidance({ value }: { value: unknown }) {
  const guidance = guidanceOf(value)
  if (!guidance) return <>–</>
  return (
    <Stack gap={2}>
      {guidance.note && <BothTexts text={guidance.note} both size="sm" />}
      {(['good', 'bad'] as const).flatMap((side) =>
        (['en', 'zh'] as const).flatMap((language) =>
          guidance[side][language].map((said) => (
            <Text key={said} size="sm" lang={language}>
              <PolarityIcon polarity={side === 'good' ? 'for' : 'against'} size={14} /> {said}
            </Text>
          )),
        ),
      )}
    </Stack>
  )
}

/** One field of a question in two versions, beside each other, in the words of the page. */
export function DiffField({ field, before, after }: { field: string; before: Item; after: Item }) {
  const say = useFormWords()
  const common = useCommon()
  const shown = (item: Item): ReactNode => {
    switch (field) {
      case 'text':
        return <BothTexts text={item.text} both size="sm" />
      case 'weight':
        return item.weight
      case 'kind':
        return say(`kind.${item.kind as 'human'}`)
      case 'class':
        return say(`class.${item.class as 'customer'}`)
      case 'scale':
        return say(`scale.${item.scale as 'share'}`)
      case 'critical':
        return common(item.critical ? 'yes' : 'no')
      case 'may_be_not_applicable':
        return common(item.may_be_not_applicable ? 'yes' : 'no')
      case 'not_applicable_when':
        return item.not_applicable_when ? <BothTexts text={item.not_applicable_when} both size="sm" /> : '–'
      case 'how':
        return item.how ? <Lines lines={howLines(item.how)} /> : '–'
      case 'applies': {
        const lines = appliesLines(item.applies)
        return lines.length ? <Lines lines={lines} /> : '–'
      }
      case 'guidance':
        return <Guidance value={item.guidance} />
      case 'anchors':
        return Object.entries(item.anchors).map(([step, meaning]) => (
          <div key={step}>
            <b>{step}</b> <BothTexts text={meaning} both size="sm" display="inline" />
          </div>
        ))
      case 'choices':
        return (item.choices ?? []).map((choice) => (
          <BothTexts
            key={choice.choice}
            text={choice.text}
            both
            size="sm"
            after={choice.share != null && ` (${choice.share} %)`}
          />
        ))
      default:
        return String(item[field as keyof Item] ?? '–')
    }
  }
  const label = LABELS[field as keyof typeof LABELS]
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Th scope="row" fw={500} c="dimmed">
        {label ? say(label) : field}
      </Table.Th>
      <Table.Td style={{ background: 'var(--against-ground)' }}>{shown(before)}</Table.Td>
      <Table.Td style={{ background: 'var(--for-ground)' }}>{shown(after)}</Table.Td>
    </Table.Tr>
  )
}
