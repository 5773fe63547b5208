import { Select, type SelectProps, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useSession } from '~/api/session'
import { one, useAddress } from '~/search'
import { useCommon } from '~/words/common'

/** One choice of a filter bar; it stands in the address under `name`, and `drops` are choices that lose their sense with it. */
export function FilterSelect({ name, drops = [], ...rest }: { name: string; drops?: readonly string[] } & SelectProps) {
  const { search, change } = useAddress()
  return (
    <Select
      clearable
      value={one(search[name]) ?? null}
      onChange={(value) =>
        change({ ...Object.fromEntries(drops.map((other) => [other, undefined])), [name]: value ?? undefined })
      }
      {...rest}
    />
  )
}

/** The choice among one's programs. */
export function FilterProgram({ w = 190, drops }: { w?: number; drops?: readonly string[] }) {
  const common = useCommon()
  const { programs } = useSession()
  return (
    <FilterSelect
      name="program"
      drops={drops}
      w={w}
      label={common('program')}
      placeholder={common('allPrograms')}
      searchable
      data={programs.map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}

/** The same choice in little, for those who have several. */
export function SmallFilterProgram() {
  const common = useCommon()
  const { programs } = useSession()
  if (programs.length < 2) return null
  return (
    <FilterSelect
      name="program"
      size="xs"
      aria-label={common('program')}
      placeholder={common('allPrograms')}
      data={programs.map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}

/** Words to look for; they stand in the address as `q`. */
export function FilterSearch({ placeholder, w = 230 }: { placeholder: string; w?: number }) {
  const common = useCommon()
  const { search, change } = useAddress()
  return (
    <TextInput
      w={w}
      label={common('search')}
      placeholder={placeholder}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={one(search.q) ?? ''}
      onChange={(event) => change({ q: event.currentTarget.value || undefined })}
    />
  )
}
