import { Alert, Anchor, Button, Stack, Table, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Of } from '~/api/client'
import { useLibrary } from '~/api/library'
import { useOwnRules } from '~/pages/behaviours/ownRules'
import { STARTER } from '~/pages/behaviours/starter'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { OwnRulesEditor } from './OwnRulesEditor'
import { useRuleWords } from './ruleWords'

/** A program's own behaviours: which there are and how they stand, their text to write with a live test, whom they would change. */
export function OwnRules({ program, manages }: { program: Of<'ProgramOut'>; manages: boolean }) {
  const t = useRuleWords()
  const query = useOwnRules(program.id)
  const [begun, setBegun] = useState(false)
  return (
    <Loaded query={query} lines={12}>
      {(given) => (
        <Stack>
          <Text size="sm" c="dimmed" maw="80ch">
            {t('about')}
          </Text>
          {given.rules.tried && <Listed program={program.id} tried={given.rules.tried} />}
          {given.rules.text || begun ? (
            <OwnRulesEditor program={program} given={given} begin={STARTER} manages={manages} />
          ) : (
            <Empty title={t('empty')}>
              <Stack align="center" gap="sm">
                {t('emptyAbout')}
                {manages && <Button onClick={() => setBegun(true)}>{t('begin')}</Button>}
              </Stack>
            </Empty>
          )}
        </Stack>
      )}
    </Loaded>
  )
}

/** The own behaviours and how each stands. */
function Listed({ program, tried }: { program: string; tried: Of<'TriedRulesOut'> }) {
  const t = useRuleWords()
  const { behaviourName } = useLibrary()
  const fits = tried.mistakes.length === 0
  return (
    <Panel title={t('list')}>
      {!fits && (
        <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title={t('unfit')} mb="sm">
          {t('unfitAbout')}
        </Alert>
      )}
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('behaviour')}</Table.Th>
            <Table.Th>{t('id')}</Table.Th>
            <Table.Th>{t('examples')}</Table.Th>
            <Table.Th>{t('state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tried.behaviours.map((id) => {
            const examples = tried.examples.filter((one) => one.behaviour === id)
            const passed = examples.filter((one) => one.passed).length
            return (
              <Table.Tr key={id}>
                <Table.Td>
                  <Anchor
                    size="sm"
                    renderRoot={(props) => (
                      <Link {...props} to="/behaviours/$id" params={{ id }} search={{ program }} />
                    )}
                  >
                    {behaviourName(id)}
                  </Anchor>
                </Table.Td>
                <Table.Td ff="monospace">{id}</Table.Td>
                <Table.Td>{examples.length ? t('passed', { passed, n: examples.length }) : t('noExamples')}</Table.Td>
                <Table.Td>{t(fits ? 'inUse' : 'notInUse')}</Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </Panel>
  )
}
