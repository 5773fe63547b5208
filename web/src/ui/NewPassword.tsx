import { Group, PasswordInput, Text } from '@mantine/core'
import { IconCheck, IconCircleDashed } from '@tabler/icons-react'
import { words } from '~/words/i18n'
import { length, passwordFault, SHORTEST } from './password'

const useWords = words(
  'newPassword',
  {
    label: 'New password',
    show: 'Show or hide the password',
    short: '{{n}} of at least {{least}} characters',
    enough: '{{n}} characters: long enough',
    long: 'Too long: at most 1,024 bytes',
    address: 'Your e-mail address cannot be your password',
    hint: 'A few unrelated words are easy to remember and hard to guess.',
  },
  {
    label: '新密码',
    show: '显示或隐藏密码',
    short: '已输入 {{n}} 个字符，至少需要 {{least}} 个',
    enough: '{{n}} 个字符，长度足够',
    long: '密码过长：最多 1,024 字节',
    address: '不能用邮箱地址作为密码',
    hint: '用几个互不相关的词，好记又难猜。',
  },
)

/** A password to choose; what it still lacks is told while it is typed. `tried` marks the field when somebody tried to go on without. */
export function NewPassword({
  value,
  onChange,
  email,
  tried,
  autoFocus,
}: {
  value: string
  onChange: (value: string) => void
  email?: string
  tried?: boolean
  autoFocus?: boolean
}) {
  const t = useWords()
  const fault = passwordFault(value, email)
  const told = { n: length(value), least: SHORTEST }
  const Icon = fault ? IconCircleDashed : IconCheck
  return (
    <div>
      <PasswordInput
        label={t('label')}
        description={t('hint')}
        autoComplete="new-password"
        required
        autoFocus={autoFocus}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={tried && fault !== null}
        aria-describedby="new-password-rule"
        visibilityToggleButtonProps={{ 'aria-label': t('show'), tabIndex: 0 }}
      />
      <Group gap={6} mt={6} wrap="nowrap" c={fault ? (tried ? 'var(--against)' : 'dimmed') : 'var(--for)'}>
        <Icon size={16} aria-hidden />
        <Text size="sm" id="new-password-rule" role="status">
          {t(fault ?? 'enough', told)}
        </Text>
      </Group>
    </div>
  )
}
