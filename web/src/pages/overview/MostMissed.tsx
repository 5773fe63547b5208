import { Anchor, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { api } from '~/api/client'
import { useLibrary } from '~/api/library'
import { PolarityIcon } from '~/ui/polarity'
import { words } from '~/words/i18n'
import { ListLink } from './ListLink'
import { foremost } from './moments'
import { usePeriod } from './usePeriod'

const useWords = words(
  'overview.missed',
  {
    title: 'For everybody: the moments that teams miss most',
    line: '{{team}}: missed {{missed}} of {{count}}',
  },
  {
    title: '面向全组：最常错过的时机',
    line: '{{team}}：{{count}} 次中错过 {{missed}} 次',
  },
)

const SHOWN = 3

/** What a whole team could practise: behaviours that were called for and missed most often, each with its conversations. */
export function MostMissed() {
  const t = useWords()
  const { from, program } = usePeriod()
  const { behaviourName } = useLibrary()
  const { data } = api.useQuery('get', '/api/figures/behaviours', { params: { query: { by: 'team', from, program } } })
  const rows = foremost(data?.rows ?? [], 'missed', () => true).slice(0, SHOWN)
  if (rows.length === 0) return null
  return (
    <>
      <Text size="sm" fw={600} mt="md" mb={4}>
        {t('title')}
      </Text>
      <Stack gap={4}>
        {rows.map(({ behaviour, id, program, name, called }) => (
          <Group key={program + id + behaviour} gap={8}>
            <PolarityIcon polarity="missed" size={18} />
            <Anchor
              size="sm"
              renderRoot={(props) => <Link {...props} to="/behaviours/$id" params={{ id: behaviour }} />}
            >
              {behaviourName(behaviour)}
            </Anchor>
            <ListLink query={called.missed.conversations} size="xs">
              {t('line', { team: name, missed: called.missed.count, count: called.opportunities })}
            </ListLink>
          </Group>
        ))}
      </Stack>
    </>
  )
}
