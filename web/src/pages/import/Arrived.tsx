import { Alert, Button, Group, Paper, Progress, Table, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Channel } from '~/pages/conversations/list/Channel'
import { Marks } from '~/pages/conversations/list/Marks'
import { Score } from '~/pages/conversations/list/Score'
import { ConversationLink } from '~/ui/ConversationLink'
import { ProblemNote } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { count } from '~/words/say'
import { brought, stretchOf, useArrivals } from './arrivals'
import type { Upload } from './uploads'
import { useImportWords } from './words'

const SHOWN = 8

/** What was just imported: how far reading and scoring is, the first of them with their scores, and the way to all of them. */
export function Arrived({ list }: { list: readonly Upload[] }) {
  const t = useImportWords()
  const common = useCommon()
  const what = brought(list)
  const { data: rows = [], error, refetch, isPending } = useArrivals(what)
  if (!what) return null
  if (error && rows.length === 0) return <ProblemNote problem={error} retry={() => void refetch()} />
  const read = rows.filter((row) => row.state !== 'received').length
  const failed = rows.filter((row) => row.state === 'failed').length
  const far = isPending ? 0 : what.ids.length - rows.length
  const over = rows.length > 0 && read === rows.length
  return (
    <Paper>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">
          {t('readTitle')}
        </Title>
        {rows.length > 0 && (
          <Button
            size="xs"
            variant={over ? 'filled' : 'default'}
            renderRoot={(props) => <Link {...props} to="/conversations" search={stretchOf(rows)} />}
          >
            {t('toThese')}
          </Button>
        )}
      </Group>
      <Text size="sm" role="status">
        {over ? t('readDone', { count: rows.length }) : t('readSome', { done: count(read), all: count(rows.length) })}
      </Text>
      {!over && (
        <Progress
          value={rows.length ? (read / rows.length) * 100 : 0}
          animated
          size="sm"
          mt={6}
          aria-label={t('readSome', { done: read, all: rows.length })}
        />
      )}
      {failed > 0 && (
        <Alert color="orange" variant="light" mt="xs">
          {t('readFailed', { count: failed })}
        </Alert>
      )}
      {rows.length > 0 && (
        <Table.ScrollContainer minWidth={640} mt="xs">
          <Table fz="sm" verticalSpacing={6} aria-label={t('readTitle')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('record')}</Table.Th>
                <Table.Th>{common('channel')}</Table.Th>
                <Table.Th>{common('language')}</Table.Th>
                <Table.Th>{common('score')}</Table.Th>
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.slice(0, SHOWN).map((row) => (
                <Table.Tr key={row.id} style={{ whiteSpace: 'nowrap' }}>
                  <Table.Td>
                    <ConversationLink fw={550} id={row.id}>
                      {row.external_id}
                    </ConversationLink>
                  </Table.Td>
                  <Table.Td>
                    <Channel channel={row.channel} />
                  </Table.Td>
                  <Table.Td>{row.language ? common(`language.${row.language as 'en'}`) : '–'}</Table.Td>
                  <Table.Td>
                    <Score row={row} />
                  </Table.Td>
                  <Table.Td>{row.state === 'evaluated' && <Marks row={row} />}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <Text size="xs" c="dimmed">
        {[
          rows.length > SHOWN ? t('andMore', { count: rows.length - SHOWN }) : '',
          far > 0 ? t('readFar', { count: far }) : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </Paper>
  )
}
