import { MultiSelect, NumberInput, SimpleGrid, Stack, Title } from '@mantine/core'
import { useChannelName } from '../channelName'
import { useFormWords } from '../words'
import { BothFields } from './BothFields'
import { useEditing, usePart } from './editing'
import { TypedLine } from './Typed'
import { useBuilderWords } from './words'

const CHANNELS = ['voice', 'video', 'chat', 'sms', 'social', 'email']

/** The form itself: names, what it is for, channels, pass mark. */
export function HeadEditor() {
  const t = useBuilderWords()
  const say = useFormWords()
  const channel = useChannelName()
  const { form } = useEditing()
  const { set, wrong } = usePart('', [])
  return (
    <Stack>
      <Title order={2} size="h4">
        {t('head')}
      </Title>
      <BothFields
        label={t('name')}
        value={form.name}
        onTyped={(language, text) => set(['name', language], text)}
        error={wrong('name')}
      />
      <BothFields
        label={t('about')}
        value={form.about}
        onTyped={(language, text) => set(['about', language], text)}
        error={wrong('about')}
      />
      <MultiSelect
        label={t('channels')}
        value={form.channels}
        data={CHANNELS.map((name) => ({ value: name, label: channel(name) }))}
        onChange={(names) => set(['channels'], names)}
        error={wrong('channels')}
      />
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <NumberInput
          label={say('passMark')}
          description={t('passAbout')}
          min={0}
          max={100}
          allowDecimal={false}
          value={form.pass ?? ''}
          onChange={(value) => set(['pass'], value === '' ? undefined : Number(value))}
          error={wrong('pass')}
        />
        <NumberInput
          label={t('version')}
          description={t('versionAbout')}
          min={1}
          allowDecimal={false}
          value={form.version}
          onChange={(value) => value !== '' && set(['version'], Number(value))}
          error={wrong('version')}
        />
        <TypedLine
          label={t('id')}
          description={t('formIdAbout')}
          value={form.id}
          onTyped={(id) => set(['id'], id)}
          error={wrong('id')}
        />
      </SimpleGrid>
    </Stack>
  )
}
