import { MultiSelect } from '@mantine/core'
import { useLibrary } from '~/api/library'
import { useSession } from '~/api/session'
import { one, useAddress } from '~/search'
import { values } from './query'
import { useFilterWords } from './words'

/** Behaviours that were found, missed, or called for. */
export function ByBehaviour() {
  const t = useFilterWords()
  const { role } = useSession()
  const { search, change } = useAddress()
  const { behaviours, skills, behaviourName, skillName } = useLibrary()
  const noHostility = role === 'agent' || !!one(search.agent)

  const options = (customers: boolean, chosen: readonly string[]) => {
    const known = behaviours.filter(
      ({ id, skill }) => (customers || !!skill) && !(noHostility && id === 'cust_hostility'),
    )
    const groups = [...skills.map(({ skill }) => skill), ''].map((skill) => ({
      group: skill ? skillName(skill) : t('ofCustomer'),
      items: known
        .filter((one) => (one.skill ?? '') === skill)
        .map(({ id }) => ({ value: id, label: behaviourName(id) })),
    }))
    // What the address holds can always be taken away, known or not.
    const rest = chosen.filter((value) => !known.some(({ id }) => id === value))
    const others = rest.map((value) => ({ value, label: behaviourName(value.split(':')[0] ?? value) }))
    return [...groups.filter(({ items }) => items.length > 0), ...others]
  }

  return (['found', 'missed', 'called'] as const).map((name) => {
    const chosen = values(search, name)
    return (
      <MultiSelect
        key={name}
        label={t(name)}
        description={t(`${name}About`)}
        placeholder={chosen.length === 0 ? t('behaviour') : undefined}
        searchable
        clearable
        hidePickedOptions
        limit={60}
        data={options(name === 'found', chosen)}
        value={chosen}
        onChange={(value) => change({ [name]: value.join(',') || undefined })}
      />
    )
  })
}
