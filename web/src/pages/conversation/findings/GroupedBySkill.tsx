import { Group, Stack, Text, Title } from '@mantine/core'
import { useLibrary } from '~/api/library'
import { IntervalBar } from '~/ui/IntervalBar'
import { words } from '~/words/i18n'
import type { Mark } from '../reading/marks'
import { useReading } from '../reading/Reading'
import { groupsOf } from './groups'
import { MarkList } from './MarkList'

const useWords = words(
  'groupedBySkill',
  {
    other: 'Signals and others',
    taken: '{{taken}} of {{n}} moments taken',
    noMoment: 'no moment called for it',
  },
  {
    other: '客户信号及其他',
    taken: '{{n}} 个时机中把握了 {{taken}} 个',
    noMoment: '没有出现需要的时机',
  },
)

/** Marks under their skills; each skill with how many of its moments were taken, and how little one conversation proves. */
export function GroupedBySkill({ marks }: { marks: readonly Mark[] }) {
  const t = useWords()
  const { whole } = useReading()
  const { behaviours, skills, skillName } = useLibrary()
  const skillOf = (behaviour: string) => behaviours.find(({ id }) => id === behaviour)?.skill ?? undefined
  const order = skills.map(({ skill }) => skill)
  return (
    <Stack gap="md">
      {groupsOf(marks, skillOf, order).map(({ skill, marks: own }) => {
        const counted = whole.skills.find((one) => one.skill === skill)
        const n = counted?.opportunities ?? 0
        return (
          <Stack key={skill ?? ''} gap={6} component="section">
            <Group justify="space-between" gap={4}>
              <Title order={3} size="h6">
                {skill ? skillName(skill) : t('other')}
              </Title>
              {counted && n > 0 && (
                <Group gap={8}>
                  <Text size="xs" c="dimmed">
                    {t('taken', { taken: counted.taken, n })}
                  </Text>
                  <IntervalBar
                    value={counted.taken / n}
                    interval={counted.interval}
                    n={n}
                    width={72}
                    showValue={false}
                  />
                </Group>
              )}
              {counted && n === 0 && (
                <Text size="xs" c="dimmed">
                  {t('noMoment')}
                </Text>
              )}
            </Group>
            <MarkList marks={own} />
          </Stack>
        )
      })}
    </Stack>
  )
}
