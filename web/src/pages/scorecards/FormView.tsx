import { Button, Group, Paper, Stack, Switch, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Of } from '~/api/client'
import { one, useAddress } from '~/search'
import { words } from '~/words/i18n'
import { useChannelName } from './channelName'
import { SectionView } from './SectionView'
import { WeightStrip } from './WeightStrip'
import { useFormWords } from './words'

const useWords = words(
  'formview',
  {
    both: 'Both languages',
    openAll: 'Open all',
    closeAll: 'Close all',
    meant: 'Meant for {{channels}}',
    human:
      'People answer {{points}} of the 100 points; until they do, these count neither in the score nor as evidence.',
  },
  {
    both: '双语对照',
    openAll: '全部展开',
    closeAll: '全部收起',
    meant: '适用渠道：{{channels}}',
    human: '100 分中有 {{points}} 分由人工作答；作答之前既不计入得分，也不计入依据。',
  },
)

/** A form as people read it: points by section, pass mark and gates, every question. */
export function FormView({ form }: { form: Of<'FormOut'> }) {
  const t = useWords()
  const say = useFormWords()
  const channel = useChannelName()
  const { search, change } = useAddress()
  const items = form.sections.flatMap((section) => section.items.map((item) => item.item))
  const at = one(search.item)
  const [opened, open] = useState<string[]>(at ? [at] : [])
  const both = one(search.lang) === 'both'
  useEffect(() => {
    if (at) document.getElementById(`item-${at}`)?.scrollIntoView({ block: 'center' })
  }, [at])
  const human = form.sections
    .flatMap((section) => section.items)
    .filter((item) => item.kind === 'human')
    .reduce((sum, item) => sum + item.weight, 0)
  return (
    <Stack>
      <Paper>
        <Group justify="space-between" mb="sm">
          <Group gap="lg">
            <Text size="sm">
              {form.pass == null ? (
                say('noPassMark')
              ) : (
                <>
                  {say('passMark')} <b>{form.pass}</b>
                </>
              )}
            </Text>
            <Text size="sm" c="dimmed">
              {t('meant', { channels: form.channels.map(channel).join(' · ') })}
            </Text>
          </Group>
          <Group gap="md">
            <Switch
              label={t('both')}
              checked={both}
              onChange={(event) => change({ lang: event.currentTarget.checked ? 'both' : undefined })}
            />
            <Button size="compact-sm" variant="default" onClick={() => open(opened.length < items.length ? items : [])}>
              {t(opened.length < items.length ? 'openAll' : 'closeAll')}
            </Button>
          </Group>
        </Group>
        <WeightStrip sections={form.sections} />
        {human > 0 && (
          <Text size="sm" c="dimmed" mt="xs">
            {t('human', { points: human })}
          </Text>
        )}
      </Paper>
      {form.sections.map((section) => {
        const own = section.items.map((item) => item.item)
        return (
          <SectionView
            key={section.section}
            section={section}
            gate={form.gates[section.section]}
            both={both}
            opened={opened.filter((item) => own.includes(item))}
            onOpened={(now) => open((before) => [...before.filter((item) => !own.includes(item)), ...now])}
          />
        )
      })}
    </Stack>
  )
}
