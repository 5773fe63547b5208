import { Alert, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconShieldHeart } from '@tabler/icons-react'
import { one } from '~/search'
import { Panel } from '~/ui/Panel'
import { words } from '~/words/i18n'
import { Exposure } from './Exposure'
import { useAsked } from './useAsked'

const useWords = words(
  'analyticsHostility',
  {
    title: 'How much hostility of customers reached the team?',
    about:
      'Totals of a program or a team, by whole days, to plan breaks, relief and somebody to talk to. It is never shown by agent, has no way to single conversations, and never feeds results, pay, promotion or shifts.',
    gate: 'This is here to protect people',
    gateAbout:
      'You are about to see how much hostility reached programs and teams. Every look is written to the audit log, with its purpose: protection.',
    look: 'Show it, to protect people',
    by: 'Totals of',
    team: 'Teams',
    program: 'Programs',
  },
  {
    title: '有多少客户敌意落到了班组身上？',
    about:
      '按项目或班组、按整天合计，用于安排休息、分流和谈心支持。绝不按坐席显示，不能追到单通会话，也绝不用于绩效、薪酬、晋升或排班。',
    gate: '这里的数字只为保护员工',
    gateAbout: '您将看到各项目、各班组承受的客户敌意。每次查看都会记入审计日志，并注明用途：保护员工。',
    look: '为保护员工，显示',
    by: '合计对象',
    team: '班组',
    program: '项目',
  },
)

/** Hostility that reached programs and teams: asked for deliberately, for protection alone, in totals alone. */
export function HostilitySection() {
  const t = useWords()
  const { search, change, reader } = useAsked()
  const teamsOnly = reader.role === 'lead' && reader.teams.length > 0
  const by = teamsOnly || one(search.of) !== 'program' ? 'team' : 'program'
  const open = one(search.purpose) === 'protection'
  return (
    <Panel
      title={t('title')}
      about={t('about')}
      aside={
        open &&
        !teamsOnly && (
          <SegmentedControl
            size="xs"
            aria-label={t('by')}
            value={by}
            onChange={(value) => change({ of: value === 'team' ? undefined : value })}
            data={[
              { value: 'team', label: t('team') },
              { value: 'program', label: t('program') },
            ]}
          />
        )
      }
    >
      {open ? (
        <Exposure by={by} />
      ) : (
        <Alert variant="light" color="blue" icon={<IconShieldHeart aria-hidden />} title={t('gate')}>
          <Stack gap="sm">
            <Text size="sm" maw="72ch">
              {t('gateAbout')}
            </Text>
            <Group>
              <Button size="xs" onClick={() => change({ purpose: 'protection' })}>
                {t('look')}
              </Button>
            </Group>
          </Stack>
        </Alert>
      )}
    </Panel>
  )
}
