import { Group, SegmentedControl, Text } from '@mantine/core'
import { useId } from '@mantine/hooks'
import { one, useAddress } from '~/search'
import { useCommon } from '~/words/common'
import { useFilterWords } from './words'

/** A filter that is yes, no, or not asked. */
export function Whether({ name, label }: { name: 'reviewed' | 'disputed' | 'episodes' | 'scored'; label: string }) {
  const t = useFilterWords()
  const common = useCommon()
  const id = useId()
  const { search, change } = useAddress()
  return (
    <Group justify="space-between" gap="xs" wrap="nowrap">
      <Text size="sm" id={id}>
        {label}
      </Text>
      <SegmentedControl
        size="xs"
        aria-labelledby={id}
        value={one(search[name]) ?? ''}
        onChange={(value) => change({ [name]: value || undefined })}
        data={[
          { value: '', label: t('any') },
          { value: 'true', label: common('yes') },
          { value: 'false', label: common('no') },
        ]}
      />
    </Group>
  )
}
