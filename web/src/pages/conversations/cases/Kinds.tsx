import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMay } from '~/api/session'
import { useCaseWords } from './words'

/** The two ways of looking at contacts: one by one, or put together by what a customer came back about. */
export function Kinds({ at }: { at: 'conversations' | 'cases' }) {
  const t = useCaseWords()
  const staff = useMay('administrator', 'manager', 'lead', 'analyst', 'coach')
  if (!staff) return null
  return (
    <Group gap={4} component="nav" aria-label={t('kinds')}>
      {(['conversations', 'cases'] as const).map((kind) => (
        <Button
          key={kind}
          size="sm"
          variant={at === kind ? 'light' : 'subtle'}
          color={at === kind ? undefined : 'gray'}
          aria-current={at === kind ? 'page' : undefined}
          renderRoot={(props) => <Link {...props} to={kind === 'cases' ? '/cases' : '/conversations'} />}
        >
          {t(kind)}
        </Button>
      ))}
    </Group>
  )
}
