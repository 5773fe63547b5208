import { ActionIcon, Anchor, Group } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Panel } from '~/ui/Panel'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { Breakdown } from './Breakdown'
import { FoundByGroup } from './FoundByGroup'
import { useAsked } from './useAsked'
import { useLabels } from './useLabels'

const useWords = words(
  'analyticsBehaviourInDepth',
  {
    title: '{{name}}: done when it was called for?',
    found: '{{name}}: how often found, for and against?',
    foundAbout: 'Counts of findings, so there is no interval: they grow with the number of conversations.',
    library: 'What it means and why it matters',
  },
  {
    title: '{{name}}：该做时做到了吗？',
    found: '{{name}}：有利与不利各找到多少次？',
    foundAbout: '这里是次数，没有区间：会话越多，次数越多。',
    library: '它的含义与重要性',
  },
)

/** One behaviour by whatever the bar groups by: the rate where it was called for, and what was found for and against. */
export function BehaviourInDepth({ behaviour }: { behaviour: string }) {
  const t = useWords()
  const common = useCommon()
  const labels = useLabels()
  const { change } = useAsked()
  const name = labels.behaviour(behaviour)
  return (
    <>
      <Panel
        title={t('title', { name })}
        aside={
          <Group gap="xs">
            <Anchor
              size="sm"
              renderRoot={(props) => <Link {...props} to="/behaviours/$id" params={{ id: behaviour }} />}
            >
              {t('library')}
            </Anchor>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={common('close')}
              title={common('close')}
              onClick={() => change({ behaviour: undefined })}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </Group>
        }
      >
        <Breakdown measure={`behaviour:${behaviour}`} />
      </Panel>
      <Panel title={t('found', { name })} about={t('foundAbout')}>
        <FoundByGroup behaviour={behaviour} />
      </Panel>
    </>
  )
}
