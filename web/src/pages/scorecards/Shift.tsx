import { Group, Stack, Text } from '@mantine/core'
import type { Of } from '~/api/client'
import { words } from '~/words/i18n'
import { count, points } from '~/words/say'
import { isClear } from './trial'

const useWords = words(
  'shift',
  {
    mean: 'Mean score {{before}} → {{after}}',
    difference: '{{difference}} points',
    interval: '95 % interval {{low}} to {{high}}',
    noInterval: 'all differ by the same, or lie on one day',
    n: 'n = {{n}} conversations with both scores, on {{days}} days',
    unclear: 'The interval holds zero: this may be chance.',
  },
  {
    mean: '平均分 {{before}} → {{after}}',
    difference: '{{difference}} 分',
    interval: '95% 区间 {{low}} 至 {{high}}',
    noInterval: '各会话差异相同，或都在同一天，无法给出区间',
    n: 'n = {{n}} 通前后均有得分的会话，分布在 {{days}} 天',
    unclear: '区间包含零：可能只是偶然。',
  },
)

/** With its sign, so that nobody has to guess the direction. */
export const signed = (value: number) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${points(Math.abs(value))}`

/** How mean scores would move: before, after, the difference with its interval and n. */
export function Shift({ shift, brief = false }: { shift: Of<'ShiftOut'>; brief?: boolean }) {
  const t = useWords()
  const [low, high] = shift.interval ?? []
  const spread = low != null && high != null ? t('interval', { low: signed(low), high: signed(high) }) : t('noInterval')
  if (brief)
    return (
      <Text size="sm">
        <b>{signed(shift.difference)}</b>{' '}
        <Text span size="xs" c="dimmed">
          {low != null && high != null ? `[${signed(low)}, ${signed(high)}]` : '–'} · n = {count(shift.n)}
        </Text>
      </Text>
    )
  return (
    <Stack gap={2}>
      <Group gap="sm" align="baseline">
        <Text size="xl" fw={700}>
          {t('difference', { difference: signed(shift.difference) })}
        </Text>
        <Text>{t('mean', { before: points(shift.before), after: points(shift.after) })}</Text>
      </Group>
      <Text size="sm" c="dimmed">
        {spread} · {t('n', { n: count(shift.n), days: shift.days })}
      </Text>
      {shift.interval && !isClear(shift.interval) && <Text size="sm">{t('unclear')}</Text>}
    </Stack>
  )
}
