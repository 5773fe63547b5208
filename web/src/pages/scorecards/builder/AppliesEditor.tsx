import { Group, MultiSelect, NumberInput, Select, Stack, Switch } from '@mantine/core'
import { words } from '~/words/i18n'
import { useChannelName } from '../channelName'
import { BehaviourPicker } from './BehaviourPicker'
import type { Path } from './edit'
import type { Applies } from './model'

const useWords = words(
  'applieseditor',
  {
    channels: 'Only on these channels',
    found: 'Only where one of these was found, on either side',
    level: 'From level',
    timed: 'Only where turns carry times',
    agentTurns: 'Turns of the agent, at least',
    customerWords: 'Words of the customer, at least',
  },
  {
    channels: '仅限以下渠道',
    found: '仅当任一方出现以下情况时',
    level: '最低级别',
    timed: '仅当各轮带有时间时',
    agentTurns: '坐席轮数至少',
    customerWords: '客户字数至少',
  },
)
const CHANNELS = ['voice', 'video', 'chat', 'sms', 'social', 'email']

/** When a question applies at all; where a condition does not hold, it is not applicable and leaves the sum. */
export function AppliesEditor({
  applies,
  onSet,
  error,
}: {
  applies: Applies
  onSet: (field: Path, value: unknown) => void
  error?: string
}) {
  const t = useWords()
  const channel = useChannelName()
  const number = (field: 'agent_turns' | 'customer_words', label: string) => (
    <NumberInput
      label={label}
      min={1}
      allowDecimal={false}
      value={applies[field] ?? ''}
      onChange={(value) => onSet([field], value === '' ? undefined : Number(value))}
    />
  )
  return (
    <Stack gap="sm">
      <MultiSelect
        label={t('channels')}
        value={applies.channels}
        data={CHANNELS.map((name) => ({ value: name, label: channel(name) }))}
        onChange={(names) => onSet(['channels'], names)}
        error={error}
      />
      <BehaviourPicker label={t('found')} value={applies.found} onPicked={(ids) => onSet(['found'], ids)} />
      <Group align="flex-end">
        {applies.found.length > 0 && (
          <Select
            label={t('level')}
            w={120}
            clearable
            value={applies.level ? String(applies.level) : null}
            data={['1', '2', '3', '4']}
            onChange={(one) => onSet(['level'], one ? Number(one) : undefined)}
          />
        )}
        {number('agent_turns', t('agentTurns'))}
        {number('customer_words', t('customerWords'))}
      </Group>
      <Switch
        label={t('timed')}
        checked={applies.timed}
        onChange={(event) => onSet(['timed'], event.currentTarget.checked || undefined)}
      />
    </Stack>
  )
}
