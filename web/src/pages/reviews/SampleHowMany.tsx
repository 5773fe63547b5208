import { Checkbox, Group, NumberInput, Stack, Switch, Text, TextInput } from '@mantine/core'
import { api } from '~/api/client'
import { Needed } from './Needed'
import { RISKS } from './picked'
import type { DesignForm } from './SampleWizard'
import { useSampleWords } from './sampleWords'
import { margin } from './sampling'
import { useReviewWords } from './words'

/** Second step: how many, what that many can tell, and the strata and the seed, or the reasons to look. */
export function SampleHowMany({ form }: { form: DesignForm }) {
  const t = useSampleWords()
  const reviews = useReviewWords()
  const { program, stream, from, until, n } = form.values
  const { data: listed } = api.useQuery('get', '/api/conversations', {
    params: { query: { program, from, until, limit: 1 } },
  })
  const { data: agents } = api.useQuery('get', '/api/agents', { params: { query: { program } } })
  const whole = margin(n, listed?.total_at_most ?? undefined)
  const each = agents?.length ? Math.max(1, Math.round(n / agents.length)) : null
  const single = each == null ? null : margin(each)
  return (
    <Group align="flex-start" gap="xl" wrap="wrap">
      <Stack gap="md" maw={520} flex="1 1 320px">
        <NumberInput
          label={t('n')}
          min={1}
          max={10_000}
          allowDecimal={false}
          clampBehavior="strict"
          maw={240}
          {...form.getInputProps('n')}
        />
        {stream === 'random' ? (
          <>
            <Text size="sm">{t('strataAbout')}</Text>
            <Switch
              label={t('byLanguage')}
              description={t('byLanguageAbout')}
              {...form.getInputProps('byLanguage', { type: 'checkbox' })}
            />
            <TextInput
              label={t('seed')}
              description={t('seedAbout')}
              inputMode="numeric"
              {...form.getInputProps('seed')}
            />
          </>
        ) : (
          <Checkbox.Group label={t('reasons')} description={t('reasonsAbout')} {...form.getInputProps('reasons')}>
            <Stack gap="xs" mt="xs">
              {RISKS.map((risk) => (
                <Checkbox key={risk} value={risk} label={reviews(`reason.${risk}`)} />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
      </Stack>
      {stream === 'random' ? (
        <Stack gap="sm" maw={420} flex="1 1 280px">
          <Needed program={program} onTake={(count) => form.setFieldValue('n', count)} />
          {whole != null && <Text size="sm">{t('marginTeam', { n, points: Math.round(whole) })}</Text>}
          {each != null && single != null && (
            <Text size="sm">{t('marginAgent', { n: each, points: Math.round(single) })}</Text>
          )}
        </Stack>
      ) : (
        <Text size="sm" c="dimmed" maw={420} flex="1 1 280px">
          {reviews('streamAbout.risk')}
        </Text>
      )}
    </Group>
  )
}
