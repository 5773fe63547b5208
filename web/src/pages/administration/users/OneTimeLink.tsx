import type { Of } from '~/api/client'
import { words } from '~/words/i18n'
import { moment } from '~/words/say'
import { ShownOnce } from '../ShownOnce'

const useWords = words(
  'oneTimeLink',
  {
    title: 'A link for {{name}}, shown this once',
    invitation:
      'Give it to {{name}} yourself, by a way that nobody else reads. With it they choose a password and are signed in. It works once, until {{until}}; earlier links of theirs no longer work.',
    password:
      'Give it to {{name}} yourself, by a way that nobody else reads. With it they choose a new password; then every session of theirs ends. It works once, until {{until}}; earlier links of theirs no longer work.',
  },
  {
    title: '给 {{name}} 的链接，只显示这一次',
    invitation:
      '请用他人看不到的方式亲自转交 {{name}}。打开后设置密码即可登录。链接只能用一次，{{until}} 前有效；之前给出的链接同时作废。',
    password:
      '请用他人看不到的方式亲自转交 {{name}}。打开后可设置新密码，届时其所有登录都会失效。链接只能用一次，{{until}} 前有效；之前给出的链接同时作废。',
  },
)

/** The link with which somebody chooses a password, and what to do with it. */
export function OneTimeLink({
  name,
  link,
  invitation,
}: {
  name: string
  link: Of<'LinkOut'>
  /** Whether they never had a password. */
  invitation: boolean
}) {
  const t = useWords()
  const told = { name, until: moment(link.expires_ms) }
  return (
    <ShownOnce title={t('title', told)} value={link.address}>
      {t(invitation ? 'invitation' : 'password', told)}
    </ShownOnce>
  )
}
