import { Button, Group, List, Paper, Text, Title } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconArchive, IconCircleCheck } from '@tabler/icons-react'
import { client, type Of, queries } from '~/api/client'
import { useMay, useSession } from '~/api/session'
import { tellDone, useTellProblem } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { useTextOf } from '~/words/say'

const useWords = words(
  'publishstep',
  {
    publish: 'Publish',
    publishTitle: 'Publish version {{n}} of "{{name}}"?',
    means: 'What publishing means',
    new: 'New conversations are scored with it from then on, on the channels whose form it is.',
    before: 'The version before it is retired.',
    never: 'It never changes again. The next change is a new draft.',
    past: 'What was scored already stays as it is, until you judge the past again.',
    who: 'Managers publish. Send one of them the address of this page.',
    published: 'Published',
    retire: 'Retire',
    retireTitle: 'Retire this version?',
    retireMeans: 'Retiring',
    retireAbout:
      'Nothing is scored with it any more; channels that used it fall back to the form for all programs of the same id, if there is one. What was scored stays. A retired version cannot be published again.',
    retired: 'Retired',
    builtIn: 'This form is for all programs: administrators alone change it.',
  },
  {
    publish: '发布',
    publishTitle: '发布“{{name}}”版本 {{n}}？',
    means: '发布意味着什么',
    new: '此后，使用该表的渠道上的新会话都用它评分。',
    before: '上一版本随之停用。',
    never: '发布后不可再改；如需修改，请新建草稿。',
    past: '已有评分保持不变，除非重新评过往会话。',
    who: '由运营经理发布。请把本页地址发给其中一位。',
    published: '已发布',
    retire: '停用',
    retireTitle: '停用此版本？',
    retireMeans: '停用',
    retireAbout:
      '此后不再用它评分；原先使用它的渠道改用同标识的通用评分表（如有）。已有评分保持不变。停用后不能再次发布。',
    retired: '已停用',
    builtIn: '这是全部项目共用的评分表，只有管理员可以更改。',
  },
)

/** Publishing or retiring a version, with what it means; managers do it. */
export function PublishStep({ card }: { card: Of<'WholeScorecardOut'> }) {
  const t = useWords()
  const common = useCommon()
  const text = useTextOf()
  const tell = useTellProblem()
  const manager = useMay('administrator', 'manager')
  const { role } = useSession()
  const mine = card.program != null || role === 'administrator'
  if (card.state === 'retired') return null
  const draft = card.state === 'draft'

  const go = async () => {
    const path = draft ? ('/api/scorecards/{id}/publish' as const) : ('/api/scorecards/{id}/retire' as const)
    const { error } = await client.POST(path, { params: { path: { id: card.id } } })
    if (error) return tell(error)
    tellDone(t(draft ? 'published' : 'retired'))
    void queries.invalidateQueries({ queryKey: ['get', '/api/scorecards'] })
    void queries.invalidateQueries({ queryKey: ['get', '/api/scorecards/{id}'] })
  }
  const meaning = draft ? (
    <List size="sm" spacing={4}>
      {(['new', 'before', 'never', 'past'] as const).map((key) => (
        <List.Item key={key}>{t(key)}</List.Item>
      ))}
    </List>
  ) : (
    <Text size="sm">{t('retireAbout')}</Text>
  )
  const ask = () =>
    modals.openConfirmModal({
      title: draft ? t('publishTitle', { n: card.version, name: text(card.title) || card.name }) : t('retireTitle'),
      children: meaning,
      labels: { confirm: t(draft ? 'publish' : 'retire'), cancel: common('cancel') },
      confirmProps: draft ? {} : { color: 'red' },
      onConfirm: () => void go(),
    })
  return (
    <Paper component="section">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Title order={2} size="h5" mb={4}>
            {t(draft ? 'means' : 'retireMeans')}
          </Title>
          {mine ? meaning : <Text size="sm">{t('builtIn')}</Text>}
          {!manager && (
            <Text size="sm" mt="xs" fw={550}>
              {t('who')}
            </Text>
          )}
        </div>
        {manager && mine && (
          <Button
            style={{ flex: 'none' }}
            variant={draft ? 'filled' : 'default'}
            leftSection={draft ? <IconCircleCheck size={16} aria-hidden /> : <IconArchive size={16} aria-hidden />}
            disabled={!card.form && draft}
            onClick={ask}
          >
            {t(draft ? 'publish' : 'retire')}
          </Button>
        )}
      </Group>
    </Paper>
  )
}
