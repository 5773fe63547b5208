import { Alert, Button, Group, SegmentedControl, Stack, Text, Textarea } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconAlertTriangle, IconCheck, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { api, client, type Of, queries } from '~/api/client'
import { useUserName } from '~/api/names'
import { useMay } from '~/api/session'
import { Loaded } from '~/ui/Loaded'
import { ProblemNote, tellDone } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { useLanguage, words } from '~/words/i18n'
import { day } from '~/words/say'
import { Prose } from './Prose'

const useWords = words(
  'information',
  {
    which: 'Language of the text',
    signed: 'Signed by {{who}} on {{day}}',
    signedAbout:
      'Figures by agent are shown to leads, coaches, analysts and managers. Agents of the program read this text under their profile.',
    unsigned: 'Not signed: figures by agent are hidden',
    unsignedAbout:
      'Before anybody sees figures about single agents, the people of this program must be told what is measured, why, who sees it, how long it is kept, how people decide, and how to contest. Read the draft, change what is different with you, and sign it. What agents see about themselves is always open to them.',
    draft:
      'This is a draft from the settings of the program. Have it read by those who know the law where you are, such as a works council or a data protection officer.',
    agentSigned: 'This holds since {{day}}.',
    agentUnsigned: 'Your managers have not signed this yet. Until they do, nobody but you is shown figures about you.',
    edit: 'Change the text',
    english: 'English text',
    chinese: 'Chinese text',
    markdown: 'Markdown: # for a heading, **for weight**, - for lists',
    preview: 'As people will read it',
    sign: 'Sign this text',
    signAgain: 'Sign the changed text',
    ask: 'Sign the worker information of {{name}}?',
    askAbout:
      'Your name and the time are written into the audit log. From now on figures by agent are shown to the staff of this program.',
    done: 'Signed: figures by agent are shown now',
    withdraw: 'Withdraw',
    withdrawAsk: 'Withdraw the worker information?',
    withdrawAbout:
      'Figures by agent are hidden again at once, for everybody but the agents themselves. You can sign again at any time.',
    withdrawn: 'Withdrawn: figures by agent are hidden',
  },
  {
    which: '文本语言',
    signed: '{{who}} 于 {{day}} 签署',
    signedAbout: '班组长、辅导员、质检员和经理可以看到按坐席的数据。本项目的坐席可在个人设置中阅读此文。',
    unsigned: '尚未签署：不显示按坐席的数据',
    unsignedAbout:
      '在任何人看到单个坐席的数据之前，必须先告知本项目的员工：衡量什么、为何衡量、谁能看到、保存多久、人如何决定、如何申诉。请阅读草稿，按实际情况修改后签署。坐席始终可以看到关于自己的内容。',
    draft: '这是根据项目设置生成的草稿。请交由了解当地法律的人审阅，例如工会或数据保护负责人。',
    agentSigned: '自 {{day}} 起生效。',
    agentUnsigned: '管理层尚未签署。签署之前，除您本人外，任何人都看不到关于您的数据。',
    edit: '修改文本',
    english: '英文文本',
    chinese: '中文文本',
    markdown: 'Markdown：# 为标题，**加粗**，- 为列表',
    preview: '员工看到的样子',
    sign: '签署此文本',
    signAgain: '签署修改后的文本',
    ask: '签署“{{name}}”的员工告知书？',
    askAbout: '您的姓名和签署时间会写入审计日志。此后本项目的管理与质检人员可以看到按坐席的数据。',
    done: '已签署：现在显示按坐席的数据',
    withdraw: '撤回',
    withdrawAsk: '撤回员工告知书？',
    withdrawAbout: '除坐席本人外，按坐席的数据会立即隐藏。可随时重新签署。',
    withdrawn: '已撤回：按坐席的数据已隐藏',
  },
)

/** The worker-information record: what a program's people are told, in both languages; reading, changing, signing, withdrawing. */
export function Information({ program, manages }: { program: Of<'ProgramOut'>; manages: boolean }) {
  const params = { path: { id: program.id } }
  const record = api.useQuery('get', '/api/programs/{id}/sign-off', { params })
  return (
    <Loaded query={record} lines={12}>
      {(told) => <Record key={told.signed_ms ?? 0} program={program} told={told} manages={manages} />}
    </Loaded>
  )
}

function Record({ program, told, manages }: { program: Of<'ProgramOut'>; told: Of<'SignoffOut'>; manages: boolean }) {
  const t = useWords()
  const common = useCommon()
  const reader = useLanguage()
  const agent = useMay('agent')
  const userName = useUserName()
  const [lang, setLang] = useState<'en' | 'zh'>(reader)
  const [editing, setEditing] = useState(false)
  const [texts, setTexts] = useState({ en: told.text_en, zh: told.text_zh })
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<unknown>()
  const path = { id: program.id }
  const changed = texts.en !== told.text_en || texts.zh !== told.text_zh

  const act = async (work: () => Promise<{ error?: unknown }>, done: string) => {
    setBusy(true)
    setWrong(undefined)
    const { error } = await work().catch((error) => ({ error }))
    setBusy(false)
    if (error) return setWrong(error)
    tellDone(done)
    // What it opens: every figure by agent.
    await queries.invalidateQueries({
      predicate: ({ queryKey }) =>
        ['/api/programs', '/api/figures', '/api/agents'].some((path) => String(queryKey[1]).startsWith(path)),
    })
  }
  const ask = (withdraws: boolean) =>
    modals.openConfirmModal({
      title: withdraws ? t('withdrawAsk') : t('ask', { name: program.name }),
      children: <Text size="sm">{t(withdraws ? 'withdrawAbout' : 'askAbout')}</Text>,
      labels: { confirm: t(withdraws ? 'withdraw' : 'sign'), cancel: common('cancel') },
      confirmProps: { color: withdraws ? 'red' : undefined },
      onConfirm: () =>
        void (withdraws
          ? act(() => client.DELETE('/api/programs/{id}/sign-off', { params: { path } }), t('withdrawn'))
          : act(
              () =>
                client.POST('/api/programs/{id}/sign-off', {
                  params: { path },
                  body: { text_en: texts.en, text_zh: texts.zh },
                }),
              t('done'),
            )),
    })
  const when = told.signed_ms ? day(told.signed_ms) : ''
  return (
    <Stack gap="md" maw={960}>
      {agent ? (
        <Text size="sm">{told.signed ? t('agentSigned', { day: when }) : t('agentUnsigned')}</Text>
      ) : (
        <Alert
          color={told.signed ? 'teal' : 'yellow'}
          icon={told.signed ? <IconCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
          title={
            told.signed
              ? t('signed', { who: userName(told.signed_by) ?? common('somebody'), day: when })
              : t('unsigned')
          }
        >
          {t(told.signed ? 'signedAbout' : 'unsignedAbout')}
        </Alert>
      )}
      <Group justify="space-between">
        <SegmentedControl
          aria-label={t('which')}
          value={lang}
          onChange={(value) => setLang(value as 'en' | 'zh')}
          data={[
            { value: 'en', label: 'English' },
            { value: 'zh', label: '中文' },
          ]}
        />
        {manages && !editing && (
          <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setEditing(true)}>
            {t('edit')}
          </Button>
        )}
      </Group>
      {!told.signed && manages && (
        <Text size="sm" c="dimmed" maw="72ch">
          {t('draft')}
        </Text>
      )}
      {editing && (
        <>
          <Textarea
            key={lang}
            label={t(lang === 'en' ? 'english' : 'chinese')}
            description={t('markdown')}
            lang={lang === 'zh' ? 'zh-Hans' : 'en'}
            autosize
            minRows={12}
            maxRows={30}
            maxLength={20_000}
            value={texts[lang]}
            onChange={(event) => setTexts({ ...texts, [lang]: event.currentTarget.value })}
          />
          <Text size="sm" fw={600}>
            {t('preview')}
          </Text>
        </>
      )}
      <Prose text={texts[lang]} lang={lang} />
      {wrong !== undefined && <ProblemNote problem={wrong} />}
      {manages && (
        <Group>
          {(!told.signed || changed) && (
            <Button loading={busy} disabled={!texts.en.trim() || !texts.zh.trim()} onClick={() => ask(false)}>
              {t(told.signed ? 'signAgain' : 'sign')}
            </Button>
          )}
          {editing && (
            <Button
              variant="default"
              onClick={() => {
                setTexts({ en: told.text_en, zh: told.text_zh })
                setEditing(false)
              }}
            >
              {common('cancel')}
            </Button>
          )}
          {told.signed && (
            <Button variant="subtle" color="red" disabled={busy} onClick={() => ask(true)}>
              {t('withdraw')}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  )
}
