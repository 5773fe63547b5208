import { Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { Of } from '~/api/client'
import { useUserName } from '~/api/names'
import { useCommon } from '~/words/common'
import { day } from '~/words/say'
import { GuidanceForm } from './GuidanceForm'
import { useCalibrationWords } from './words'

/** What was agreed on a question and holds from now on: to write for whoever organises, to read for everybody. */
export function Guidance({
  session,
  item,
  told,
  scale,
  organiser,
}: {
  session: Of<'CalibrationWhole'>
  item: Of<'ItemAgreementOut'>
  told: Of<'ComparedOut'>
  scale: string | undefined
  organiser: boolean
}) {
  const t = useCalibrationWords()
  const common = useCommon()
  const userName = useUserName()
  const written = session.guidance.find((one) => one.item === item.item)
  const writes = organiser && session.state === 'locked'
  return (
    <Paper component="section" aria-label={t('guidance')} bg="var(--mantine-color-body)">
      <Group justify="space-between" mb="xs">
        <Title order={3} size="h6">
          {t('guidance')}
        </Title>
        {written && (
          <Text size="xs" c="dimmed">
            {t('guidanceBy', {
              name: userName(written.decided_by) ?? common('somebody'),
              day: day(written.decided_ms),
            })}
          </Text>
        )}
      </Group>
      {writes ? (
        <GuidanceForm session={session} item={item} told={told} scale={scale} />
      ) : written ? (
        <Stack gap={4}>
          <Text size="sm" c="dimmed" style={{ whiteSpace: 'pre-line' }}>
            {written.consensus}
          </Text>
          <Text style={{ whiteSpace: 'pre-line' }}>{written.text}</Text>
        </Stack>
      ) : (
        <Text size="sm" c="dimmed">
          {t(session.state === 'locked' ? 'guidanceWaits' : 'guidanceNone')}
        </Text>
      )}
    </Paper>
  )
}
