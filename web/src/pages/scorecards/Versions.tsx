import { Anchor, Group, Paper, Select, Stack, Table, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Of } from '~/api/client'
import { useUserName } from '~/api/names'
import { useMay } from '~/api/session'
import { one, useAddress } from '~/search'
import { Empty } from '~/ui/Empty'
import { words } from '~/words/i18n'
import { day, useTextOf } from '~/words/say'
import { Diff } from './Diff'
import type { Version } from './forms'
import { StateBadge } from './StateBadge'
import { useFormWords } from './words'

const useWords = words(
  'versions',
  {
    all: 'All versions of this form',
    version: 'Version',
    state: 'State',
    written: 'Written',
    published: 'Published',
    retired: 'Retired',
    here: 'shown here',
    compare: 'What changed',
    earlier: 'From',
    later: 'To',
    only: 'Nothing to compare yet',
    onlyAbout: 'There is one version of this form. Once there is a second one, this says what it asks differently.',
  },
  {
    all: '本评分表的全部版本',
    version: '版本',
    state: '状态',
    written: '编写',
    published: '发布',
    retired: '停用',
    here: '当前查看',
    compare: '改了什么',
    earlier: '从',
    later: '到',
    only: '暂无可比较的版本',
    onlyAbout: '本评分表只有一个版本。有了第二个版本之后，这里会列出两者的差异。',
  },
)

/** Every version of a form, and what any two of them ask differently; a built-in form of the same id can be compared too. */
export function Versions({ card, versions }: { card: Of<'WholeScorecardOut'>; versions: readonly Version[] }) {
  const t = useWords()
  const say = useFormWords()
  const text = useTextOf()
  const user = useUserName()
  const staff = useMay('administrator', 'manager', 'lead', 'analyst', 'coach')
  const { search, change } = useAddress()
  const own = versions
    .filter((version) => version.name === card.name && version.program === card.program)
    .toSorted((a, b) => b.version - a.version || b.created_ms - a.created_ms)
  // Another form can be looked at beside it: where its first version came from.
  const others = versions.filter(
    (version) => version.state === 'published' && !own.some((mine) => mine.id === version.id),
  )
  const before = own.find((version) => version.version < card.version) ?? own.find((version) => version.id !== card.id)
  const from = one(search.from) ?? before?.id
  const to = one(search.to) ?? card.id
  const name = (version: Version, full: boolean) =>
    `${full ? `${text(version.title) || version.name} · ` : ''}${say('version', { n: version.version })} (${say(
      `state.${version.state as 'draft'}`,
    )})`
  const options = [
    { group: t('all'), items: own.map((version) => ({ value: version.id, label: name(version, false) })) },
    { group: say('allPrograms'), items: others.map((version) => ({ value: version.id, label: name(version, true) })) },
  ].filter((group) => group.items.length > 0)
  return (
    <Stack>
      <Paper p={0} style={{ overflowX: 'auto' }}>
        <Table miw={520}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('version')}</Table.Th>
              <Table.Th>{t('state')}</Table.Th>
              <Table.Th>{t('written')}</Table.Th>
              <Table.Th>{t('published')}</Table.Th>
              <Table.Th>{t('retired')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {own.map((version) => (
              <Table.Tr key={version.id}>
                <Table.Td>
                  {version.id === card.id ? (
                    <Text size="sm" fw={650}>
                      {say('version', { n: version.version })}{' '}
                      <Text span size="xs" c="dimmed">
                        {t('here')}
                      </Text>
                    </Text>
                  ) : (
                    <Anchor
                      size="sm"
                      renderRoot={(props) => (
                        <Link
                          {...props}
                          to="/scorecards/$id"
                          params={{ id: version.id }}
                          search={{ tab: 'versions' }}
                        />
                      )}
                    >
                      {say('version', { n: version.version })}
                    </Anchor>
                  )}
                </Table.Td>
                <Table.Td>
                  <StateBadge state={version.state} />
                </Table.Td>
                <Table.Td>
                  {day(version.created_ms)}
                  {version.created_by !== 'system' && user(version.created_by) && ` · ${user(version.created_by)}`}
                </Table.Td>
                <Table.Td>{version.published_ms ? day(version.published_ms) : '–'}</Table.Td>
                <Table.Td>{version.retired_ms ? day(version.retired_ms) : '–'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
      {staff && (
        <Stack gap="sm">
          <Group align="flex-end">
            <Title order={2} size="h4">
              {t('compare')}
            </Title>
            <Select
              label={t('earlier')}
              value={from ?? null}
              data={options}
              onChange={(value) => change({ from: value ?? undefined })}
              w={280}
            />
            <Select
              label={t('later')}
              value={to}
              data={options}
              onChange={(value) => change({ to: value ?? undefined })}
              w={280}
            />
          </Group>
          {from && from !== to ? (
            <Diff from={from} to={to} />
          ) : (
            <Empty title={t('only')}>{own.length < 2 && t('onlyAbout')}</Empty>
          )}
        </Stack>
      )}
    </Stack>
  )
}
