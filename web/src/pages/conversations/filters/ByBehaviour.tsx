import { MultiSelect } from '@mantine/core'
import { useLibrary } from '~/api/library'
import { useSession } from '~/api/session'
import { one, useAddress } from '~/search'
import { values } from './query'
import { useFilterWords } from './words'

const skillOf = (skill: string | null | undefined) => (skill && skill !== 'none' ? skill : '')

/** Behaviours that were found, missed, or called for. */
export function ByBehaviour() {
  const t = useFilterWords()
  const { role } = useSession()
  const { search, change } = useAddress()
  const { behaviours, skills, behaviourName, skillName } = useLibrary()
  const noHostility = role === 'agent' || !!one(search.agent)

  const options = (name: 'found' | 'missed' | 'called', chosen: readonly string[]) => {
    // Only what an agent can do well is called for.
    const fits = ({ side, polarity }: (typeof behaviours)[number]) =>
      name === 'found' || (side !== 'customer' && (polarity === '+' || polarity === '±'))
    const known = behaviours.filter((one) => fits(one) && !(noHostility && one.id === 'cust_hostility'))
    const groups = [...skills.map(({ skill }) => skill), ''].map((skill) => ({
      group: skill ? skillName(skill) : t('ofCustomer'),
      items: known
        .filter((one) => skillOf(one.skill) === skill)
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
        data={options(name, chosen)}
        value={chosen}
        onChange={(value) => change({ [name]: value.join(',') || undefined })}
      />
    )
  })
}
