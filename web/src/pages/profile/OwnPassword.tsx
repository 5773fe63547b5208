import { Alert, PasswordInput, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { guard, isProblem, offline } from '~/api/client'
import { useSession } from '~/api/session'
import { FormFoot } from '~/ui/FormFoot'
import { NewPassword } from '~/ui/NewPassword'
import { tellDone, useProblemText } from '~/ui/Problem'
import { passwordFault } from '~/ui/password'
import { words } from '~/words/i18n'

const useWords = words(
  'ownPassword',
  {
    current: 'Present password',
    show: 'Show or hide the present password',
    missing: 'Please fill this in',
    wrong: 'That is not your present password',
    go: 'Change the password',
    done: 'Your password is changed; elsewhere you are signed out',
  },
  {
    current: '当前密码',
    show: '显示或隐藏当前密码',
    missing: '请填写',
    wrong: '当前密码不正确',
    go: '修改密码',
    done: '密码已修改，其他设备上的登录已失效',
  },
)

/** Sends it; tells the problem. Not by the client: there 401 means that the session is over, here that the present password is wrong. */
async function change(current: string, password: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json', ...guard() }
  const body = JSON.stringify({ current, password })
  const answer = await fetch('/api/session/password', { method: 'POST', headers, body }).catch(() => null)
  if (!answer) return offline()
  if (answer.ok) return undefined
  const problem: unknown = await answer.json().catch(() => offline())
  if (isProblem(problem) && problem.code === 'not_signed_in') window.dispatchEvent(new Event('rapport:signed-out'))
  return problem
}

/** Another password, for whoever knows the present one. */
export function OwnPassword() {
  const t = useWords()
  const text = useProblemText()
  const { user } = useSession()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<unknown>()
  // A wrong password is no end of the session, though the status is the same.
  const refused = isProblem(wrong) && wrong.code === 'sign_in_failed'
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!current || passwordFault(password, user.email)) return
    setBusy(true)
    setWrong(undefined)
    const error = await change(current, password)
    setBusy(false)
    if (error) return setWrong(error)
    setCurrent('')
    setPassword('')
    setTried(false)
    tellDone(t('done'))
  }
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="sm">
        {/* Password keepers look for the name that belongs to the password. */}
        <input type="email" autoComplete="username" value={user.email} readOnly hidden />
        <PasswordInput
          label={t('current')}
          autoComplete="current-password"
          required
          value={current}
          onChange={(event) => {
            setCurrent(event.currentTarget.value)
            if (refused) setWrong(undefined)
          }}
          error={refused ? t('wrong') : tried && !current ? t('missing') : null}
          visibilityToggleButtonProps={{ 'aria-label': t('show'), tabIndex: 0 }}
        />
        <NewPassword value={password} onChange={setPassword} email={user.email} tried={tried} />
        {wrong !== undefined && !refused && (
          <Alert color="red" role="alert">
            {text(wrong)}
          </Alert>
        )}
        <FormFoot busy={busy}>{t('go')}</FormFoot>
      </Stack>
    </form>
  )
}
