import { Anchor, Badge, Group, Paper, Stack, Text, Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Of } from '~/api/client'
import { useLibrary } from '~/api/library'
import { colours, PolarityIcon, polarityOf } from '~/ui/polarity'
import { useCommon } from '~/words/common'
import classes from './PlayTurn.module.css'
import { usePlayWords } from './playwords'
import { pieces } from './typed'

/** A turn as it was read: its words with the findings marked, why each was found, and what it called for. */
export function PlayTurn({
  turn,
  findings,
  opportunities,
  own,
}: {
  turn: Of<'TurnOut'>
  findings: readonly Of<'FindingOut'>[]
  opportunities: readonly Of<'OpportunityOut'>[]
  /** Behaviours of the rule being written. */
  own: ReadonlySet<string>
}) {
  const t = usePlayWords()
  const common = useCommon()
  const { behaviours, behaviourName } = useLibrary()
  const known = new Set(behaviours.map((one) => one.id))
  const who =
    turn.party === 'agent' ? common('agent') : turn.party === 'customer' ? common('customer') : common('system')
  const signOf = (ids: string[]) => {
    const first = findings.find((finding) => ids.includes(finding.id))
    return first && colours(polarityOf(first.polarity))
  }
  const missed = ({ behaviour, searched }: Of<'OpportunityOut'>) => {
    const name = behaviourName(behaviour)
    const [from, to] = (searched ?? []) as number[]
    if (from == null || to == null) return t('missedNone', { name })
    return from === to ? t('missedOne', { name, from: from + 1 }) : t('missed', { name, from: from + 1, to: to + 1 })
  }
  return (
    <Paper p="sm" className={classes.turn} data-party={turn.party}>
      <Text size="xs" c="dimmed">
        {turn.turn + 1} · {who}
      </Text>
      <Text lang={turn.language === 'zh' ? 'zh' : 'en'} style={{ whiteSpace: 'pre-wrap' }}>
        {pieces(turn.text, findings).map((piece, index) => {
          const look = signOf(piece.ids)
          return look ? (
            <mark
              // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
              key={index}
              style={{ background: look.background, color: 'inherit', borderBottom: `2px solid ${look.color}` }}
            >
              {piece.text}
            </mark>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
            <span key={index}>{piece.text}</span>
          )
        })}
      </Text>
      {(findings.length > 0 || opportunities.length > 0) && (
        <Stack gap={6} mt={6} component="ul" className={classes.list}>
          {findings.map((finding) => (
            <li key={finding.id}>
              <PolarityIcon polarity={polarityOf(finding.polarity)} />
              <div>
                <Group gap={6}>
                  {known.has(finding.behaviour) ? (
                    <Anchor
                      size="sm"
                      fw={600}
                      renderRoot={(props) => (
                        <Link {...props} to="/behaviours/$id" params={{ id: finding.behaviour }} />
                      )}
                    >
                      {behaviourName(finding.behaviour)}
                    </Anchor>
                  ) : (
                    <Text size="sm" fw={600}>
                      {behaviourName(finding.behaviour)}
                    </Text>
                  )}
                  {own.has(finding.behaviour) && (
                    <Badge color="gray" c="var(--mantine-color-text)">
                      {t('ownShort')}
                    </Badge>
                  )}
                  {finding.level != null && (
                    <Text span size="xs" c="dimmed">
                      {t('level', { n: finding.level })}
                    </Text>
                  )}
                  {finding.hint && (
                    <Tooltip label={t('hintAbout')}>
                      <Badge style={{ color: 'var(--missed)', background: 'var(--missed-ground)' }} tabIndex={0}>
                        {t('hint')}
                      </Badge>
                    </Tooltip>
                  )}
                </Group>
                <Text size="xs" c="dimmed">
                  {finding.reason}
                </Text>
              </div>
            </li>
          ))}
          {opportunities.map((opportunity) => (
            <li key={opportunity.id}>
              <PolarityIcon polarity={opportunity.taken ? 'for' : 'missed'} />
              <Text size="xs" c={opportunity.taken ? 'dimmed' : 'var(--missed)'}>
                {opportunity.taken
                  ? t('taken', { name: behaviourName(opportunity.behaviour), by: (opportunity.by ?? 0) + 1 })
                  : missed(opportunity)}
              </Text>
            </li>
          ))}
        </Stack>
      )}
    </Paper>
  )
}
