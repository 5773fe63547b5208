import { Badge, Group, Stack, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { words } from '~/words/i18n'
import type { PackRead } from './packText'

const useWords = words(
  'packPreview',
  {
    glossary: 'Terms that must be explained to customers',
    facts: 'Facts',
    about: 'A sentence about',
    values: 'may say',
    wrong: 'and never',
    forbidden: 'Nobody may promise',
    greeting: 'The greeting need not',
    greet: 'say hello',
    org: 'name the organisation',
    self: 'name the agent',
    offer: 'offer help',
    nothing: 'nothing yet',
  },
  {
    glossary: '需要向客户解释的术语',
    facts: '事实',
    about: '涉及以下说法的句子',
    values: '可以说',
    wrong: '不能说',
    forbidden: '任何人不得承诺',
    greeting: '开场白可以不含',
    greet: '问候',
    org: '机构名称',
    self: '坐席姓名',
    offer: '主动询问需求',
    nothing: '暂无',
  },
)

const PARTS = ['greet', 'org', 'self', 'offer'] as const

function Part({ title, empty, children }: { title: string; empty: boolean; children: ReactNode }) {
  const t = useWords()
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {title}
      </Text>
      {empty ? (
        <Text size="sm" c="dimmed">
          {t('nothing')}
        </Text>
      ) : (
        children
      )}
    </div>
  )
}

/** A pack as Rapport reads it: terms, facts with what may be said, promises that nobody may make, the greeting. */
export function PackPreview({ pack }: { pack: PackRead }) {
  const t = useWords()
  const chips = (terms: string[]) => (
    <Group gap={6}>
      {terms.map((term) => (
        <Badge key={term} color="gray" fw={450}>
          {term}
        </Badge>
      ))}
    </Group>
  )
  return (
    <Stack gap="md">
      <Part title={t('glossary')} empty={!pack.glossary.length}>
        {chips(pack.glossary)}
      </Part>
      <Part title={t('facts')} empty={!pack.facts.length}>
        <Table.ScrollContainer minWidth={420}>
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('facts')}</Table.Th>
                <Table.Th>{t('about')}</Table.Th>
                <Table.Th>{t('values')}</Table.Th>
                <Table.Th>{t('wrong')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {pack.facts.map(({ name, about, values, wrong }) => (
                <Table.Tr key={name + about.join()}>
                  <Table.Td fw={600}>{name}</Table.Td>
                  <Table.Td>{about.join(' · ')}</Table.Td>
                  <Table.Td>{values.join(' · ')}</Table.Td>
                  <Table.Td>{wrong.join(' · ') || '–'}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Part>
      <Part title={t('forbidden')} empty={!pack.forbidden.length}>
        <Stack gap={4}>
          {pack.forbidden.map(({ name, says }) => (
            <Text key={name} size="sm">
              <strong>{name}</strong>: {says.join(' · ')}
            </Text>
          ))}
        </Stack>
      </Part>
      <Part title={t('greeting')} empty={!pack.without.length}>
        {chips(pack.without.map((part) => (PARTS.some((one) => one === part) ? t(part as 'greet') : part)))}
      </Part>
    </Stack>
  )
}
