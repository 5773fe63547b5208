import { Button, Grid, Group, Stack, Text, Textarea } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useState } from 'react'
import { isProblem, type Of } from '~/api/client'
import { useMay } from '~/api/session'
import { OwnRule } from '~/pages/behaviours/OwnRule'
import { keepRules, type OwnRules, ownRules } from '~/pages/behaviours/ownRules'
import { PlayResult } from '~/pages/behaviours/PlayResult'
import { useReading } from '~/pages/behaviours/useReading'
import { Rescore } from '~/pages/scorecards/Rescore'
import { WhoWouldChange } from '~/pages/scorecards/WhoWouldChange'
import { Panel } from '~/ui/Panel'
import { ProblemNote, tellDone } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { useRuleWords } from './ruleWords'
import { SaveProblem } from './SaveProblem'

/** The text of a program's own rules with a live test, whom it would change, and judging the past again. */
export function OwnRulesEditor({
  program,
  given,
  begin,
  manages,
}: {
  program: Of<'ProgramOut'>
  given: OwnRules
  /** What stands there where nothing is kept yet. */
  begin: string
  manages: boolean
}) {
  const t = useRuleWords()
  const common = useCommon()
  const [typed, setTyped] = useState(given.rules.text || begin)
  // What was seen when writing began: a change by somebody else meanwhile is not overwritten unseen.
  const [tag, setTag] = useState(given.tag)
  const [talk, setTalk] = useState('')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<unknown>()
  const judges = useMay('administrator', 'manager', 'analyst')
  const reading = useReading(talk, { channel: 'chat', program: program.id, rules: typed })
  const own = new Set(reading.data?.rules?.behaviours)
  const changed = typed !== given.rules.text
  const keep = async (text: string, said: string) => {
    setBusy(true)
    setWrong(undefined)
    try {
      await keepRules(program.id, tag, text)
      setTag((await ownRules(program.id)).tag)
      tellDone(said)
    } catch (thrown) {
      // Saved once more, it is meant to go over what somebody else did.
      if (isProblem(thrown) && thrown.code === 'changed_meanwhile') setTag((await ownRules(program.id)).tag)
      setWrong(thrown)
    }
    setBusy(false)
  }
  const ask = () =>
    modals.openConfirmModal({
      title: t('ask'),
      children: <Text size="sm">{t('askAbout')}</Text>,
      labels: { confirm: t('remove'), cancel: common('cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => void keep('', t('removed')),
    })
  return (
    <Stack>
      <Grid>
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Panel title={t('text')} about={t('several')}>
            <OwnRule
              rule={typed}
              onRule={manages ? setTyped : undefined}
              tried={reading.data?.rules}
              times={
                reading.empty
                  ? undefined
                  : reading.data?.findings.filter((finding) => own.has(finding.behaviour)).length
              }
            />
          </Panel>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Panel title={t('test')}>
            <Stack gap="sm">
              <Textarea
                label={t('typed')}
                description={t('typedHelp')}
                autosize
                minRows={4}
                maxRows={14}
                value={talk}
                onChange={(event) => setTalk(event.currentTarget.value)}
              />
              {reading.error && <ProblemNote problem={reading.error} />}
              {!reading.empty && reading.data && <PlayResult read={reading.data} />}
            </Stack>
          </Panel>
        </Grid.Col>
      </Grid>
      <SaveProblem problem={wrong} />
      {manages && (
        <Group>
          <Button loading={busy} disabled={!changed} onClick={() => void keep(typed, common('saved'))}>
            {common('save')}
          </Button>
          {given.rules.hash && (
            <Button variant="subtle" color="red" onClick={ask}>
              {t('remove')}
            </Button>
          )}
          {changed && (
            <Text size="sm" c="dimmed" role="status">
              {t('dirty')}
            </Text>
          )}
        </Group>
      )}
      {judges && <WhoWouldChange by="rules" judgedBy={{ rules: typed }} program={program} />}
      {judges && given.rules.hash && <Rescore program={program} />}
    </Stack>
  )
}
