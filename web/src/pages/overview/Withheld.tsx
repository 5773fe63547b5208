import { Alert, Anchor } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Of } from '~/api/client'
import { useProgramName } from '~/api/names'
import { useMay } from '~/api/session'
import { useShared } from './words'

/** What is not shown and why, in words, with the way to change it for those who can. */
export function Withheld({ withheld }: { withheld: readonly Of<'Withheld'>[] }) {
  const t = useShared()
  const name = useProgramName()
  const manages = useMay('administrator', 'manager')
  if (withheld.length === 0) return null
  return (
    <Alert variant="light" color="gray" icon={<IconInfoCircle aria-hidden />} mt="sm" p="xs">
      {withheld.map(({ program, why, rows }) => (
        <div key={program + why}>
          {why === 'no_sign_off'
            ? t('withheldSignOff', { program: name(program) })
            : t('withheldFew', { program: name(program), count: rows ?? 0 })}{' '}
          {why === 'no_sign_off' && manages && (
            <Anchor
              size="sm"
              underline="always"
              renderRoot={(props) => <Link {...props} to="/programs/$id" params={{ id: program }} />}
            >
              {t('signOff')}
            </Anchor>
          )}
        </div>
      ))}
    </Alert>
  )
}
