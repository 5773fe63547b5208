import { Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { client, type Of, queries } from '~/api/client'
import { useSession } from '~/api/session'
import { FormFoot } from '~/ui/FormFoot'
import { tellDone } from '~/ui/Problem'
import { ProgramSelect } from '~/ui/ProgramSelect'
import { RequiredText } from '~/ui/RequiredText'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'

const useWords = words(
  'teamForm',
  {
    name: 'Name',
    about: 'Different from every other team of the program',
    done: 'Team {{name}} is there',
  },
  { name: '班组名称', about: '同一项目内不能重名', done: '已新建班组 {{name}}' },
)

/** Makes a team, or gives one another name. */
export function TeamForm({ team, onDone }: { team?: Of<'TeamOut'>; onDone: () => void }) {
  const t = useWords()
  const common = useCommon()
  const { programs } = useSession()
  const [program, setProgram] = useState<string | null>(team?.program ?? programs[0]?.id ?? null)
  const [name, setName] = useState(team?.name ?? '')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<unknown>()
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!name.trim() || !program) return
    setBusy(true)
    const answer = team
      ? client.PATCH('/api/teams/{id}', { params: { path: { id: team.id } }, body: { name } })
      : client.POST('/api/teams', { body: { program, name } })
    const { error } = await answer.catch((error) => ({ error }))
    setBusy(false)
    if (error) return setWrong(error)
    void queries.invalidateQueries({ queryKey: ['get', '/api/teams'] })
    tellDone(team ? common('saved') : t('done', { name: name.trim() }))
    onDone()
  }
  return (
    <form onSubmit={send} noValidate>
      <Stack>
        {!team && <ProgramSelect value={program} onChange={setProgram} />}
        <RequiredText
          label={t('name')}
          description={t('about')}
          data-autofocus
          value={name}
          onChange={setName}
          tried={tried}
        />
        <FormFoot wrong={wrong} busy={busy} onCancel={onDone}>
          {common('save')}
        </FormFoot>
      </Stack>
    </form>
  )
}
