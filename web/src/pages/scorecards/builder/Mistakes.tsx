import { Alert, List, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { Placed } from './places'
import { useBuilderWords } from './words'

/** What the server does not take yet; each leads to where it is. */
export function Mistakes({ mistakes, onGo }: { mistakes: readonly Placed[]; onGo: (mistake: Placed) => void }) {
  const t = useBuilderWords()
  if (mistakes.length === 0) return null
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('mistakes', { count: mistakes.length })}
      role="status"
    >
      <List size="sm" spacing={2}>
        {mistakes.map((mistake) => (
          <List.Item key={`${mistake.line} ${mistake.message}`}>
            <UnstyledButton onClick={() => onGo(mistake)} style={{ fontSize: 'inherit', textDecoration: 'underline' }}>
              {mistake.line ? `${t('line', { n: mistake.line })}: ` : ''}
              {mistake.message}
            </UnstyledButton>
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}
