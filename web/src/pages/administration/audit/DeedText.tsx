import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Of } from '~/api/client'
import { type Deed, deedOf, pieces } from './deed'
import { useDeedWords } from './deedWords'
import type { useNames } from './useNames'

/** The way to what was touched, where there is a page for it. */
function Way({ what, children }: { what: NonNullable<Deed['what']>; children: ReactNode }) {
  const { kind, id } = what
  const to = {
    conversation: '/conversations/$id',
    dispute: '/disputes/$id',
    calibration: '/calibrations/$id',
    sample: '/samples/$id',
    scorecard: '/scorecards/$id',
    agent: '/agents/$id',
    program: '/programs/$id',
  } as const
  if (!(kind in to))
    return (
      <Text span size="sm" fw={600}>
        {children}
      </Text>
    )
  return (
    <Anchor
      size="sm"
      underline="always"
      renderRoot={(props) => <Link {...props} to={to[kind as keyof typeof to]} params={{ id }} preload={false} />}
    >
      {children}
    </Anchor>
  )
}

/** What happened, as a sentence with links. */
export function DeedText({ entry, names }: { entry: Of<'AuditOut'>; names: ReturnType<typeof useNames> }) {
  const t = useDeedWords()
  const deed = deedOf(entry)
  const sentence = t(deed.sentence, names.values(deed))
  const gone = entry.action === 'conversation.delete' || entry.action === 'scorecard.delete'
  return (
    <Text size="sm" component="span">
      {pieces(sentence).map(({ text, slot }, at) => {
        const key = `${at}${slot ?? text}`
        if (slot === 'who')
          return (
            <Text span size="sm" fw={600} key={key}>
              {names.actor(entry.actor)}
            </Text>
          )
        if (slot !== 'what' || !deed.what) return text
        const name = names.thing(deed.what.kind, deed.what.id)
        return gone ? (
          name
        ) : (
          <Way key={key} what={deed.what}>
            {name}
          </Way>
        )
      })}
    </Text>
  )
}
