import { Group, Paper, Stack, Text, Title } from '@mantine/core'
import { api } from '~/api/client'
import { useProgramName } from '~/api/names'
import { IntervalBar } from '~/ui/IntervalBar'
import { count } from '~/words/say'
import { useCaseWords } from './words'

/** How many cases the first contact settled, a program each, with what was left out and why. */
export function FirstContactFigures({ program }: { program?: string }) {
  const t = useCaseWords()
  const name = useProgramName()
  const { data } = api.useQuery('get', '/api/figures/first-contact-resolution', { params: { query: { program } } })
  const figures = data?.filter(({ n, young, planned }) => n + young + planned > 0)
  if (!figures?.length) return null
  return (
    <Paper>
      <Title order={2} size="h5" mb="xs">
        {t('fcr')}
      </Title>
      <Stack gap="sm">
        {figures.map((one) => (
          <div key={one.program}>
            <Group gap="md">
              <Text size="sm" fw={600} miw={110}>
                {name(one.program)}
              </Text>
              <IntervalBar value={one.rate} interval={one.interval} n={one.n} width={180} />
              <Text size="sm" c="dimmed">
                {t('fcrOf', { settled: count(one.settled), n: count(one.n) })}
              </Text>
            </Group>
            <Text size="xs" c="dimmed" maw="90ch">
              {t('fcrAbout', { days: one.days, planned: count(one.planned), young: count(one.young) })}
            </Text>
          </div>
        ))}
      </Stack>
    </Paper>
  )
}
