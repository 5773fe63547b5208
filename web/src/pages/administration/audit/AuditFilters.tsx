import { Button, Group, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { api } from '~/api/client'
import { one, useAddress } from '~/search'
import { DayInput } from '~/ui/DayInput'
import { FilterProgram } from '~/ui/FilterFields'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { useActionWords } from './actionWords'
import { ACTIONS, type Action } from './deed'
import type { useNames } from './useNames'

const useWords = words(
  'auditFilters',
  {
    who: 'Who',
    anybody: 'Anybody',
    what: 'What',
    anything: 'Anything',
    object: 'About',
    objectAbout: 'Id of what it was done to',
    clear: 'Clear filters',
  },
  {
    who: '操作人',
    anybody: '任何人',
    what: '操作',
    anything: '任何操作',
    object: '对象',
    objectAbout: '操作对象的编号',
    clear: '清除筛选',
  },
)

const NONE = {
  actor: undefined,
  action: undefined,
  object: undefined,
  program: undefined,
  from: undefined,
  until: undefined,
}

/** Who, what, about which thing, in which program, and when. */
export function AuditFilters({ names }: { names: ReturnType<typeof useNames> }) {
  const t = useWords()
  const common = useCommon()
  const action = useActionWords()
  const users = api.useQuery('get', '/api/users', {})
  const { search, change } = useAddress()
  const actor = one(search.actor)
  const object = one(search.object) ?? ''
  const [typed, setTyped] = useState(object)
  useEffect(() => setTyped(object), [object])
  const later = useDebouncedCallback((value: string) => change({ object: value.trim() || undefined }), 400)

  const people = [
    { value: 'system', label: names.actor('system') },
    ...(users.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ]
  // Somebody from a row, such as a token, stands in no list.
  if (actor && !people.some(({ value }) => value === actor)) people.push({ value: actor, label: names.actor(actor) })
  const groups = new Map<string, { value: string; label: string }[]>()
  for (const one of Object.keys(ACTIONS) as Action[]) {
    const group = one.slice(0, one.indexOf('.'))
    groups.set(group, [...(groups.get(group) ?? []), { value: one, label: action(one) }])
  }
  const filtered = Object.keys(NONE).some((name) => search[name] !== undefined)
  return (
    <Group align="flex-end" gap="sm">
      <Select
        w={190}
        label={t('who')}
        placeholder={t('anybody')}
        clearable
        searchable
        data={people}
        value={actor ?? null}
        onChange={(value) => change({ actor: value ?? undefined })}
      />
      <Select
        w={230}
        label={t('what')}
        placeholder={t('anything')}
        clearable
        searchable
        maxDropdownHeight={360}
        data={[...groups.values()].flat()}
        value={one(search.action) ?? null}
        onChange={(value) => change({ action: value ?? undefined })}
      />
      <FilterProgram w={170} />
      <DayInput
        w={150}
        label={common('from')}
        value={one(search.from) ?? ''}
        onChange={(from) => change({ from: from || undefined })}
      />
      <DayInput
        w={150}
        label={common('until')}
        value={one(search.until) ?? ''}
        onChange={(until) => change({ until: until || undefined })}
      />
      <TextInput
        w={230}
        label={t('object')}
        placeholder={t('objectAbout')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          later(event.currentTarget.value)
        }}
      />
      {filtered && (
        <Button variant="subtle" onClick={() => change(NONE)}>
          {t('clear')}
        </Button>
      )}
    </Group>
  )
}
