import { Anchor, Group, Stack } from '@mantine/core'
import { IconTargetArrow } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { api } from '~/api/client'
import { Clips } from '~/pages/overview/Clips'
import { foremost } from '~/pages/overview/moments'
import { Phrase } from '~/pages/overview/Phrase'
import { useSkills } from '~/pages/overview/useSkills'
import { EmptyLine } from '~/ui/Empty'
import { IntervalBar } from '~/ui/IntervalBar'
import { ListLink } from '~/ui/ListLink'
import { Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { useLanguage, words } from '~/words/i18n'
import { focus } from './strengths'
import type { Who } from './who'

const useWords = words(
  'agents.focus',
  {
    own: 'One thing to try',
    other: 'Focus for the next talk',
    aboutOwn: 'The skill with most moments still to take: {{skill}}.',
    aboutOther: 'From the skill with most missed moments: {{skill}}. Something to offer, not a verdict.',
    missed: 'missed {{missed}} of {{count}} moments',
    none: 'Nothing was missed in this period.',
  },
  {
    own: '一条建议',
    other: '下次面谈的重点',
    aboutOwn: '还有最多时机可以把握的技能：{{skill}}。',
    aboutOther: '来自错过时机最多的技能：{{skill}}。这是可以提供的帮助，不是评判。',
    missed: '{{count}} 次时机，错过 {{missed}} 次',
    none: '这段时间没有错过的时机。',
  },
)

/** One or two behaviours worth practising: how often they were called for, a missed moment, and words that would have fitted. */
export function Focus({ agent, program, from, own, most }: Who & { most: number }) {
  const t = useWords()
  const language = useLanguage()
  const { behaviourName, behavioursOf, inSentence } = useSkills()
  const asked = { params: { query: { by: 'agent' as const, agent, program, from } } }
  const skills = api.useQuery('get', '/api/figures/skills', asked)
  const behaviours = api.useQuery('get', '/api/figures/behaviours', asked)
  const skill = focus(skills.data?.rows ?? [])?.skill
  const within = behavioursOf(skill ?? '')
  const rows = foremost(behaviours.data?.rows ?? [], 'missed', (behaviour) => within.has(behaviour)).slice(0, most)
  return (
    <Panel
      title={t(own ? 'own' : 'other')}
      about={skill && t(own ? 'aboutOwn' : 'aboutOther', { skill: inSentence(skill) })}
    >
      <Loaded query={behaviours} isEmpty={() => rows.length === 0} empty={<EmptyLine>{t('none')}</EmptyLine>}>
        {() => (
          <Stack gap="lg">
            {rows.map(({ behaviour, called }) => (
              <div key={behaviour}>
                <Group gap={8}>
                  <IconTargetArrow size={20} aria-hidden style={{ color: 'var(--missed)', flex: 'none' }} />
                  <Anchor
                    fw={600}
                    renderRoot={(props) => <Link {...props} to="/behaviours/$id" params={{ id: behaviour }} />}
                  >
                    {behaviourName(behaviour)}
                  </Anchor>
                  {called.interval && <IntervalBar value={called.rate} interval={called.interval} n={called.n} />}
                  <ListLink query={called.missed.conversations} size="xs">
                    {t('missed', { missed: called.missed.count, count: called.opportunities })}
                  </ListLink>
                </Group>
                <Phrase behaviour={behaviour} language={language} link={false} />
                <div style={{ marginTop: 6 }}>
                  <Clips
                    agent={agent}
                    program={program}
                    from={from}
                    behaviours={[behaviour]}
                    kind="missed"
                    count={own ? 1 : 2}
                    note={false}
                  />
                </div>
              </div>
            ))}
          </Stack>
        )}
      </Loaded>
    </Panel>
  )
}
