import { Alert, Anchor } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Of } from '~/api/client'
import { useProgramName } from '~/api/names'
import { useMay } from '~/api/session'
import { words } from '~/words/i18n'

const useWords = words(
  'withheld',
  {
    signOff:
      '{{program}}: figures by agent are shown once the worker-information record is signed. Agents see their own in any case.',
    toRecord: 'To the record',
    few_one: '{{program}}: {{count}} row is of fewer than five conversations and is not shown.',
    few_other: '{{program}}: {{count}} rows are of fewer than five conversations and are not shown.',
  },
  {
    signOff: '{{program}}：员工告知书签署之后，才会显示按坐席的数字。坐席本人始终能看到自己的数字。',
    toRecord: '查看告知书',
    few_other: '{{program}}：有 {{count}} 行不足五通会话，不予显示。',
  },
)

/** What is not shown and why, in words, with the way to change it for those who can. */
export function Withheld({ withheld }: { withheld: readonly Of<'Withheld'>[] }) {
  const t = useWords()
  const name = useProgramName()
  const manages = useMay('administrator', 'manager')
  if (withheld.length === 0) return null
  return (
    <Alert variant="light" color="gray" icon={<IconInfoCircle aria-hidden />} mt="sm" p="xs">
      {withheld.map(({ program, why, rows }) => (
        <div key={program + why}>
          {why === 'no_sign_off'
            ? t('signOff', { program: name(program) })
            : t('few', { program: name(program), count: rows ?? 0 })}{' '}
          {why === 'no_sign_off' && manages && (
            <Anchor
              size="sm"
              underline="always"
              renderRoot={(props) => <Link {...props} to="/programs/$id" params={{ id: program }} />}
            >
              {t('toRecord')}
            </Anchor>
          )}
        </div>
      ))}
    </Alert>
  )
}
