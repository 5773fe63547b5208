import { Alert, Button, Group, SimpleGrid, Stack, Text, Textarea, Title } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { client, isProblem, type Of, queries } from '~/api/client'
import { useMay } from '~/api/session'
import { Rescore } from '~/pages/scorecards/Rescore'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { tellDone, useProblemText } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { PackPreview } from './PackPreview'
import { beginning, lineRange, linesOf, readPack } from './packText'

const useWords = words(
  'pack',
  {
    about:
      'What is true for this client’s programme alone: terms, facts, what nobody may promise, how it greets. Conversations that come in from now on are read with it; earlier ones when they are scored again.',
    text: 'Text of the pack (YAML)',
    read: 'What Rapport understands',
    unread: 'This is not readable yet: a bracket or an indentation is amiss.',
    empty: 'No pack',
    emptyAbout: 'Without one, only what holds for every program is looked for.',
    begin: 'Begin a pack',
    wrong: 'The pack was not saved: it holds a mistake',
    go: 'Go to line {{line}}',
    remove: 'Remove the pack',
    ask: 'Remove the pack?',
    askAbout:
      'Conversations that come in from now on are read without its terms and facts. Results that were made with it stay, and so does its text beside them.',
    removed: 'The pack is removed',
    dirty: 'Not saved yet',
  },
  {
    about:
      '只对本项目成立的内容：术语、事实、不得承诺的话、开场白要求。此后导入的会话按它读取，之前的会话在重新评分时按它读取。',
    text: '项目包文本（YAML）',
    read: 'Rapport 的理解',
    unread: '目前无法解析：括号或缩进有误。',
    empty: '没有项目包',
    emptyAbout: '没有项目包时，只检查对所有项目都成立的内容。',
    begin: '新建项目包',
    wrong: '未保存：项目包中有错误',
    go: '转到第 {{line}} 行',
    remove: '移除项目包',
    ask: '移除项目包？',
    askAbout: '此后导入的会话不再按其中的术语和事实读取。已有结果及其所用文本会保留。',
    removed: '已移除项目包',
    dirty: '尚未保存',
  },
)

/** A program's pack: its text to write, beside it what it says; mistakes with their line. */
export function Pack({ program, manages }: { program: Of<'ProgramOut'>; manages: boolean }) {
  const t = useWords()
  const { id } = program
  const given = useQuery({
    queryKey: ['get', '/api/programs/{id}/pack', id, program.pack],
    queryFn: async () => {
      const params = { path: { id } }
      const { data, error } = await client.GET('/api/programs/{id}/pack', { params, parseAs: 'text' })
      if (data === undefined) throw error
      return data
    },
    enabled: !!program.pack,
  })
  const [begun, setBegun] = useState(false)
  if (!program.pack && !begun)
    return (
      <Empty title={t('empty')}>
        <Stack align="center" gap="sm">
          {t('emptyAbout')}
          {manages && <Button onClick={() => setBegun(true)}>{t('begin')}</Button>}
        </Stack>
      </Empty>
    )
  if (!program.pack) return <Editor program={program} text={beginning(program.name)} manages={manages} />
  return (
    <Loaded query={given} lines={12}>
      {(text) => <Editor program={program} text={text} manages={manages} />}
    </Loaded>
  )
}

function Editor({ program, text, manages }: { program: Of<'ProgramOut'>; text: string; manages: boolean }) {
  const t = useWords()
  const common = useCommon()
  const said = useProblemText()
  const [typed, setTyped] = useState(text)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<unknown>()
  const field = useRef<HTMLTextAreaElement>(null)
  const rescores = useMay('administrator', 'manager', 'analyst') && !!program.pack
  const path = { id: program.id }
  const read = readPack(typed)
  const refresh = () =>
    queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/programs') })
  const save = async () => {
    setBusy(true)
    setWrong(undefined)
    const { error } = await client
      .PUT('/api/programs/{id}/pack', {
        params: { path },
        body: typed,
        bodySerializer: (body) => body,
        headers: { 'content-type': 'application/yaml' },
      })
      .catch((error) => ({ error }))
    setBusy(false)
    if (error) return setWrong(error)
    tellDone(common('saved'))
    void refresh()
  }
  const remove = async () => {
    const { error } = await client.DELETE('/api/programs/{id}/pack', { params: { path } }).catch((error) => ({ error }))
    if (error) return setWrong(error)
    tellDone(t('removed'))
    void refresh()
  }
  const ask = () =>
    modals.openConfirmModal({
      title: t('ask'),
      children: <Text size="sm">{t('askAbout')}</Text>,
      labels: { confirm: t('remove'), cancel: common('cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => void remove(),
    })
  const goTo = (line: number) => {
    const area = field.current
    if (!area) return
    const [start, end] = lineRange(typed, line)
    area.focus()
    area.setSelectionRange(start, end)
    area.scrollTop = ((line - 3) / typed.split('\n').length) * area.scrollHeight
  }
  const changed = typed !== text || !program.pack
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed" maw="80ch">
        {t('about')}
      </Text>
      {wrong !== undefined && (
        <Alert color="red" role="alert" title={t('wrong')}>
          <Stack gap="xs" align="flex-start">
            <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
              {said(wrong)}
            </Text>
            {isProblem(wrong) &&
              linesOf(said(wrong)).map((line) => (
                <Button key={line} size="xs" variant="default" onClick={() => goTo(line)}>
                  {t('go', { line })}
                </Button>
              ))}
          </Stack>
        </Alert>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Textarea
          ref={field}
          label={t('text')}
          readOnly={!manages}
          autosize
          minRows={18}
          maxRows={34}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13, lineHeight: 1.5 } }}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <section aria-live="polite">
          <Title order={2} size="h5" mb="xs">
            {t('read')}
          </Title>
          {read ? <PackPreview pack={read} /> : <Text c="var(--missed)">{t('unread')}</Text>}
        </section>
      </SimpleGrid>
      {manages && (
        <Group>
          <Button loading={busy} disabled={!changed} onClick={() => void save()}>
            {common('save')}
          </Button>
          {program.pack && (
            <Button variant="subtle" color="red" onClick={ask}>
              {t('remove')}
            </Button>
          )}
          {typed !== text && (
            <Text size="sm" c="dimmed" role="status">
              {t('dirty')}
            </Text>
          )}
        </Group>
      )}
      {rescores && <Rescore program={program} />}
    </Stack>
  )
}
