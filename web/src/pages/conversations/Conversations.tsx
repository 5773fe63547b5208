import { Button, Group, Indicator, Select } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFilter } from '@tabler/icons-react'
import { lazy, Suspense, useMemo, useRef } from 'react'
import { useMay, useSession } from '~/api/session'
import { useAddress } from '~/search'
import { Page } from '~/ui/Page'
import { useShortcuts } from '~/ui/shortcuts'
import { ExportMenu } from './actions/ExportMenu'
import { Kinds } from './cases/Kinds'
import { Chips } from './filters/Chips'
import { HostilityByAgent } from './filters/HostilityByAgent'
import { active, hostilityByAgent, queryOf, SORTS, sortOf, written } from './filters/query'
import { SearchBox } from './filters/SearchBox'
import { useFilterWords } from './filters/words'
import { ColumnMenu } from './list/ColumnMenu'
import { Found } from './list/Found'
import { COUNTED, useList } from './list/useList'
import { useListWords } from './list/words'
import { Views } from './views/Views'

// The calendar is heavy: it comes when somebody opens the filters.
const FilterDrawer = lazy(() => import('./filters/FilterDrawer'))

/** All conversations that one may see: to search, narrow down, open, and work on many at once. */
export function Conversations() {
  const t = useListWords()
  const filterWords = useFilterWords()
  const { role } = useSession()
  const staff = useMay('administrator', 'manager', 'lead', 'analyst', 'coach')
  const { search, change } = useAddress()
  const [drawer, { open, close }] = useDisclosure(false)
  // Once it was opened it stays, so that it can close with its own motion.
  const used = useRef(false)
  used.current ||= drawer
  const field = useRef<HTMLInputElement>(null)
  const query = useMemo(() => queryOf(search), [search])
  const refused = hostilityByAgent(query, role === 'agent')
  const found = useList(query, !refused)
  const total = found.data?.pages[0]?.total_at_most ?? undefined
  const narrowed = active(search).length
  // Hostility is never looked at by agent.
  const sorts = SORTS.filter((sort) => sort !== 'hostility' || (role !== 'agent' && !query.agent))

  useShortcuts([
    { keys: '/', says: t('key.search'), run: () => field.current?.focus() },
    { keys: 'f', says: t('key.filters'), run: open },
  ])
  return (
    <Page
      title={t('contacts')}
      about={role === 'agent' ? t('aboutAgent') : role === 'client' ? t('aboutClient') : t('about')}
      actions={
        <>
          <Kinds at="conversations" />
          {staff && !refused && total !== 0 && <ExportMenu list={written(query)} many={(total ?? 0) >= COUNTED} />}
        </>
      }
    >
      <Views />
      <Group gap="xs" align="center">
        <SearchBox field={field} />
        <Group gap="xs">
          <Indicator label={narrowed} size={18} disabled={narrowed === 0}>
            <Button variant="default" leftSection={<IconFilter size={16} aria-hidden />} onClick={open}>
              {filterWords('filters')}
            </Button>
          </Indicator>
          <Select
            w={190}
            aria-label={t('sort')}
            allowDeselect={false}
            value={sortOf(query)}
            data={sorts.map((sort) => ({ value: sort, label: t(`sort.${sort}`) }))}
            onChange={(sort) => change({ sort: sort === 'newest' ? undefined : (sort ?? undefined) })}
          />
          <ColumnMenu />
        </Group>
      </Group>
      <Chips onEdit={open} />
      {refused ? <HostilityByAgent /> : <Found found={found} query={query} narrowed={narrowed > 0} />}
      <Suspense>{used.current && <FilterDrawer opened={drawer} onClose={close} total={total} />}</Suspense>
    </Page>
  )
}
