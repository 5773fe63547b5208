import { Anchor, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { api } from '~/api/client'
import { useLibrary } from '~/api/library'
import { ListLink } from '~/ui/ListLink'
import { PolarityIcon } from '~/ui/polarity'
import { words } from '~/words/i18n'
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

const SHOWN = 4

/** What a whole team could practise: behaviours that were called for and missed most often, each with its conversations. */
export function MostMissed() {
  const t = useWords()
  const { from, program } = usePeriod()
  const { behaviourName } = useLibrary()
  const { data } = api.useQuery('get', '/api/figures/behaviours', { params: { query: { by: 'team', from, program } } })
  const rows = foremost(data?.rows ?? [], 'missed', () => true)
  const teams = [...new Map(rows.map((row) => [row.program + row.id, row.name])).entries()]
  // As many of each team, in the order of names: teams are not held against each other.
  const each = Math.max(1, Math.floor(SHOWN / Math.max(teams.length, 1)))
  const shown = teams
    .sort((a, b) => a[1].localeCompare(b[1]))
    .flatMap(([team]) => rows.filter((row) => row.program + row.id === team).slice(0, each))
  if (rows.length === 0) return null
  return (
    <>
      <Text size="sm" fw={600} mt="md" mb={4}>
        {t('title')}
      </Text>
      <Stack gap={4}>
        {shown.map(({ behaviour, id, program, name, called }) => (
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
