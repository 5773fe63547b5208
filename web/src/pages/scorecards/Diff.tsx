import { Badge, Group, Paper, Stack, Table, Text, Title } from '@mantine/core'
import { IconArrowRight, IconMinus, IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { api, type Of } from '~/api/client'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { words } from '~/words/i18n'
import { useTextOf } from '~/words/say'
import { DiffField } from './DiffField'
import { useFormWords } from './words'

const useWords = words(
  'diff',
  {
    same: 'They ask the same',
    sameAbout: 'No question, weight, pass mark or gate differs. Names and examples may.',
    added_one: '{{count}} question added',
    added_other: '{{count}} questions added',
    removed_one: '{{count}} removed',
    removed_other: '{{count}} removed',
    changed_one: '{{count}} changed',
    changed_other: '{{count}} changed',
    addedOne: 'Added',
    removedOne: 'Removed',
    field: 'Field',
    before: 'Before',
    after: 'After',
    pass: 'Pass mark: {{before}} → {{after}}',
    gate: 'Gate of {{section}}: {{before}} → {{after}}',
    noMark: 'none',
  },
  {
    same: '两个版本所问相同',
    sameAbout: '评分项、分值、合格线和门槛均无差异；名称和示例可能不同。',
    added_other: '新增 {{count}} 项',
    removed_other: '删除 {{count}} 项',
    changed_other: '修改 {{count}} 项',
    addedOne: '新增',
    removedOne: '删除',
    field: '字段',
    before: '修改前',
    after: '修改后',
    pass: '合格线：{{before}} → {{after}}',
    gate: '板块门槛 {{section}}：{{before}} → {{after}}',
    noMark: '无',
  },
)

function Alone({ item, icon, word }: { item: Of<'PlacedItemOut'>; icon: ReactNode; word: string }) {
  const text = useTextOf()
  const say = useFormWords()
  return (
    <Paper p="sm">
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Badge color="gray" c="var(--mantine-color-text)" leftSection={icon} style={{ flex: 'none' }}>
          {word}
        </Badge>
        <Text size="sm" style={{ flex: 1 }}>
          {text(item.text)}
        </Text>
        <Text size="sm" fw={650}>
          {item.weight > 0 ? say('points', { count: item.weight }) : say('noPoints')}
        </Text>
      </Group>
    </Paper>
  )
}

/** What two versions ask differently: questions added, removed, and changed field by field, side by side. */
export function Diff({ from, to }: { from: string; to: string }) {
  const t = useWords()
  const text = useTextOf()
  const query = api.useQuery('get', '/api/scorecards/{id}/diff/{other}', { params: { path: { id: from, other: to } } })
  return (
    <Loaded query={query}>
      {({ added, removed, changed, pass, gates }) => {
        const [early, late] = [gates[0] ?? {}, gates[1] ?? {}]
        const moved = [...new Set([...Object.keys(early), ...Object.keys(late)])].filter((id) => early[id] !== late[id])
        const mark = (value: number | null | undefined) => value ?? t('noMark')
        if (added.length + removed.length + changed.length + moved.length === 0 && pass[0] === pass[1])
          return <Empty title={t('same')}>{t('sameAbout')}</Empty>
        return (
          <Stack gap="sm">
            <Text size="sm" c="dimmed">
              {[
                added.length && t('added', { count: added.length }),
                removed.length && t('removed', { count: removed.length }),
                changed.length && t('changed', { count: changed.length }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </Text>
            {pass[0] !== pass[1] && <Text fw={600}>{t('pass', { before: mark(pass[0]), after: mark(pass[1]) })}</Text>}
            {moved.map((id) => (
              <Text key={id} fw={600}>
                {t('gate', { section: id, before: mark(early[id]), after: mark(late[id]) })}
              </Text>
            ))}
            {added.map((item) => (
              <Alone key={item.item} item={item} icon={<IconPlus size={12} aria-hidden />} word={t('addedOne')} />
            ))}
            {removed.map((item) => (
              <Alone key={item.item} item={item} icon={<IconMinus size={12} aria-hidden />} word={t('removedOne')} />
            ))}
            {changed.map((one) => (
              <Paper key={one.item} p={0} style={{ overflowX: 'auto' }}>
                <Group px="sm" pt="sm" gap="xs">
                  <Title order={3} size="h6">
                    {text(one.after.text)}
                  </Title>
                  {one.before.weight !== one.after.weight && (
                    <Badge color="gray" c="var(--mantine-color-text)">
                      {one.before.weight} <IconArrowRight size={11} aria-hidden /> {one.after.weight}
                    </Badge>
                  )}
                </Group>
                <Table miw={640} layout="fixed">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th w={150}>{t('field')}</Table.Th>
                      <Table.Th>{t('before')}</Table.Th>
                      <Table.Th>{t('after')}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {one.fields.map((field) => (
                      <DiffField key={field} field={field} before={one.before} after={one.after} />
                    ))}
                  </Table.Tbody>
                </Table>
              </Paper>
            ))}
          </Stack>
        )
      }}
    </Loaded>
  )
}
