import { Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { client, type Of, queries } from '~/api/client'
import { FormFoot } from '~/ui/FormFoot'
import { tellDone } from '~/ui/Problem'
import { RequiredText } from '~/ui/RequiredText'
import { words } from '~/words/i18n'

const useWords = words(
  'newProgram',
  {
    name: 'Name of the program',
    nameAbout:
      'One client’s work, such as “Lantern Broadband”. It is a wall: nothing crosses from one program to another.',
    client: 'Client',
    clientAbout: 'Whose customers these are. May stay empty.',
    missing: 'A program needs a name',
    make: 'Make the program',
    done: '{{name}} is there',
  },
  {
    name: '项目名称',
    nameAbout: '一个委托方的一项业务，例如“灯塔宽带”。项目之间完全隔离，任何内容都不会跨项目。',
    client: '委托方',
    clientAbout: '为谁的客户服务，可不填。',
    missing: '请填写项目名称',
    make: '新建项目',
    done: '已新建项目 {{name}}',
  },
)

/** Makes a program from a name and the client's. */
export function NewProgram({
  onMade,
  onCancel,
}: {
  onMade: (program: Of<'ProgramOut'>) => void
  onCancel?: () => void
}) {
  const t = useWords()
  const [name, setName] = useState('')
  const [owner, setOwner] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<unknown>()
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!name.trim()) return
    setBusy(true)
    setWrong(undefined)
    const { data, error } = await client
      .POST('/api/programs', { body: { name, client: owner } })
      .catch((error) => ({ data: undefined, error }))
    setBusy(false)
    if (!data) return setWrong(error)
    // The session lists the programs too.
    await queries.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[1] === '/api/programs' || queryKey[0] === 'session',
    })
    tellDone(t('done', { name: data.name }))
    onMade(data)
  }
  return (
    <form onSubmit={send} noValidate>
      <Stack>
        <RequiredText
          label={t('name')}
          description={t('nameAbout')}
          data-autofocus
          value={name}
          onChange={setName}
          tried={tried}
          missing={t('missing')}
        />
        <TextInput
          label={t('client')}
          description={t('clientAbout')}
          value={owner}
          onChange={(event) => setOwner(event.currentTarget.value)}
        />
        <FormFoot wrong={wrong} busy={busy} onCancel={onCancel}>
          {t('make')}
        </FormFoot>
      </Stack>
    </form>
  )
}
