import { Button, Table, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { ConversationLink } from '~/ui/ConversationLink'
import { count } from '~/words/say'
import type { TakenIn } from './send'
import { useImportWords } from './words'

const SOME = 20

/** What became of each record of a file: first those that need a look, with line and what to do; all of them on demand. */
export function Receipts({ name, taken }: { name: string; taken: TakenIn }) {
  const t = useImportWords()
  const [whole, { toggle }] = useDisclosure(false)
  const wanting = taken.receipts.filter(({ became }) => became === 'dead' || became === 'differs')
  const shown = whole ? taken.receipts : wanting.slice(0, SOME)
  const all = taken.receipts.length
  const means = (became: string) => t(`means.${became as 'new'}`)
  return (
    <>
      {shown.length > 0 && (
        <Table.ScrollContainer minWidth={480} mt={4}>
          <Table verticalSpacing={4} fz="sm" aria-label={t('receipts', { name })}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={60}>{t('line')}</Table.Th>
                <Table.Th>{t('record')}</Table.Th>
                <Table.Th>{t('became')}</Table.Th>
                <Table.Th>{t('todo')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map(({ id, line, external_id, became, message, help }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same record may come twice in a file
                <Table.Tr key={`${id} ${at}`}>
                  <Table.Td>{line ?? '–'}</Table.Td>
                  <Table.Td>
                    {became === 'dead' ? (
                      external_id || '–'
                    ) : (
                      <ConversationLink id={id}>{external_id || id}</ConversationLink>
                    )}
                  </Table.Td>
                  <Table.Td>{t(`became.${became as 'new'}`)}</Table.Td>
                  <Table.Td>
                    {message ? (
                      <span lang="en">
                        {message}
                        {help && (
                          <Text span size="sm" c="dimmed">
                            {' – '}
                            {help}
                          </Text>
                        )}
                      </span>
                    ) : (
                      means(became)
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {all > 0 && (whole || all > shown.length) && (
        <Button variant="subtle" color="gray" size="compact-xs" mt={4} onClick={toggle}>
          {whole ? t('showSome') : t('showAll', { count: all, n: count(all) })}
        </Button>
      )}
      {whole && all >= 1_000 && (
        <Text size="xs" c="dimmed">
          {t('firstThousand')}
        </Text>
      )}
    </>
  )
}
