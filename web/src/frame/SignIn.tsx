import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { client } from '~/api/client'
import { begin, type Session } from '~/api/session'
import { useProblemText } from '~/ui/Problem'
import { speak, words } from '~/words/i18n'

const useWords = words(
  'signin',
  { email: 'E-mail address', password: 'Password', go: 'Sign in', missing: 'Please fill this in' },
  { email: '邮箱', password: '密码', go: '登录', missing: '请填写' },
)

/** Address and password; `onDone` when the session has begun. */
export function SignIn({ email, onDone }: { email?: string; onDone?: (session: Session) => void }) {
  const t = useWords()
  const text = useProblemText()
  const [wrong, setWrong] = useState<string>()
  const [busy, setBusy] = useState(false)
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: email ?? '', password: '' },
    validate: { email: (value) => (value ? null : t('missing')), password: (value) => (value ? null : t('missing')) },
  })
  const send = form.onSubmit(async (body) => {
    setBusy(true)
    setWrong(undefined)
    const { data, error } = await client.POST('/api/session', { body }).catch((error) => ({ data: undefined, error }))
    setBusy(false)
    if (!data) return setWrong(text(error))
    speak(data.user.language === 'zh' ? 'zh' : 'en')
    begin(data)
    onDone?.(data)
  })
  return (
    <form onSubmit={send}>
      <Stack>
        {wrong && (
          <Alert color="red" role="alert">
            {wrong}
          </Alert>
        )}
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="username"
          required
          {...form.getInputProps('email')}
          key={form.key('email')}
          readOnly={!!email}
        />
        <PasswordInput
          label={t('password')}
          autoComplete="current-password"
          required
          {...form.getInputProps('password')}
          key={form.key('password')}
          data-autofocus
          autoFocus={!!email}
        />
        <Button type="submit" loading={busy}>
          {t('go')}
        </Button>
      </Stack>
    </form>
  )
}
