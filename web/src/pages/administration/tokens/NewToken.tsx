import { Checkbox, Code, Select, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { client, type Of, queries } from '~/api/client'
import { useSession } from '~/api/session'
import { CloseFoot, FormFoot } from '~/ui/FormFoot'
import { RequiredText } from '~/ui/RequiredText'
import { words } from '~/words/i18n'
import { day } from '~/words/say'
import { ShownOnce } from '../ShownOnce'
import { expiryAfter, type Scope, scopesOf } from './scopes'
import { useScopeWords } from './scopeWords'

const useWords = words(
  'newToken',
  {
    name: 'What it is for',
    nameAbout: 'Such as “nightly import”: who finds it later knows whether it is still needed.',
    may: 'What it may do',
    mayAbout: 'Choose as little as it needs. It never may more than you, and nothing outside your programs.',
    noScope: 'Choose at least one',
    ends: 'How long it holds',
    d30: '30 days',
    d90: '90 days',
    d365: 'A year',
    never: 'Until it is revoked',
    until: 'To the end of {{day}}',
    neverAbout: 'A token that never ends is easily forgotten: look at the list now and then.',
    make: 'Make the token',
    made: 'Your new token, shown this once',
    madeAbout: 'Copy it to where it is needed. A program sends it as the header',
  },
  {
    name: '用途',
    nameAbout: '例如“每晚导入”：以后看到的人知道它是否还需要。',
    may: '权限',
    mayAbout: '只选必需的。令牌的权限不会超过您本人，也不会超出您的项目。',
    noScope: '请至少选择一项',
    ends: '有效期',
    d30: '30 天',
    d90: '90 天',
    d365: '一年',
    never: '直到撤销',
    until: '有效至 {{day}} 结束',
    neverAbout: '永不过期的令牌容易被遗忘，请不时查看列表。',
    make: '生成令牌',
    made: '新令牌，只显示这一次',
    madeAbout: '请复制到需要的地方。程序用以下请求头发送它',
  },
)

/** Makes a token of one's own; then shows its value, once. */
export function NewToken({ onDone }: { onDone: () => void }) {
  const t = useWords()
  const scope = useScopeWords()
  const { role } = useSession()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<string[]>([])
  const [days, setDays] = useState<string>('90')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<unknown>()
  const [made, setMade] = useState<Of<'NewTokenOut'>>()
  const expires_ms = expiryAfter(days === 'never' ? null : Number(days), Date.now())
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!name.trim() || scopes.length === 0) return
    setBusy(true)
    setWrong(undefined)
    const { data, error } = await client
      .POST('/api/tokens', { body: { name, scopes, expires_ms } })
      .catch((error) => ({ data: undefined, error }))
    setBusy(false)
    if (!data) return setWrong(error)
    void queries.invalidateQueries({ queryKey: ['get', '/api/tokens'] })
    setMade(data)
  }
  if (made)
    return (
      <Stack>
        <ShownOnce title={t('made')} value={made.value}>
          {t('madeAbout')} <Code>Authorization: Bearer …</Code>
        </ShownOnce>
        <CloseFoot onClose={onDone} />
      </Stack>
    )
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
        />
        <Checkbox.Group
          label={t('may')}
          description={t('mayAbout')}
          required
          value={scopes}
          onChange={setScopes}
          error={tried && scopes.length === 0 ? t('noScope') : null}
        >
          <Stack gap={6} mt="xs" mb={4}>
            {scopesOf(role).map((one: Scope) => (
              <Checkbox key={one} value={one} label={scope(one)} description={<code>{one}</code>} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Select
          label={t('ends')}
          allowDeselect={false}
          data={[
            { value: '30', label: t('d30') },
            { value: '90', label: t('d90') },
            { value: '365', label: t('d365') },
            { value: 'never', label: t('never') },
          ]}
          value={days}
          onChange={(chosen) => setDays(chosen ?? days)}
        />
        <Text size="sm" c="dimmed">
          {expires_ms ? t('until', { day: day(expires_ms) }) : t('neverAbout')}
        </Text>
        <FormFoot wrong={wrong} busy={busy} onCancel={onDone}>
          {t('make')}
        </FormFoot>
      </Stack>
    </form>
  )
}
