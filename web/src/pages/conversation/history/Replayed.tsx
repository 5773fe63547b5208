import { Alert, Code, List, Text } from '@mantine/core'
import { IconCheck, IconInfoCircle } from '@tabler/icons-react'
import type { Of } from '~/api/client'
import { words } from '~/words/i18n'
import { percent, points } from '~/words/say'
import { useReading } from '../reading/Reading'
import { useFormWords } from '../scorecard/words'

const useWords = words(
  'replayed',
  {
    same: 'The same, byte for byte.',
    differs: 'It comes out differently now: {{before}} then, {{after}} now.',
    item: '{{item}}: {{before}} then, {{after}} now',
    missing: 'It cannot be computed again: something it was made with is not there as it was.',
    none: 'not asked',
  },
  {
    same: '完全一致（逐字节相同）。',
    differs: '现在的结果不同：当时 {{before}}，现在 {{after}}。',
    item: '{{item}}：当时 {{before}}，现在 {{after}}',
    missing: '无法重算：当时所用的某些内容已不是原样。',
    none: '无此题',
  },
)

/** What came of computing an evaluation again: the same, what differs, or what is missing. */
export function Replayed({ replay }: { replay: Of<'ReplayOut'> }) {
  const t = useWords()
  const form = useFormWords()
  const { whole } = useReading()
  const texts = new Map(
    (whole.evaluation?.sections ?? []).flatMap(({ items }) => items).map(({ item, text }) => [item, text]),
  )
  const answer = (judged: Of<'JudgedAnswer'> | null | undefined) =>
    !judged ? t('none') : judged.answer === 'partly' ? percent(judged.share) : form.answer(judged.answer)
  if (replay.outcome === 'same')
    return (
      <Alert color="teal" role="status" icon={<IconCheck aria-hidden />} p="xs">
        {t('same')}
      </Alert>
    )
  const { change, missing = [] } = replay
  return (
    <Alert color="yellow" role="status" icon={<IconInfoCircle aria-hidden />} p="xs">
      {change ? (
        <>
          <Text size="sm">{t('differs', { before: points(change.score[0]), after: points(change.score[1]) })}</Text>
          <List size="sm">
            {change.items.map(({ item, before, after }) => (
              <List.Item key={item}>
                {t('item', { item: texts.get(item) ?? item, before: answer(before), after: answer(after) })}
              </List.Item>
            ))}
          </List>
        </>
      ) : (
        <>
          <Text size="sm">{t('missing')}</Text>
          <List size="sm">
            {missing.map(({ what, hash, why }) => (
              <List.Item key={what + hash}>
                {what}: {why} <Code>{hash.slice(0, 19)}</Code>
              </List.Item>
            ))}
          </List>
        </>
      )}
    </Alert>
  )
}
