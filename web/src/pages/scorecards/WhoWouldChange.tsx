import { Alert, Anchor, Button, Paper, Stack, Table, Text, Title } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { api } from '~/api/client'
import { Empty } from '~/ui/Empty'
import { ProblemNote } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { points } from '~/words/say'
import { JudgedTable } from './JudgedTable'
import { PartHead } from './PartHead'
import { Shift } from './Shift'

const useWords = words(
  'whowouldchange',
  {
    title: 'Who would change',
    'about.version':
      'Judges up to 2,000 past conversations of {{program}} with this version on the channels that it is meant for, and says whose scores would move. Nothing is stored.',
    'about.rules':
      'Judges up to 2,000 past conversations of {{program}} with these rules and the published forms, and says whose scores would move. Nothing is stored.',
    run: 'Look',
    changed: '{{changed}} of {{n}} conversations would get another score, result or answer.',
    nothing: 'Nobody would change',
    nothingAbout: 'All {{n}} conversations keep their score, result and answers.',
    noneAbout: 'There is no conversation to judge in this program yet.',
    before: 'Mean now',
    'after.version': 'With this version',
    'after.rules': 'With these rules',
    shift: 'Difference, 95 % interval',
    order: 'Listed by the size of the difference, which is no ranking of people.',
    largest: 'The largest differences',
  },
  {
    title: '谁的得分会变',
    'about.version':
      '用此版本评一遍 {{program}} 在其适用渠道上最多 2000 通过往会话，看哪些坐席的得分会变。不保存结果。',
    'about.rules':
      '用这些规则和已发布的评分表评一遍 {{program}} 最多 2000 通过往会话，看哪些坐席的得分会变。不保存结果。',
    run: '查看影响',
    changed: '{{n}} 通会话中有 {{changed}} 通的得分、结果或答案会改变。',
    nothing: '没有人受影响',
    nothingAbout: '{{n}} 通会话的得分、结果和答案都不变。',
    noneAbout: '该项目还没有可评的会话。',
    before: '现均分',
    'after.version': '用此版本',
    'after.rules': '用这些规则',
    shift: '差异及 95% 区间',
    order: '按差异大小列出，并非人员排名。',
    largest: '差异最大的会话',
  },
)

/** Whose scores a form's version or other rules would move, before they hold: per agent with intervals, and the conversations that change most. */
export function WhoWouldChange({
  by,
  judgedBy,
  program,
  itemName = (id) => id,
}: {
  by: 'version' | 'rules'
  /** What to judge by, as the preview is asked. */
  judgedBy: { scorecard: string } | { rules: string }
  program: { id: string; name: string }
  itemName?: (id: string) => string
}) {
  const t = useWords()
  const common = useCommon()
  const preview = api.useMutation('post', '/api/programs/{id}/preview')
  const run = () => preview.mutate({ params: { path: { id: program.id } }, body: { ...judgedBy, limit: 2000 } })
  const done = preview.data
  return (
    <Paper component="section">
      <PartHead title={t('title')} about={t(`about.${by}`, { program: program.name })}>
        <Button
          variant="default"
          leftSection={<IconUsers size={16} aria-hidden />}
          loading={preview.isPending}
          onClick={run}
          style={{ flex: 'none' }}
        >
          {t('run')}
        </Button>
      </PartHead>
      {preview.error && <ProblemNote problem={preview.error} retry={run} />}
      <div aria-live="polite">
        {done && done.changed === 0 && (
          <Empty title={t('nothing')}>
            {done.conversations ? t('nothingAbout', { n: done.conversations }) : t('noneAbout')}
          </Empty>
        )}
        {done && done.changed > 0 && (
          <Stack mt="md">
            {done.shift && <Shift shift={done.shift} />}
            <Text size="sm">{t('changed', { changed: done.changed, n: done.conversations })}</Text>
            {done.agents == null ? (
              <Alert variant="light" color="gray">
                {common('why.no_sign_off')}
              </Alert>
            ) : (
              <div style={{ overflowX: 'auto' }}>
                <Text size="xs" c="dimmed">
                  {t('order')}
                </Text>
                <Table miw={560}>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{common('agent')}</Table.Th>
                      <Table.Th>{t('before')}</Table.Th>
                      <Table.Th>{t(`after.${by}`)}</Table.Th>
                      <Table.Th>{t('shift')}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {done.agents.map((agent) => (
                      <Table.Tr key={agent.agent}>
                        <Table.Td>
                          <Anchor
                            size="sm"
                            renderRoot={(props) => <Link {...props} to="/agents/$id" params={{ id: agent.agent }} />}
                          >
                            {agent.name}
                          </Anchor>
                        </Table.Td>
                        <Table.Td>{points(agent.before)}</Table.Td>
                        <Table.Td>{points(agent.after)}</Table.Td>
                        <Table.Td>
                          <Shift shift={agent} brief />
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </div>
            )}
            {done.largest.length > 0 && (
              <>
                <Title order={3} size="h6">
                  {t('largest')}
                </Title>
                <JudgedTable results={done.largest} itemName={itemName} by={by} />
              </>
            )}
          </Stack>
        )}
      </div>
    </Paper>
  )
}
