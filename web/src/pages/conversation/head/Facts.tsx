import { Anchor, Badge, Group, Text, Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useProgramName, useTeamName } from '~/api/names'
import { useMay } from '~/api/session'
import { Standing } from '~/ui/Standing'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { clock, moment } from '~/words/say'
import { pairOf } from '../reading/marks'
import { useReading } from '../reading/Reading'
import { useDriverName } from './drivers'
import classes from './Facts.module.css'

const useWords = words(
  'facts',
  {
    customer: 'Customer',
    case: 'Case',
    contacts_one: '{{count}} contact',
    contacts_other: '{{count}} contacts',
    satisfaction: 'Satisfaction, estimated',
    estimate: '{{value}} of {{most}} ({{low}}–{{high}})',
    estimateAbout:
      'An estimate from the customer’s words, not a survey. Nine of ten known answers lay inside the interval {{low}} to {{high}}.',
    reason: 'Came about',
    reasonAbout: 'From the customer’s words, {{percent}} sure.',
    shared: 'Shared with the client',
    lasted: '{{clock}} min',
    result: 'Score by the machine',
  },
  {
    customer: '客户',
    case: '个案',
    contacts_other: '{{count}} 次联系',
    satisfaction: '满意度（估计）',
    estimate: '{{value}}/{{most}}（{{low}}–{{high}}）',
    estimateAbout: '根据客户用语估计，不是调查结果。已知答案中有九成落在 {{low}} 至 {{high}} 的区间内。',
    reason: '来意',
    reasonAbout: '根据客户用语判断，把握 {{percent}}。',
    shared: '已共享给委托方',
    lasted: '时长 {{clock}}',
    result: '机器评分',
  },
)

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const OUTCOMES = ['resolved', 'follow_up', 'transferred', 'unresolved'] as const
const LANGUAGES = ['en', 'zh'] as const

/** The facts of the conversation at a glance, those that somebody decides by first. */
export function Facts() {
  const t = useWords()
  const common = useCommon()
  const driver = useDriverName()
  const programName = useProgramName()
  const teamName = useTeamName()
  const staff = useMay('administrator', 'manager', 'lead', 'analyst', 'coach')
  const { whole, blind } = useReading()
  const { conversation: facts, case: of, readings } = whole
  const { satisfaction, reason } = blind ? {} : (readings ?? {})
  const likely = pairOf(satisfaction?.interval)
  const scale = pairOf(satisfaction?.scale)
  const outcome = OUTCOMES.find((one) => one === facts.outcome) ?? 'none'
  const language = LANGUAGES.find((one) => one === facts.language) ?? 'und'
  const team = teamName(facts.team)
  const lasted = facts.ended_ms != null && facts.channel === 'voice' ? facts.ended_ms - facts.started_ms : 0
  return (
    <dl className={classes.facts}>
      {!blind && (
        <Fact name={t('result')}>
          <Standing score={facts.score} standing={facts.standing} />
        </Fact>
      )}
      <Fact name={common('outcome')}>{common(`outcome.${outcome}`)}</Fact>
      {reason && (
        <Fact name={t('reason')}>
          <Tooltip label={t('reasonAbout', { percent: `${Math.round(reason.confidence * 100)} %` })}>
            <span tabIndex={-1}>{driver(reason.driver)}</span>
          </Tooltip>
        </Fact>
      )}
      {satisfaction && likely && scale && (
        <Fact name={t('satisfaction')}>
          <Tooltip
            label={t('estimateAbout', {
              low: likely[0].toFixed(1),
              high: likely[1].toFixed(1),
            })}
          >
            <span tabIndex={-1}>
              {t('estimate', {
                value: satisfaction.estimate.toFixed(1),
                most: scale[1],
                low: likely[0].toFixed(1),
                high: likely[1].toFixed(1),
              })}
            </span>
          </Tooltip>
        </Fact>
      )}
      <Fact name={common('date')}>
        {moment(facts.started_ms)}
        {lasted > 0 && ` · ${t('lasted', { clock: clock(lasted) })}`} · {common('turns', { count: whole.turns.length })}
      </Fact>
      <Fact name={common('language')}>{common(`language.${language}`)}</Fact>
      <Fact name={common('program')}>
        {programName(facts.program)}
        {team && ` · ${team}`}
      </Fact>
      {facts.customer && (
        <Fact name={t('customer')}>
          <Anchor
            size="sm"
            ff="monospace"
            renderRoot={(props) => (
              <Link {...props} to="/conversations" search={{ customer: facts.customer ?? undefined }} />
            )}
          >
            {facts.customer.slice(0, 8)}
          </Anchor>
        </Fact>
      )}
      {of && (
        <Fact name={t('case')}>
          {staff ? (
            <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/cases/$id" params={{ id: of.id }} />}>
              {t('contacts', { count: of.contacts })}
            </Anchor>
          ) : (
            t('contacts', { count: of.contacts })
          )}
        </Fact>
      )}
      {facts.shared && (
        <Group component="span">
          <Badge color="gray" variant="outline">
            {t('shared')}
          </Badge>
        </Group>
      )}
    </dl>
  )
}

/** A line that stands for a whole fact list on narrow screens. */
export function ShortFacts() {
  const common = useCommon()
  const { whole, blind } = useReading()
  const { conversation: facts } = whole
  return (
    <Group gap="xs" justify="space-between">
      <Text size="sm" c="dimmed">
        {moment(facts.started_ms)} · {common('turns', { count: whole.turns.length })}
      </Text>
      {!blind && <Standing score={facts.score} standing={facts.standing} />}
    </Group>
  )
}
