import { Alert, Button, Group } from '@mantine/core'
import { IconShieldHeart } from '@tabler/icons-react'
import { useSession } from '~/api/session'
import { useAddress } from '~/search'
import { values } from './query'
import { useFilterWords } from './words'

/** Why hostility and an agent are not asked together, and the two ways out. */
export function HostilityByAgent() {
  const t = useFilterWords()
  const { role } = useSession()
  const { search, change } = useAddress()
  const found = values(search, 'found').filter((one) => one.split(':')[0] !== 'cust_hostility')
  const calm = {
    hostility: undefined,
    found: found.join(',') || undefined,
    sort: search.sort === 'hostility' ? undefined : search.sort,
  }
  return (
    <Alert color="blue" variant="light" icon={<IconShieldHeart aria-hidden />} title={t('hostilityBoth')}>
      {role === 'agent' ? t('hostilityAgent') : t('hostilityWhy')}
      <Group mt="sm" gap="xs">
        {role !== 'agent' && (
          <Button size="xs" variant="default" onClick={() => change({ agent: undefined })}>
            {t('dropAgent')}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => change(calm)}>
          {t('dropHostility')}
        </Button>
      </Group>
    </Alert>
  )
}
