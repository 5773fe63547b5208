import { Group, Progress, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useEditing } from './editing'
import { total } from './model'
import { useBuilderWords } from './words'

/** How many of the 100 points are given, and how many are too many or left. */
export function Total() {
  const t = useBuilderWords()
  const { form } = useEditing()
  const sum = total(form)
  const right = sum === 100
  return (
    <div role="status" style={{ padding: '4px 8px 8px' }}>
      <Group justify="space-between" gap={4} mb={4}>
        <Text size="sm" fw={650}>
          {t('sum', { sum })}
        </Text>
        <Group gap={4} c={right ? 'var(--for)' : 'var(--missed)'}>
          {right ? <IconCheck size={14} aria-hidden /> : <IconAlertTriangle size={14} aria-hidden />}
          <Text size="xs" c="inherit">
            {right ? t('exact') : sum > 100 ? t('over', { n: sum - 100 }) : t('under', { n: 100 - sum })}
          </Text>
        </Group>
      </Group>
      <Progress value={Math.min(sum, 100)} size="sm" color={right ? 'teal' : 'yellow'} aria-hidden />
    </div>
  )
}
