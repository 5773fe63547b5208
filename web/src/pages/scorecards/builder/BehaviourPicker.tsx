import { MultiSelect, Text } from '@mantine/core'
import { useLibrary } from '~/api/library'
import { words } from '~/words/i18n'
import { useTextOf } from '~/words/say'

const useWords = words(
  'behaviourpicker',
  { none: 'No behaviour of that name', customer: 'The customer', more: 'Add …' },
  { none: '没有这个名称的行为', customer: '客户', more: '添加……' },
)

/** Behaviours of the library, found by name, id or skill; each with its definition. */
export function BehaviourPicker({
  label,
  description,
  value,
  onPicked,
  error,
}: {
  label: string
  description?: string
  value: string[]
  onPicked: (ids: string[]) => void
  error?: string
}) {
  const t = useWords()
  const text = useTextOf()
  const { behaviours, skills, behaviourName, skillName } = useLibrary()
  const order = skills.map((skill) => skill.skill)
  const groups = new Map<string, { value: string; label: string }[]>()
  for (const { id, skill } of behaviours) {
    const group = skill && skill !== 'none' ? skill : ''
    groups.set(group, [...(groups.get(group) ?? []), { value: id, label: behaviourName(id) }])
  }
  const known = new Set(behaviours.map((one) => one.id))
  const data = [
    // What the text names without being in the library stays visible, and its mistake beside it.
    ...value.filter((id) => !known.has(id)).map((id) => ({ value: id, label: behaviourName(id) })),
    ...[...groups]
      .toSorted(([a], [b]) => (order.indexOf(a) + 1 || 99) - (order.indexOf(b) + 1 || 99))
      .map(([skill, items]) => ({ group: skill ? skillName(skill) : t('customer'), items })),
  ]
  const definition = (id: string) => text(behaviours.find((one) => one.id === id)?.definition)
  return (
    <MultiSelect
      label={label}
      description={description}
      data={data}
      value={value}
      onChange={onPicked}
      error={error}
      searchable
      clearable={false}
      hidePickedOptions
      placeholder={t('more')}
      nothingFoundMessage={t('none')}
      maxDropdownHeight={320}
      limit={200}
      filter={({ options, search }) => {
        const words = search.toLowerCase().trim()
        const fits = (option: { value: string; label: string }) =>
          `${option.label} ${option.value} ${definition(option.value)}`.toLowerCase().includes(words)
        const kept: typeof options = []
        for (const one of options) {
          if ('group' in one) {
            const items = one.items.filter(fits)
            if (items.length) kept.push({ ...one, items })
          } else if (fits(one)) kept.push(one)
        }
        return kept
      }}
      renderOption={({ option }) => (
        <div>
          <Text size="sm">
            {option.label}{' '}
            <Text span size="xs" c="dimmed" ff="monospace">
              {option.value}
            </Text>
          </Text>
          <Text size="xs" c="dimmed" lineClamp={2}>
            {definition(option.value)}
          </Text>
        </div>
      )}
    />
  )
}
