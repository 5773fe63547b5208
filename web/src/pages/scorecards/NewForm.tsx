import { Alert, Button, Group, Modal, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { client, queries } from '~/api/client'
import { useSession } from '~/api/session'
import { ProblemNote } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { useTextOf } from '~/words/say'
import { face, forms, nextVersion, type Version } from './forms'
import { useFormWords } from './words'

const useWords = words(
  'newform',
  {
    title: 'New form',
    from: 'Start from',
    fromAbout: 'Its text is copied; the form itself stays as it is.',
    empty: 'An empty form',
    nameEn: 'Name in English',
    nameZh: 'Name in Chinese',
    id: 'Id',
    idAbout: 'Small letters, digits, - and _. The same for all its versions.',
    make: 'Make the draft',
    version: 'This will be version {{n}} of "{{name}}".',
    replaces:
      'Once published, it takes the place of "{{name}}" in this program: conversations are then scored with it.',
    own: 'A form of its own. Once it is published, choose in the settings of the program which channels it is for.',
    nothing: 'As a draft it scores nothing.',
  },
  {
    title: '新建评分表',
    from: '以此为基础',
    fromAbout: '只复制其内容，原表不变。',
    empty: '空白评分表',
    nameEn: '英文名称',
    nameZh: '中文名称',
    id: '标识',
    idAbout: '小写字母、数字、- 和 _；所有版本共用。',
    make: '创建草稿',
    version: '这将是“{{name}}”的版本 {{n}}。',
    replaces: '发布后，它将在本项目中取代“{{name}}”，会话改用它评分。',
    own: '这是一张独立的评分表。发布后，请在项目设置中选择它适用的渠道。',
    nothing: '草稿不参与评分。',
  },
)

/** Begins a draft: from a form that exists, built in or of a program, or empty. */
export function NewForm({
  opened,
  onClose,
  versions,
  from,
}: {
  opened: boolean
  onClose: () => void
  versions: readonly Version[]
  from?: string
}) {
  const t = useWords()
  const common = useCommon()
  const say = useFormWords()
  const text = useTextOf()
  const { programs, role } = useSession()
  const navigate = useNavigate()
  const sources = forms(versions).flatMap((form) => face(form) ?? [])
  const given = versions.find((one) => one.id === from) ?? sources.find((one) => one.name === 'generic') ?? sources[0]
  const [source, setSource] = useState(given?.id ?? 'empty')
  const base = versions.find((one) => one.id === source)
  const [program, setProgram] = useState(base?.program ?? programs[0]?.id ?? '')
  const [name, setName] = useState({ en: base?.title?.en ?? '', zh: base?.title?.zh ?? '' })
  const [id, setId] = useState(base?.name ?? '')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const owner = program || null
  const earlier = versions.find((one) => one.name === id && one.program === owner)
  const general = versions.find((one) => one.name === id && one.program == null && one.state === 'published')
  const version = nextVersion(versions, id, owner)

  const choose = (value: string) => {
    setSource(value)
    const chosen = versions.find((one) => one.id === value)
    if (chosen?.program) setProgram(chosen.program)
    setName({ en: chosen?.title?.en ?? '', zh: chosen?.title?.zh ?? '' })
    setId(chosen?.name ?? '')
  }
  const make = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      const { begunFrom, emptyForm } = await import('./newText')
      const head = { id, version, name: { en: name.en || name.zh || id, zh: name.zh || name.en || id } }
      const whole = base ? await client.GET('/api/scorecards/{id}', { params: { path: { id: base.id } } }) : undefined
      if (whole?.error) throw whole.error
      const body = whole?.data ? begunFrom(whole.data.body, head) : emptyForm(head)
      const made = await client.POST('/api/scorecards', { body: { program: owner, body } })
      if (!made.data) throw made.error
      void queries.invalidateQueries({ queryKey: ['get', '/api/scorecards'] })
      void navigate({ to: '/scorecards/$id/edit', params: { id: made.data.id } })
    } catch (thrown) {
      setProblem(thrown)
      setBusy(false)
    }
  }
  const what = earlier
    ? t('version', { n: version, name: text(earlier.title) || id })
    : general && owner
      ? t('replaces', { name: text(general.title) || id })
      : t('own')
  return (
    <Modal opened={opened} onClose={onClose} title={t('title')} size="lg">
      <Stack gap="sm">
        <Select
          label={t('from')}
          description={t('fromAbout')}
          searchable
          allowDeselect={false}
          value={source}
          onChange={(value) => value && choose(value)}
          data={[
            { value: 'empty', label: t('empty') },
            ...sources.map((one) => ({
              value: one.id,
              label: `${text(one.title) || one.name} · ${say('version', { n: one.version })} · ${
                programs.find((known) => known.id === one.program)?.name ?? say('allPrograms')
              }`,
            })),
          ]}
        />
        <Select
          label={common('program')}
          allowDeselect={false}
          value={program}
          onChange={(value) => setProgram(value ?? '')}
          data={[
            ...programs.map((one) => ({ value: one.id, label: one.name })),
            ...(role === 'administrator' ? [{ value: '', label: say('allPrograms') }] : []),
          ]}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label={t('nameEn')}
            value={name.en}
            onChange={(event) => setName({ ...name, en: event.currentTarget.value })}
          />
          <TextInput
            label={t('nameZh')}
            lang="zh"
            value={name.zh}
            onChange={(event) => setName({ ...name, zh: event.currentTarget.value })}
          />
        </SimpleGrid>
        <TextInput
          label={t('id')}
          description={t('idAbout')}
          required
          ff="monospace"
          value={id}
          onChange={(event) => setId(event.currentTarget.value.toLowerCase().replaceAll(/[^a-z0-9_-]/g, '_'))}
        />
        {id && (
          <Alert color="gray" variant="light">
            {what} {t('nothing')}
          </Alert>
        )}
        {problem !== undefined && <ProblemNote problem={problem} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button onClick={() => void make()} loading={busy} disabled={!id}>
            {t('make')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
