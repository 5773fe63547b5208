import { Paper, Stack, Table, Text, Title } from '@mantine/core'
import type { Of } from '~/api/client'
import { useLibrary } from '~/api/library'
import { IntervalBar } from '~/ui/IntervalBar'
import { TensionLine } from '~/ui/TensionLine'
import { PlayTurn } from './PlayTurn'
import { usePlayWords } from './playwords'

/** What was read: turn by turn, then the skills with their intervals. */
export function PlayResult({ read }: { read: Of<'PlaygroundOut'> }) {
  const t = usePlayWords()
  const { skillName } = useLibrary()
  const own = new Set(read.rules?.behaviours)
  const tension = (read.readings?.emotions ?? []).map((felt) => ({ turn: felt.turn, value: felt.tension }))
  return (
    <Stack gap="sm">
      {tension.length > 2 && <TensionLine tension={tension} turns={read.turns.length} height={36} words={t('felt')} />}
      {read.turns.map((turn) => (
        <PlayTurn
          key={turn.turn}
          turn={turn}
          findings={read.findings.filter((finding) => finding.turn === turn.turn)}
          opportunities={read.opportunities.filter((opportunity) => opportunity.turn === turn.turn)}
          own={own}
        />
      ))}
      {read.skills.length > 0 && (
        <Paper p="sm">
          <Title order={3} size="h6">
            {t('skills')}
          </Title>
          <Text size="xs" c="dimmed">
            {t('skillsAbout')}
          </Text>
          <Table verticalSpacing={4}>
            <Table.Tbody>
              {read.skills.map((skill) => (
                <Table.Tr key={skill.skill}>
                  <Table.Th scope="row" fw={500} tt="capitalize">
                    {skillName(skill.skill)}
                  </Table.Th>
                  <Table.Td>
                    <IntervalBar
                      value={skill.opportunities ? skill.taken / skill.opportunities : null}
                      interval={skill.interval as number[]}
                      n={skill.opportunities}
                    />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Paper>
      )}
    </Stack>
  )
}
