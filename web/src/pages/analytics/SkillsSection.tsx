import { Group, Select, Text } from '@mantine/core'
import { useLibrary } from '~/api/library'
import { one } from '~/search'
import { Panel } from '~/ui/Panel'
import { words } from '~/words/i18n'
import { Breakdown } from './Breakdown'
import { SkillsAtOnce } from './SkillsAtOnce'
import { useAsked } from './useAsked'
import { useLabels } from './useLabels'
import { useAnalytics } from './words'

const useWords = words(
  'analyticsSkills',
  {
    all: 'Which skills are taken up when they are called for?',
    allAbout:
      'Of the moments that called for a skill, how many were taken. The order is that of a conversation, not of results.',
    one: 'How has one skill gone, and where does it differ?',
    skill: 'Skill',
  },
  {
    all: '需要时，各项技能做到了多少？',
    allAbout: '在需要某项技能的时机中，做到的占多少。排列顺序按会话进程，不按结果。',
    one: '某一项技能的走势如何，差异在哪里？',
    skill: '技能',
  },
)

/** Skills: all of them for the period, then one of them by time, team, agent or whatever the bar groups by. */
export function SkillsSection() {
  const t = useWords()
  const shared = useAnalytics()
  const labels = useLabels()
  const { skills } = useLibrary()
  const { search, change, reader } = useAsked()
  const known = skills.map(({ skill }) => skill)
  const skill = one(search.skill) ?? 'empathy'
  const choices = [...new Set([...known, skill])].map((id) => ({ value: id, label: labels.skill(id) }))
  return (
    <>
      <Panel title={t('all')} about={t('allAbout')}>
        <SkillsAtOnce />
      </Panel>
      <Panel
        title={t('one')}
        aside={
          <Group gap="xs">
            <Select
              size="xs"
              w={190}
              aria-label={t('skill')}
              allowDeselect={false}
              data={choices}
              value={skill}
              onChange={(value) => change({ skill: value ?? undefined })}
            />
          </Group>
        }
      >
        <Breakdown measure={`skill:${skill}`} />
        {reader.role !== 'client' && (
          <Text size="xs" c="dimmed" mt="xs">
            {shared('clicks')}
          </Text>
        )}
      </Panel>
    </>
  )
}
