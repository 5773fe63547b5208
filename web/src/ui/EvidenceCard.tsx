import { Group, Paper, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { ConversationLink } from './ConversationLink'
import { colours, type Polarity, PolarityIcon } from './polarity'

/** A claim with its proof: what it is called, the quote, and the way to its moment in the conversation. */
export function EvidenceCard({
  polarity,
  name,
  quote,
  quoteLanguage,
  conversation,
  turn,
  where,
  children,
}: {
  polarity: Polarity
  name: ReactNode
  /** The words themselves; a node where part of them is marked. */
  quote?: ReactNode
  quoteLanguage?: string
  conversation?: string
  turn?: number
  /** What the link says, such as the date and the turn. */
  where?: string
  children?: ReactNode
}) {
  return (
    <Paper p="sm" style={{ borderInlineStart: `4px solid ${colours(polarity).color}` }}>
      <Group gap={6} wrap="nowrap" align="flex-start">
        <PolarityIcon polarity={polarity} size={18} />
        <Text size="sm" fw={600} style={{ flex: 1 }} component="div">
          {name}
        </Text>
        {conversation && where && (
          <ConversationLink size="xs" id={conversation} search={turn == null ? {} : { turn: String(turn) }}>
            {where}
          </ConversationLink>
        )}
      </Group>
      {quote && (
        <Text
          component="blockquote"
          size="sm"
          my={6}
          mx={0}
          pl="sm"
          lang={quoteLanguage}
          style={{ borderInlineStart: '2px solid var(--mantine-color-default-border)' }}
        >
          {quote}
        </Text>
      )}
      {children}
    </Paper>
  )
}
