import { Button, Group, Paper, SegmentedControl, Table, Text, Title } from '@mantine/core'
import { IconMailCheck } from '@tabler/icons-react'
import { api, queries } from '~/api/client'
import { useProgramName } from '~/api/names'
import { one, useAddress } from '~/search'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { tellDone, useTellProblem } from '~/ui/Problem'
import { moment } from '~/words/say'
import { useImportWords } from './words'

/** Records that could not be read: where each stood, what is the matter, what to do; put away by a person. */
export function Letters() {
  const t = useImportWords()
  const programName = useProgramName()
  const tell = useTellProblem()
  const { search, change } = useAddress()
  const settled = one(search.letters) === 'settled'
  const found = api.useQuery('get', '/api/dead-letters', { params: { query: { settled } } })
  const settle = api.useMutation('post', '/api/dead-letters/{id}/settle', {
    onError: tell,
    onSuccess: () => {
      tellDone(t('settledDone'))
      void queries.invalidateQueries({ queryKey: ['get', '/api/dead-letters'] })
    },
  })
  return (
    <Paper>
      <Group justify="space-between" mb={4}>
        <Title order={2} size="h5">
          {t('letters')}
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={t('letters')}
          value={settled ? 'settled' : 'open'}
          onChange={(value) => change({ letters: value === 'settled' ? 'settled' : undefined })}
          data={[
            { value: 'open', label: t('open') },
            { value: 'settled', label: t('settled') },
          ]}
        />
      </Group>
      <Text size="sm" c="dimmed" mb="xs" maw="72ch">
        {t('lettersAbout')}
      </Text>
      <Loaded
        query={found}
        isEmpty={(letters) => letters.length === 0}
        empty={
          <Empty title={settled ? t('lettersNoneSettled') : t('lettersNone')} icon={<IconMailCheck size={24} />}>
            {settled ? null : t('lettersNoneAbout')}
          </Empty>
        }
      >
        {(letters) => (
          <>
            <Table.ScrollContainer minWidth={560}>
              <Table fz="sm" verticalSpacing={6} aria-label={t('letters')}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('received')}</Table.Th>
                    <Table.Th>{t('source')}</Table.Th>
                    <Table.Th>{t('line')}</Table.Th>
                    <Table.Th>{t('matter')}</Table.Th>
                    <Table.Th />
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {letters.map((letter) => (
                    <Table.Tr key={letter.id}>
                      <Table.Td style={{ whiteSpace: 'nowrap' }}>{moment(letter.received_ms)}</Table.Td>
                      <Table.Td>
                        {[letter.source, letter.program && programName(letter.program)].filter(Boolean).join(' · ')}
                      </Table.Td>
                      <Table.Td>{letter.line ?? '–'}</Table.Td>
                      <Table.Td lang="en">
                        {letter.message}
                        <Text size="xs" c="dimmed">
                          {letter.help}
                        </Text>
                      </Table.Td>
                      <Table.Td ta="end">
                        {letter.settled_ms == null && (
                          <Button
                            size="compact-sm"
                            variant="default"
                            aria-label={t('settleOne', { line: letter.line ?? '–', source: letter.source })}
                            disabled={settle.isPending}
                            onClick={() => settle.mutate({ params: { path: { id: letter.id } } })}
                          >
                            {t('settle')}
                          </Button>
                        )}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
            {letters.length >= 200 && (
              <Text size="xs" c="dimmed">
                {t('lettersMost')}
              </Text>
            )}
          </>
        )}
      </Loaded>
    </Paper>
  )
}
