import { Button, Group, Radio, Stack, Text } from '@mantine/core'
import { api } from '~/api/client'
import { useSession } from '~/api/session'
import { DayInput } from '~/ui/DayInput'
import { ProgramSelect } from '~/ui/ProgramSelect'
import { useCommon } from '~/words/common'
import type { DesignForm } from './SampleWizard'
import { useSampleWords } from './sampleWords'
import { presets } from './sampling'

/** First step: the program, the period, and whether chance or risk chooses. */
export function SampleWhich({ form }: { form: DesignForm }) {
  const t = useSampleWords()
  const common = useCommon()
  const { programs } = useSession()
  const { program, from, until } = form.values
  const { data } = api.useQuery(
    'get',
    '/api/conversations',
    { params: { query: { program, from, until, limit: 1 } } },
    { enabled: !!from && !!until },
  )
  const all = data?.total_at_most
  return (
    <Stack gap="md" maw={760}>
      {programs.length > 1 && <ProgramSelect maw={320} {...form.getInputProps('program')} />}
      <div>
        <Group gap="sm" align="flex-start">
          <DayInput label={common('from')} required {...form.getInputProps('from')} />
          <DayInput
            label={common('until')}
            description={t('untilNote')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            required
            {...form.getInputProps('until')}
          />
          <Group gap={4} pt={26} role="group" aria-label={t('presets')}>
            {presets(Date.now()).map(({ key, ...period }) => (
              <Button
                key={key}
                size="compact-sm"
                variant={period.from === from && period.until === until ? 'filled' : 'default'}
                onClick={() => form.setValues(period)}
              >
                {t(key)}
              </Button>
            ))}
          </Group>
        </Group>
        {all != null && (
          <Text size="sm" c="dimmed" mt={4} role="status">
            {t('inPeriod', { count: all })}
          </Text>
        )}
      </div>
      <Radio.Group label={t('how')} {...form.getInputProps('stream')}>
        <Group mt="xs" align="stretch" grow preventGrowOverflow={false}>
          {(['random', 'risk'] as const).map((stream) => (
            <Radio.Card key={stream} value={stream} p="md" radius="md" miw={260}>
              <Group wrap="nowrap" align="flex-start">
                <Radio.Indicator mt={2} />
                <div>
                  <Text fw={600}>{t(`${stream}Card`)}</Text>
                  <Text size="sm" c="dimmed">
                    {t(`${stream}CardAbout`)}
                  </Text>
                </div>
              </Group>
            </Radio.Card>
          ))}
        </Group>
      </Radio.Group>
    </Stack>
  )
}
