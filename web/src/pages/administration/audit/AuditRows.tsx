import { ActionIcon, Code, Collapse, Group, Menu, Table, Text } from '@mantine/core'
import { IconChevronRight, IconFilter } from '@tabler/icons-react'
import dayjs from 'dayjs'
import { Fragment, useState } from 'react'
import type { Of } from '~/api/client'
import { useProgramName } from '~/api/names'
import { useAddress } from '~/search'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { day } from '~/words/say'
import { DeedText } from './DeedText'
import type { useNames } from './useNames'

const useWords = words(
  'auditRows',
  {
    at: 'Time',
    what: 'What happened',
    number: 'No.',
    narrow: 'Show only entries like number {{number}}',
    byThem: 'Everything by {{name}}',
    aboutIt: 'Everything about this',
    sameDeed: 'Every entry of this kind',
    details: 'Details of entry {{number}}',
    object: 'Done to',
    detail: 'Detail',
    kind: 'Action',
    hash: 'Hash',
  },
  {
    at: '时间',
    what: '发生了什么',
    number: '序号',
    narrow: '只看与第 {{number}} 条相关的记录',
    byThem: '{{name}} 的全部操作',
    aboutIt: '关于此对象的全部记录',
    sameDeed: '同类操作的全部记录',
    details: '第 {{number}} 条的详情',
    object: '操作对象',
    detail: '附加信息',
    kind: '操作代码',
    hash: '哈希',
  },
)

/** Entries under their days; each opens to show what the server keeps of it. */
export function AuditRows({
  entries,
  names,
}: {
  entries: readonly Of<'AuditOut'>[]
  names: ReturnType<typeof useNames>
}) {
  const t = useWords()
  const common = useCommon()
  const programName = useProgramName()
  const { change } = useAddress()
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set())
  const toggle = (number: number) => {
    const now = new Set(opened)
    if (!now.delete(number)) now.add(number)
    setOpened(now)
  }
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={90}>{t('at')}</Table.Th>
            <Table.Th>{t('what')}</Table.Th>
            <Table.Th w={140}>{common('program')}</Table.Th>
            <Table.Th w={110} ta="right">
              {t('number')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry, at) => {
            const today = day(entry.at_ms)
            const before = entries[at - 1]
            const open = opened.has(entry.number)
            return (
              <Fragment key={entry.number}>
                {(!before || day(before.at_ms) !== today) && (
                  <Table.Tr>
                    <Table.Th colSpan={4} scope="colgroup" pt="md">
                      {today}
                    </Table.Th>
                  </Table.Tr>
                )}
                <Table.Tr>
                  <Table.Td>
                    <Text
                      size="sm"
                      c="dimmed"
                      style={{ whiteSpace: 'nowrap' }}
                      component="time"
                      dateTime={new Date(entry.at_ms).toISOString()}
                    >
                      {dayjs(entry.at_ms).format('HH:mm:ss')}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <DeedText entry={entry} names={names} />
                    <Collapse expanded={open}>
                      <Group gap="xs" py="xs" align="flex-start">
                        <Code>
                          {t('kind')}: {entry.action}
                        </Code>
                        {entry.object && (
                          <Code>
                            {t('object')}: {entry.object}
                          </Code>
                        )}
                        {entry.detail && (
                          <Code style={{ overflowWrap: 'anywhere' }}>
                            {t('detail')}: {entry.detail}
                          </Code>
                        )}
                        <Code style={{ overflowWrap: 'anywhere' }}>
                          {t('hash')}: {entry.hash}
                        </Code>
                      </Group>
                    </Collapse>
                  </Table.Td>
                  <Table.Td>
                    <Text size="sm" c="dimmed">
                      {entry.program ? programName(entry.program) : ''}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <Group gap={2} justify="flex-end" wrap="nowrap">
                      <Text size="sm" c="dimmed">
                        {entry.number}
                      </Text>
                      <Menu position="bottom-end">
                        <Menu.Target>
                          <ActionIcon
                            variant="subtle"
                            color="gray"
                            size="sm"
                            aria-label={t('narrow', { number: entry.number })}
                          >
                            <IconFilter size={14} aria-hidden />
                          </ActionIcon>
                        </Menu.Target>
                        <Menu.Dropdown>
                          <Menu.Item onClick={() => change({ actor: entry.actor })}>
                            {t('byThem', { name: names.actor(entry.actor) })}
                          </Menu.Item>
                          {entry.object && (
                            <Menu.Item onClick={() => change({ object: entry.object })}>{t('aboutIt')}</Menu.Item>
                          )}
                          <Menu.Item onClick={() => change({ action: entry.action })}>{t('sameDeed')}</Menu.Item>
                        </Menu.Dropdown>
                      </Menu>
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        size="sm"
                        aria-label={t('details', { number: entry.number })}
                        aria-expanded={open}
                        onClick={() => toggle(entry.number)}
                      >
                        <IconChevronRight
                          size={14}
                          aria-hidden
                          style={{ transform: open ? 'rotate(90deg)' : undefined }}
                        />
                      </ActionIcon>
                    </Group>
                  </Table.Td>
                </Table.Tr>
              </Fragment>
            )
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
