import { Alert, Anchor, Code, Group, Paper, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { api } from '~/api/client'
import { AdministrationLink } from '~/ui/AdministrationLink'
import { Loaded } from '~/ui/Loaded'
import { moment } from '~/words/say'
import { useHealthWords } from './healthWords'
import { type HealthTold, type Look, lasting, looksOf, type Standing, size } from './looks'

const LOOKS: Record<Standing, { color: string; icon: typeof IconCircleCheck; word: 'fine' | 'note' | 'bad' }> = {
  fine: { color: 'var(--for)', icon: IconCircleCheck, word: 'fine' },
  note: { color: 'var(--missed)', icon: IconInfoCircle, word: 'note' },
  wrong: { color: 'var(--against)', icon: IconAlertTriangle, word: 'bad' },
}

/** How the installation is: first whether anything needs somebody, then each thing that was looked at, then what holds. */
export function Health() {
  const health = api.useQuery('get', '/api/health', {}, { refetchInterval: 10_000 })
  return <Loaded query={health}>{(told) => <Told told={told} />}</Loaded>
}

function Told({ told }: { told: HealthTold }) {
  const t = useHealthWords()
  const looks = looksOf(told)
  const wrong = looks.some(({ standing }) => standing === 'wrong')
  const noted = looks.some(({ standing }) => standing === 'note')
  const rows = [
    [t('version'), told.engine.version],
    [t('behaviours'), told.engine.behaviours],
    [t('models'), told.engine.models],
    [t('migrations'), String(told.database.migrations)],
  ] as const
  return (
    <Stack gap="lg">
      <Alert
        color={wrong ? 'red' : noted ? 'yellow' : 'teal'}
        icon={wrong ? <IconAlertTriangle aria-hidden /> : <IconCircleCheck aria-hidden />}
        title={t(wrong ? 'wrong' : noted ? 'notes' : 'well')}
      >
        {!wrong && !noted && `${t('wellAbout')} `}
        {t('since')} {moment(told.started_ms)}
      </Alert>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {looks.map((look) => (
          <Card key={look.what} look={look} told={told} />
        ))}
      </SimpleGrid>
      <section>
        <Title order={2} size="h4">
          {t('builtWith')}
        </Title>
        <Text size="sm" c="dimmed" mb="xs">
          {t('made')}
        </Text>
        <Table maw={860}>
          <Table.Tbody>
            {rows.map(([name, value]) => (
              <Table.Tr key={name}>
                <Table.Th scope="row" w={180}>
                  {name}
                </Table.Th>
                <Table.Td>
                  <Code style={{ overflowWrap: 'anywhere' }}>{value}</Code>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
    </Stack>
  )
}

function Card({ look, told }: { look: Look; told: HealthTold }) {
  const t = useHealthWords()
  const { color, icon: Icon, word } = LOOKS[look.standing]
  const { unit, count } = lasting(told.queue.oldest_age_ms ?? 0)
  const values = {
    kind: told.database.kind === 'postgresql' ? 'PostgreSQL' : 'SQLite',
    size: size(told.database.bytes),
    missing: told.database.missing_migrations,
    skew: Math.round(Math.abs(told.database.ahead_ms) / 1_000),
    free: size(told.disk?.free ?? 0),
    total: size(told.disk?.total ?? 0),
    waiting: told.queue.waiting,
    running: told.queue.running,
    oldest: t(unit, { count }),
    count: look.what === 'failed' ? told.queue.failed : told.dead_letters,
  }
  return (
    <Paper>
      <Group gap={8} mb={4}>
        <Icon size={20} color={color} aria-hidden />
        <Title order={2} size="h5">
          {t(look.what)}
        </Title>
        <Text size="xs" c={color}>
          {t(word)}
        </Text>
      </Group>
      <Text size="sm">{t(look.why as 'queue.idle', values)}</Text>
      {look.what === 'failed' && look.standing !== 'fine' && (
        <AdministrationLink part="queue" search={{ state: 'failed' }}>
          {t('see')}
        </AdministrationLink>
      )}
      {look.what === 'letters' && look.standing !== 'fine' && (
        <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/import" />}>
          {t('see')}
        </Anchor>
      )}
    </Paper>
  )
}
