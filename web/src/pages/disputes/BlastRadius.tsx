import { Button, Checkbox, Group, Paper, Progress, Table, Text, Title } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useState } from 'react'
import { api, type Of } from '~/api/client'
import { useLibrary } from '~/api/library'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { useTellProblem } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { Affected } from './Affected'
import { readAgain, type Sent } from './marks'
import { useBlastRadius } from './useBlastRadius'
import { useDisputeWords } from './words'

/** Every evaluation with the same error, its score with and without the mark; those chosen are read again. */
export function BlastRadius({ dispute, textOf }: { dispute: Of<'DisputeOut'>; textOf: (item: string) => string }) {
  const t = useDisputeWords()
  const common = useCommon()
  const { behaviourName } = useLibrary()
  const tell = useTellProblem()
  const [chosen, choose] = useState<string[]>([])
  const [sent, setSent] = useState<Sent>({ count: 0, left: 0 })
  const blast = useBlastRadius(dispute.id, sent)
  const total = blast.data?.total ?? 0
  const rescore = api.useMutation('post', '/api/disputes/{id}/rescore', {
    onSuccess: ({ queued }) => {
      setSent({ count: queued, left: total - queued })
      choose([])
      void blast.refetch()
    },
    onError: tell,
  })
  const done = readAgain(sent, total)
  const ask = (conversations?: string[]) => {
    const count = conversations?.length ?? total
    modals.openConfirmModal({
      title: t('sureRescoreTitle'),
      children: <Text size="sm">{t('sureRescore')}</Text>,
      labels: { confirm: t('rescore', { count }), cancel: common('cancel') },
      onConfirm: () => rescore.mutate({ params: { path: { id: dispute.id } }, body: { conversations } }),
    })
  }
  return (
    <Paper component="section" aria-label={t('blast')}>
      <Title order={2} size="h5">
        {t('blast')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm" maw="80ch">
        {t('blastAbout', { cue: dispute.mark?.cue ?? '', behaviour: behaviourName(dispute.mark?.behaviour ?? '') })}
      </Text>
      {sent.count > 0 && (
        <div role="status">
          <Text size="sm" mb={4}>
            {done < sent.count ? t('rescoring', { done, all: sent.count }) : t('rescored', { count: sent.count })}
          </Text>
          <Progress mb="sm" value={(100 * done) / sent.count} aria-label={t('rescoring', { done, all: sent.count })} />
        </div>
      )}
      <Loaded
        query={blast}
        isEmpty={(found) => found.affected.length === 0}
        empty={<Empty title={t('blastNone')}>{t('blastNoneAbout')}</Empty>}
      >
        {(found) => (
          <>
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
              {blast.more && (
                <>
                  <Text size="sm" c="dimmed" mr="auto">
                    {t('blastShown', { shown: found.affected.length, count: found.total })}
                  </Text>
                  <Button variant="default" loading={blast.busy} onClick={blast.more}>
                    {common('more')}
                  </Button>
                  <Button variant="default" onClick={() => ask()} loading={rescore.isPending}>
                    {t('rescoreAll', { count: found.total })}
                  </Button>
                </>
              )}
              <Button onClick={() => ask(chosen)} disabled={chosen.length === 0} loading={rescore.isPending}>
                {t('rescore', { count: chosen.length })}
              </Button>
            </Group>
          </>
        )}
      </Loaded>
    </Paper>
  )
}
