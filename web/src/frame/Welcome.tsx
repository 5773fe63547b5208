import { Alert, Button, Loader, Stack, Text, TextInput } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useEffect, useState } from 'react'
import { client, isProblem, queries } from '~/api/client'
import { begin } from '~/api/session'
import { NewPassword } from '~/ui/NewPassword'
import { ProblemNote, useProblemText } from '~/ui/Problem'
import { passwordFault } from '~/ui/password'
import { speak, useLanguage, words } from '~/words/i18n'
import { Door } from './Door'

const useWords = words(
  'welcome',
  {
    chooseTitle: 'Choose a password',
    chooseAbout: 'With it and your e-mail address you sign in from now on. Sessions elsewhere end.',
    chooseGo: 'Save and sign in',
    setupTitle: 'Make the first administrator',
    setupAbout: 'Nobody has an account here yet. Yours can do everything, and can invite the others.',
    setupGo: 'Make the account',
    email: 'E-mail address',
    emailAbout: 'To sign in with. Nothing is sent to it.',
    noAddress: 'Write it like ana@example.org',
    name: 'Your name',
    noName: 'Please fill this in',
    noToken: 'This page needs the link that you were given',
    noTokenAbout:
      'For safety the link is taken out of the address as soon as it was read. Open it once more from where you got it.',
    void: 'This link no longer holds',
    voidChoose: 'It works once and for three days. Ask whoever gave it to you for a new one.',
    voidSetup:
      'It works once and for 24 hours, and a later link makes the earlier ones void. Start the server again: it prints a new one.',
  },
  {
    chooseTitle: '设置密码',
    chooseAbout: '以后用邮箱和这个密码登录；您在其他设备上的登录会失效。',
    chooseGo: '保存并登录',
    setupTitle: '创建首位管理员',
    setupAbout: '这里还没有任何账号。您的账号拥有全部权限，并可邀请其他人。',
    setupGo: '创建账号',
    email: '邮箱',
    emailAbout: '仅用于登录，不会向它发送邮件。',
    noAddress: '请按 ana@example.org 的格式填写',
    name: '您的姓名',
    noName: '请填写',
    noToken: '请通过收到的链接打开本页',
    noTokenAbout: '为了安全，链接一经读取就会从地址栏移除。请从收到它的地方再打开一次。',
    void: '链接已失效',
    voidChoose: '链接只能使用一次，三天内有效。请向给您链接的人再要一个。',
    voidSetup: '链接只能使用一次，24 小时内有效；有了新链接，旧链接就作废。请重启服务器，它会显示新的链接。',
  },
)

/** Whether the first administrator is still to be made: then the link is for that. */
const askNeeded = async () => {
  const { data, error } = await client.GET('/api/setup')
  if (!data) throw error
  return data.needed
}

/** Where a link leads: choose a password, or make the first administrator. */
export function Welcome() {
  const t = useWords()
  const text = useProblemText()
  const language = useLanguage()
  const navigate = useNavigate()
  const [token] = useState(() => window.location.hash.slice(1))
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<unknown>()
  const setup = useQuery({ queryKey: ['get', '/api/setup'], queryFn: askNeeded, enabled: !!token })
  const first = setup.data === true
  const title = t(first ? 'setupTitle' : 'chooseTitle')
  useDocumentTitle(`${title} · Rapport`)

  // The token opens an account: it does not stay in the address, nor in the history.
  useEffect(() => {
    if (window.location.hash) window.history.replaceState(window.history.state, '', window.location.pathname)
  }, [])

  if (!token)
    return (
      <Door title={t('noToken')}>
        <Text size="sm">{t('noTokenAbout')}</Text>
      </Door>
    )
  if (setup.data === undefined)
    return (
      <Door title="Rapport">
        {setup.error ? (
          <ProblemNote problem={setup.error} retry={() => void setup.refetch()} />
        ) : (
          <Loader aria-label="Rapport" />
        )}
      </Door>
    )

  const faults = {
    email: first && !/^\S+@\S+$/.test(email.trim()),
    name: first && !name.trim(),
    password: passwordFault(password, email) !== null,
  }
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (faults.email || faults.name || faults.password) return
    setBusy(true)
    setWrong(undefined)
    const answer = first
      ? client.POST('/api/setup', { body: { token, email, name, password, language } })
      : client.POST('/api/invitations/accept', { body: { token, password } })
    const { data, error } = await answer.catch((error) => ({ data: undefined, error }))
    setBusy(false)
    if (!data) return setWrong(error)
    // Whoever was signed in here before is not any more.
    queries.clear()
    if (data.user.language === 'en' || data.user.language === 'zh') speak(data.user.language)
    begin(data)
    void navigate({ to: first ? '/start' : '/', replace: true })
  }
  const isVoid = isProblem(wrong) && wrong.code === 'void_link'
  return (
    <Door title={title}>
      <form onSubmit={send} noValidate>
        <Stack>
          <Text size="sm">{t(first ? 'setupAbout' : 'chooseAbout')}</Text>
          {wrong !== undefined && (
            <Alert color="red" role="alert" title={isVoid ? t('void') : undefined}>
              {isVoid ? t(first ? 'voidSetup' : 'voidChoose') : text(wrong)}
            </Alert>
          )}
          {first && (
            <>
              <TextInput
                label={t('name')}
                autoComplete="name"
                required
                autoFocus
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
                error={tried && faults.name ? t('noName') : null}
              />
              <TextInput
                label={t('email')}
                description={t('emailAbout')}
                type="email"
                autoComplete="username"
                required
                value={email}
                onChange={(event) => setEmail(event.currentTarget.value)}
                error={tried && faults.email ? t('noAddress') : null}
              />
            </>
          )}
          <NewPassword value={password} onChange={setPassword} email={email} tried={tried} autoFocus={!first} />
          <Button type="submit" loading={busy}>
            {t(first ? 'setupGo' : 'chooseGo')}
          </Button>
        </Stack>
      </form>
    </Door>
  )
}
