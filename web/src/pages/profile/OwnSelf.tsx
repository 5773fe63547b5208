import { Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { client, queries } from '~/api/client'
import { begin, useSession } from '~/api/session'
import { FormFoot } from '~/ui/FormFoot'
import { LanguageSelect } from '~/ui/LanguageSelect'
import { tellDone } from '~/ui/Problem'
import { RequiredText } from '~/ui/RequiredText'
import { useCommon } from '~/words/common'
import { speak, words } from '~/words/i18n'

const useWords = words(
  'ownSelf',
  {
    name: 'Name',
    nameAbout: 'As others read it beside your reviews and decisions',
    language: 'Language of your pages',
    signsIn: '{{role}} · signs in as {{email}}',
    programs: 'Programs: {{names}}',
  },
  {
    name: '姓名',
    nameAbout: '其他人在您的复核与裁定旁看到的名字',
    language: '界面语言',
    signsIn: '{{role}} · 登录邮箱 {{email}}',
    programs: '项目：{{names}}',
  },
)

/** Name and language of one's own; and as what one is here. */
export function OwnSelf() {
  const t = useWords()
  const common = useCommon()
  const { user, role, programs } = useSession()
  const [name, setName] = useState(user.name)
  const [language, setLanguage] = useState(user.language)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<unknown>()
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (!name.trim()) return
    setBusy(true)
    setWrong(undefined)
    const { data, error } = await client
      .PATCH('/api/session', { body: { name, language } })
      .catch((error) => ({ data: undefined, error }))
    setBusy(false)
    if (!data) return setWrong(error)
    speak(data.user.language === 'zh' ? 'zh' : 'en')
    begin(data)
    void queries.invalidateQueries({ queryKey: ['get', '/api/users'] })
    tellDone(common('saved'))
  }
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('signsIn', { role: common(`role.${role}`), email: user.email })}
          {programs.length > 0 && role !== 'administrator' && (
            <>
              <br />
              {t('programs', { names: programs.map((program) => program.name).join(' · ') })}
            </>
          )}
        </Text>
        <RequiredText
          label={t('name')}
          description={t('nameAbout')}
          autoComplete="name"
          value={name}
          onChange={setName}
          tried
        />
        <LanguageSelect label={t('language')} value={language} onChange={setLanguage} />
        <FormFoot wrong={wrong} busy={busy} disabled={name === user.name && language === user.language}>
          {common('save')}
        </FormFoot>
      </Stack>
    </form>
  )
}
