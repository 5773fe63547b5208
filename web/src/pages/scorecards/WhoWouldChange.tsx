import { Alert, Anchor, Button, Group, Paper, Stack, Table, Text, Title } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { api, type Of } from '~/api/client'
import { Empty } from '~/ui/Empty'
import { ProblemNote } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { points, useTextOf } from '~/words/say'
import { JudgedTable } from './JudgedTable'
import { Shift } from './Shift'

const useWords = words(
  'whowouldchange',
  {
    title: 'Who would change',
    about:
      'Judges up to 2,000 past conversations of {{program}} with this version on the channels that it is meant for, and says whose scores would move. Nothing is stored.',
    run: 'Look',
    changed: '{{changed}} of {{n}} conversations would get another score, result or answer.',
    nothing: 'Nobody would change',
    nothingAbout: 'All {{n}} conversations keep their score, result and answers.',
    noneAbout: 'There is no conversation to judge in this program yet.',
    before: 'Mean now',
    after: 'With this version',
    shift: 'Difference, 95 % interval',
    order: 'Listed by the size of the difference, which is no ranking of people.',
    largest: 'The largest differences',
  },
  {
    title: '谁的得分会变',
    about: '用此版本评一遍 {{program}} 在其适用渠道上最多 2000 通过往会话，看哪些坐席的得分会变。不保存结果。',
    run: '查看影响',
    changed: '{{n}} 通会话中有 {{changed}} 通的得分、结果或答案会改变。',
    nothing: '没有人受影响',
    nothingAbout: '{{n}} 通会话的得分、结果和答案都不变。',
    noneAbout: '该项目还没有可评的会话。',
    before: '现均分',
    after: '用此版本',
    shift: '差异及 95% 区间',
    order: '按差异大小列出，并非人员排名。',
    largest: '差异最大的会话',
  },
)

/** Whose scores a version would move, before it holds: per agent with intervals, and the conversations that change most. */
export function WhoWouldChange({
  card,
  program,
}: {
  card: Of<'WholeScorecardOut'>
  program: { id: string; name: string }
}) {
  const t = useWords()
  const common = useCommon()
  const text = useTextOf()
  const preview = api.useMutation('post', '/api/programs/{id}/preview')
  const run = () => preview.mutate({ params: { path: { id: program.id } }, body: { scorecard: card.id, limit: 2000 } })
  const done = preview.data
  const names = new Map(
    card.form?.sections.flatMap((section) => section.items.map((item) => [item.item, text(item.text)])),
  )
  return (
    <Paper component="section">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Title order={2} size="h5">
            {t('title')}
          </Title>
          <Text size="sm" c="dimmed" maw="72ch">
            {t('about', { program: program.name })}
          </Text>
        </div>
        <Button
          variant="default"
          leftSection={<IconUsers size={16} aria-hidden />}
          loading={preview.isPending}
          onClick={run}
          style={{ flex: 'none' }}
        >
          {t('run')}
        </Button>
      </Group>
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
                      <Table.Th>{t('after')}</Table.Th>
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
                <JudgedTable results={done.largest} itemName={(id) => names.get(id) ?? id} />
              </>
            )}
          </Stack>
        )}
      </div>
    </Paper>
  )
}
