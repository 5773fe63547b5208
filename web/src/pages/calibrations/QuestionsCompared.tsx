import { Accordion, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconArrowsSplit2, IconCheck } from '@tabler/icons-react'
import type { Of } from '~/api/client'
import { many, one, useAddress } from '~/search'
import { Empty } from '~/ui/Empty'
import { percent } from '~/words/say'
import { Alpha } from './Alpha'
import type { Form } from './Compared'
import { Guidance } from './Guidance'
import { ItemFigures } from './ItemFigures'
import { ItemGrid } from './ItemGrid'
import { useCalibrationWords } from './words'

/** The questions of a locked session, those that people agree on least first; an open one shows every answer, its figures and the guidance. */
export function QuestionsCompared({
  session,
  told,
  form,
  organiser,
}: {
  session: Of<'CalibrationWhole'>
  told: Of<'ComparedOut'>
  form: Form
  organiser: boolean
}) {
  const t = useCalibrationWords()
  const { search, change } = useAddress()
  const answered = told.items.filter((item) => item.people.n > 0)
  // What people agree on least is talked about first.
  const differing = answered
    .filter((item) => item.differs)
    .sort((a, b) => (a.people.alpha ?? 2) - (b.people.alpha ?? 2))
  const all = one(search.show) === 'all'
  const shown = all ? answered : differing
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <SegmentedControl
          size="xs"
          aria-label={t('show')}
          value={all ? 'all' : 'differing'}
          onChange={(value) => change({ show: value === 'all' ? 'all' : undefined })}
          data={[
            { value: 'differing', label: t('differing', { count: differing.length }) },
            { value: 'all', label: t('everything', { count: answered.length }) },
          ]}
        />
        {answered.length < told.items.length && (
          <Text size="sm" c="dimmed">
            {t('unanswered', { count: told.items.length - answered.length })}
          </Text>
        )}
      </Group>
      {shown.length === 0 && <Empty title={t('noneDiffer')}>{t('noneDifferAbout')}</Empty>}
      <Accordion
        multiple
        variant="separated"
        order={2}
        value={many(search.open)}
        onChange={(open) => change({ open })}
        styles={{ item: { background: 'var(--surface)', border: '1px solid var(--mantine-color-default-border)' } }}
      >
        {shown.map((item) => (
          <Accordion.Item key={item.item} value={item.item}>
            <Accordion.Control>
              <Group justify="space-between" gap="sm" pr="sm">
                <Group gap={8} wrap="nowrap" flex="1 1 320px">
                  {item.differs ? (
                    <IconArrowsSplit2
                      size={18}
                      aria-label={t('differs')}
                      style={{ color: 'var(--missed)', flex: 'none' }}
                    />
                  ) : (
                    <IconCheck size={18} aria-label={t('agree')} style={{ color: 'var(--for)', flex: 'none' }} />
                  )}
                  <Text size="sm" fw={600}>
                    {form.textOf(item.item)}
                  </Text>
                </Group>
                <Group gap="sm">
                  <Text size="sm" c="dimmed">
                    {t('percent')} {percent(item.people.percent)}
                  </Text>
                  <Alpha told={item.people} />
                </Group>
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <Stack gap="lg">
                <ItemGrid item={item} told={told} scale={form.item(item.item)?.scale} label={form.textOf(item.item)} />
                <ItemFigures item={item} />
                <Guidance
                  session={session}
                  item={item}
                  told={told}
                  scale={form.item(item.item)?.scale}
                  organiser={organiser}
                />
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Stack>
  )
}
