import { Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBookmark, IconBookmarkPlus, IconBulb, IconUsers } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { api } from '~/api/client'
import { useProgramName } from '~/api/names'
import { useSession } from '~/api/session'
import { one, type Search, useAddress } from '~/search'
import { active } from '../filters/query'
import { addressOf, keptQuery, same } from './periodKept'
import { STARTS, startsOf } from './starts'
import { useChangeViews } from './useChangeViews'
import { ViewForm } from './ViewForm'
import { ViewMenu } from './ViewMenu'
import classes from './Views.module.css'
import { useViewWords } from './words'

/** Ready-made questions: one's own views, those that others share, and starting points that teach; and how to keep the present one. */
export function Views() {
  const t = useViewWords()
  const { role } = useSession()
  const program = useProgramName()
  const navigate = useNavigate()
  const { search } = useAddress()
  const [saving, form] = useDisclosure(false)
  const { update } = useChangeViews()
  const { data: views = [] } = api.useQuery('get', '/api/views')

  const go = (to: Search) => void navigate({ to: '/conversations', search: to as never })
  const opened = views.find((view) => view.id === one(search.view))
  const start = startsOf(role).find((name) => same(search, STARTS[name]))
  const asks = active(search).length > 0 || !!one(search.sort)
  const known = !!start || views.some((view) => same(search, view.query))
  const changed = opened && !same(search, opened.query)

  const pill = (is: boolean) =>
    ({
      size: 'compact-sm',
      radius: 'xl',
      fw: 500,
      px: 10,
      variant: is ? 'filled' : 'default',
      'aria-current': is || undefined,
    }) as const
  const sorted = [...views].sort((a, b) => Number(b.own) - Number(a.own) || a.name.localeCompare(b.name))
  return (
    <div>
      <nav className={classes.pills} aria-label={t('views')}>
        <Button {...pill(!asks && !opened)} onClick={() => go({})}>
          {t('all')}
        </Button>
        {sorted.map((view) => {
          const is = same(search, view.query)
          const Icon = view.own ? IconBookmark : IconUsers
          return (
            <Button
              key={view.id}
              {...pill(is)}
              leftSection={<Icon size={14} aria-hidden />}
              title={view.own ? t('own') : t('shared', { program: program(view.program ?? '') })}
              onClick={() => go({ ...addressOf(view.query), view: view.id })}
            >
              {view.name}
              {view.id === opened?.id && changed && (
                <Text span size="xs" ml={6} c="dimmed">
                  {t('changed')}
                </Text>
              )}
            </Button>
          )
        })}
        {startsOf(role).map((name) => (
          <Button
            key={name}
            {...pill(start === name)}
            leftSection={<IconBulb size={14} aria-hidden />}
            title={t(`start.${name}.about`)}
            onClick={() => go(addressOf(STARTS[name]))}
          >
            {t(`start.${name}`)}
          </Button>
        ))}
        {asks && !known && (
          <Button
            variant="subtle"
            size="compact-sm"
            radius="xl"
            leftSection={<IconBookmarkPlus size={16} aria-hidden />}
            onClick={form.open}
          >
            {t('save')}
          </Button>
        )}
      </nav>
      <Group gap="xs" mt={start || opened ? 6 : 0}>
        {start && (
          <Text size="sm" c="dimmed" maw="90ch">
            {t(`start.${start}.about`)}
          </Text>
        )}
        {opened?.own && changed && (
          <Button
            variant="light"
            size="compact-sm"
            onClick={() => void update(opened, { ...opened, query: keptQuery(search) })}
          >
            {t('update')}
          </Button>
        )}
        {opened?.own && <ViewMenu view={opened} />}
      </Group>
      <ViewForm opened={saving} onClose={form.close} query={keptQuery(search)} />
    </div>
  )
}
