import { Alert, Button, Checkbox, Group, Paper, Progress, Table, Text, Title } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconInfoCircle } from '@tabler/icons-react'
import { useState } from 'react'
import { api, type Of } from '~/api/client'
import { useLibrary } from '~/api/library'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { useTellProblem } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { Affected } from './Affected'
import { readAgain } from './marks'
import { useDisputeWords } from './words'

/** Every evaluation with the same error, its score with and without the mark; those chosen are read again. */
export function BlastRadius({ dispute, textOf }: { dispute: Of<'DisputeOut'>; textOf: (item: string) => string }) {
  const t = useDisputeWords()
  const common = useCommon()
  const { behaviourName } = useLibrary()
  const tell = useTellProblem()
  const [chosen, choose] = useState<string[]>([])
  const [sent, setSent] = useState<string[]>([])
  const params = { path: { id: dispute.id } }
  const blast = api.useQuery(
    'get',
    '/api/disputes/{id}/blast-radius',
    { params },
    {
      refetchInterval: ({ state }) => (readAgain(sent, state.data?.affected ?? []) < sent.length ? 2_000 : false),
    },
  )
  const rescore = api.useMutation('post', '/api/disputes/{id}/rescore', {
    onSuccess: () => {
      setSent(chosen)
      choose([])
      void blast.refetch()
    },
    onError: tell,
  })
  const affected = blast.data?.affected ?? []
  const done = readAgain(sent, affected)
  const ask = () =>
    modals.openConfirmModal({
      title: t('sureRescoreTitle'),
      children: <Text size="sm">{t('sureRescore')}</Text>,
      labels: { confirm: t('rescore', { count: chosen.length }), cancel: common('cancel') },
      onConfirm: () => rescore.mutate({ params, body: { conversations: chosen } }),
    })
  return (
    <Paper component="section" aria-label={t('blast')}>
      <Title order={2} size="h5">
        {t('blast')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm" maw="80ch">
        {t('blastAbout', { cue: dispute.mark?.cue ?? '', behaviour: behaviourName(dispute.mark?.behaviour ?? '') })}
      </Text>
      {sent.length > 0 && (
        <div role="status">
          <Text size="sm" mb={4}>
            {done < sent.length ? t('rescoring', { done, all: sent.length }) : t('rescored', { count: sent.length })}
          </Text>
          <Progress
            mb="sm"
            value={(100 * done) / sent.length}
            aria-label={t('rescoring', { done, all: sent.length })}
          />
        </div>
      )}
      <Loaded
        query={blast}
        isEmpty={(found) => found.affected.length === 0}
        empty={<Empty title={t('blastNone')}>{t('blastNoneAbout')}</Empty>}
      >
        {(found) => (
          <>
            {found.more && (
              <Alert mb="sm" icon={<IconInfoCircle aria-hidden />} color="gray">
                {t('blastMore')}
              </Alert>
            )}
            <Table.ScrollContainer minWidth={720}>
              <Table aria-label={t('blast')}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th w={36}>
                      <Checkbox
                        aria-label={t('all')}
                        checked={chosen.length === found.affected.length}
                        indeterminate={chosen.length > 0 && chosen.length < found.affected.length}
                        onChange={({ currentTarget }) =>
                          choose(currentTarget.checked ? found.affected.map((one) => one.conversation) : [])
                        }
                      />
                    </Table.Th>
                    <Table.Th>{t('conversation')}</Table.Th>
                    <Table.Th>{t('blastTurns')}</Table.Th>
                    <Table.Th>{t('blastItems')}</Table.Th>
                    <Table.Th ta="end">{t('blastScore')}</Table.Th>
                    <Table.Th ta="end">{t('blastWithout')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {found.affected.map((one) => (
                    <Affected
                      key={one.evaluation}
                      one={one}
                      textOf={textOf}
                      checked={chosen.includes(one.conversation)}
                      onCheck={(on) =>
                        choose((before) =>
                          on ? [...before, one.conversation] : before.filter((id) => id !== one.conversation),
                        )
                      }
                    />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
            <Group justify="flex-end" mt="sm">
              <Button onClick={ask} disabled={chosen.length === 0} loading={rescore.isPending}>
                {t('rescore', { count: chosen.length })}
              </Button>
            </Group>
          </>
        )}
      </Loaded>
    </Paper>
  )
}
