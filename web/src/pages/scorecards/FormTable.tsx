import { Anchor, Badge, Group, Paper, Stack, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Of } from '~/api/client'
import { useUserName } from '~/api/names'
import { useMay } from '~/api/session'
import { words } from '~/words/i18n'
import { day, useTextOf } from '~/words/say'
import { useChannelName } from './channelName'
import { type Form, face, uses, type Version } from './forms'
import { StateBadge } from './StateBadge'
import { useFormWords } from './words'

const useWords = words(
  'formtable',
  {
    form: 'Form',
    for: 'For',
    used: 'Used on',
    versions: 'Versions',
    changed: 'Last written',
    unused: 'not in use',
    earlier_one: '{{count}} version in all',
    earlier_other: '{{count}} versions in all',
    goOn: 'Go on with draft {{n}}',
    seeDraft: 'See draft {{n}}',
    builtIn: 'built in',
    by: '{{day}}, {{who}}',
  },
  {
    form: '评分表',
    for: '适用项目',
    used: '使用渠道',
    versions: '版本',
    changed: '最近编写',
    unused: '未使用',
    earlier_other: '共 {{count}} 个版本',
    goOn: '继续编辑草稿 {{n}}',
    seeDraft: '查看草稿 {{n}}',
    builtIn: '内置',
    by: '{{day}}，{{who}}',
  },
)

/** All forms: where each is used, what holds, what is being drafted. */
export function FormTable({
  forms,
  versions,
  programs,
}: {
  forms: readonly Form[]
  versions: readonly Version[]
  programs: readonly Of<'ProgramOut'>[]
}) {
  const t = useWords()
  const say = useFormWords()
  const text = useTextOf()
  const channel = useChannelName()
  const user = useUserName()
  const mayWrite = useMay('administrator', 'manager', 'analyst')
  const names = new Map(programs.map((program) => [program.id, program.name]))
  return (
    <Paper p={0} style={{ overflowX: 'auto' }}>
      <Table miw={760}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('form')}</Table.Th>
            <Table.Th>{t('for')}</Table.Th>
            <Table.Th>{t('used')}</Table.Th>
            <Table.Th>{t('versions')}</Table.Th>
            <Table.Th>{t('changed')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {forms.map((form) => {
            const shown = face(form)
            if (!shown) return null
            const used = form.published ? uses(form.published, programs, versions) : []
            const newest = form.versions[0] ?? shown
            return (
              <Table.Tr key={form.key}>
                <Table.Td>
                  <Anchor
                    fw={600}
                    renderRoot={(props) => <Link {...props} to="/scorecards/$id" params={{ id: shown.id }} />}
                  >
                    {text(shown.title) || form.name}
                  </Anchor>
                  <Text size="xs" c="dimmed" ff="monospace">
                    {form.name}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Text size="sm">{form.program ? (names.get(form.program) ?? form.program) : say('allPrograms')}</Text>
                </Table.Td>
                <Table.Td>
                  {used.length === 0 ? (
                    <Text size="sm" c="dimmed">
                      {t('unused')}
                    </Text>
                  ) : (
                    <Stack gap={2}>
                      {used.map((use) => (
                        <Group key={use.program} gap={4}>
                          {!form.program && <Text size="sm">{use.programName}</Text>}
                          {use.channels.map((name) => (
                            <Badge key={name} color="gray" c="var(--mantine-color-text)">
                              {channel(name)}
                            </Badge>
                          ))}
                        </Group>
                      ))}
                    </Stack>
                  )}
                </Table.Td>
                <Table.Td>
                  <Group gap={6}>
                    <StateBadge state={shown.state} />
                    <Text size="sm">{say('version', { n: shown.version })}</Text>
                  </Group>
                  {form.drafts
                    .filter((draft) => draft.id !== shown.id || mayWrite)
                    .map((draft) => (
                      <Anchor
                        key={draft.id}
                        size="sm"
                        display="block"
                        renderRoot={(props) => (
                          <Link
                            {...props}
                            to={mayWrite ? '/scorecards/$id/edit' : '/scorecards/$id'}
                            params={{ id: draft.id }}
                          />
                        )}
                      >
                        {t(mayWrite ? 'goOn' : 'seeDraft', { n: draft.version })}
                      </Anchor>
                    ))}
                  {form.versions.length > 1 && (
                    <Anchor
                      size="xs"
                      display="block"
                      renderRoot={(props) => (
                        <Link {...props} to="/scorecards/$id" params={{ id: shown.id }} search={{ tab: 'versions' }} />
                      )}
                    >
                      {t('earlier', { count: form.versions.length })}
                    </Anchor>
                  )}
                </Table.Td>
                <Table.Td>
                  <Text size="sm">
                    {newest.created_by === 'system'
                      ? form.program
                        ? day(newest.created_ms)
                        : t('builtIn')
                      : t('by', { day: day(newest.created_ms), who: user(newest.created_by) ?? '–' })}
                  </Text>
                </Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </Paper>
  )
}
