import { Group, Stack, Text } from '@mantine/core'
import { Panel } from '~/ui/Panel'
import { words } from '~/words/i18n'
import { Breakdown } from './Breakdown'
import { MeasureSelect } from './MeasureSelect'
import { useMeasures } from './useMeasures'

const useWords = words(
  'analyticsChannels',
  {
    channel: 'Does it differ by channel?',
    language: 'Does it differ by language?',
    caution:
      'Channels and languages differ in what customers come with, and in what the machine finds in them. A difference is a reason to listen to conversations, not a verdict.',
  },
  {
    channel: '各渠道之间有差异吗？',
    language: '中文与英文之间有差异吗？',
    caution: '不同渠道和语言的客户诉求不同，机器识别的把握也不同。出现差异是去听会话的理由，不是结论。',
  },
)

/** One measure by channel and by language, with what a difference does not mean. */
export function ChannelsSection() {
  const t = useWords()
  const { measure } = useMeasures()
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Text size="sm" c="dimmed" maw="76ch">
          {t('caution')}
        </Text>
        <MeasureSelect />
      </Group>
      <Panel title={t('channel')}>
        <Breakdown measure={measure} by="channel" />
      </Panel>
      <Panel title={t('language')}>
        <Breakdown measure={measure} by="language" />
      </Panel>
    </Stack>
  )
}
