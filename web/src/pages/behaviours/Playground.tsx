import {
  Anchor,
  Button,
  CopyButton,
  Grid,
  Group,
  Paper,
  Select,
  Stack,
  Switch,
  Text,
  Textarea,
  Title,
} from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { modals } from '@mantine/modals'
import { IconArrowsLeftRight, IconCornerDownLeft, IconLink } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useMay, useSession } from '~/api/session'
import { one, useAddress } from '~/search'
import { Empty } from '~/ui/Empty'
import { useKept } from '~/ui/kept'
import { Page } from '~/ui/Page'
import { ProblemNote } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { useLanguage } from '~/words/i18n'
import { KeepRule } from './KeepRule'
import { OwnRule } from './OwnRule'
import { PlayResult } from './PlayResult'
import { usePlayWords } from './playwords'
import { SAMPLE, STARTER } from './starter'
import { nextTurn, switchParty } from './typed'
import { useReading } from './useReading'
import { useBehaviourWords } from './words'

/** Addresses longer than this do not survive every program that they are sent through. */
const LONGEST = 1_800
const CHANNELS = ['chat', 'voice', 'email', 'sms', 'social'] as const

/** Type a conversation and see what is found in it as you type; beside it a rule of one's own with its examples tested. */
export function Playground() {
  const t = usePlayWords()
  const say = useBehaviourWords()
  const common = useCommon()
  const language = useLanguage()
  const { programs } = useSession()
  const player = useMay('administrator', 'manager', 'lead', 'analyst', 'coach', 'agent')
  const keeps = useMay('administrator', 'manager')
  const { search, change } = useAddress()
  const given = one(search.text) ?? ''
  const [text, setText] = useState(given)
  const [rule, setRule] = useKept('rapport.rule', STARTER)
  const field = useRef<HTMLTextAreaElement>(null)
  const told = useRef(given)
  const owns = one(search.rule) != null
  const channel = one(search.channel) ?? 'chat'
  const program = one(search.program)
  const reading = useReading(text, { channel, program, rules: owns ? rule : undefined })

  // A link that is followed while the page is open brings its own text.
  useEffect(() => {
    if (given !== told.current) {
      told.current = given
      setText(given)
    }
  }, [given])
  const tell = useDebouncedCallback((next: string) => {
    const kept = next.length <= LONGEST ? next : ''
    told.current = kept
    change({ text: kept || undefined })
  }, 600)
  const type = (next: string) => {
    setText(next)
    tell(next)
  }
  const apply = (edit: typeof nextTurn) => {
    const area = field.current
    if (!area) return
    const next = edit(text, area.selectionStart, language === 'zh')
    type(next.text)
    requestAnimationFrame(() => {
      area.focus()
      area.setSelectionRange(next.cursor, next.cursor)
    })
  }
  const reset = () =>
    modals.openConfirmModal({
      title: t('resetSure'),
      labels: { confirm: t('reset'), cancel: common('cancel') },
      onConfirm: () => setRule(STARTER),
    })
  const keys = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey)) return
    if (event.key === 'Enter') apply(nextTurn)
    else if (event.key === 'e') apply(switchParty)
    else return
    event.preventDefault()
  }
  if (!player)
    return (
      <Page title={say('playground')}>
        <Empty title={t('notYours')} />
      </Page>
    )
  const read = reading.data
  const own = new Set(read?.rules?.behaviours)
  return (
    <Page
      title={say('playground')}
      about={t('about')}
      actions={
        <>
          <Switch
            label={t('own')}
            checked={owns}
            onChange={(event) => change({ rule: event.currentTarget.checked ? '1' : undefined })}
          />
          <CopyButton value={location.href}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                leftSection={<IconLink size={16} aria-hidden />}
                disabled={text.length > LONGEST}
                title={text.length > LONGEST ? t('tooLong') : undefined}
                onClick={copy}
              >
                {copied ? common('copied') : t('link')}
              </Button>
            )}
          </CopyButton>
        </>
      }
    >
      <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/behaviours" />}>
        {common('behaviours')}
      </Anchor>
      <Grid>
        <Grid.Col span={{ base: 12, md: owns ? 12 : 5, lg: owns ? 4 : 5 }}>
          <Paper>
            <Stack gap="sm">
              <Textarea
                ref={field}
                label={t('typed')}
                description={t('help')}
                autosize
                minRows={8}
                maxRows={26}
                value={text}
                onChange={(event) => type(event.currentTarget.value)}
                onKeyDown={keys}
                autoFocus
              />
              <Group gap="xs">
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconCornerDownLeft size={14} aria-hidden />}
                  onClick={() => apply(nextTurn)}
                >
                  {t('next')}
                </Button>
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconArrowsLeftRight size={14} aria-hidden />}
                  onClick={() => apply(switchParty)}
                >
                  {t('switch')}
                </Button>
                {!text && (
                  <Button size="compact-sm" variant="light" onClick={() => type(SAMPLE[language])}>
                    {t('sample')}
                  </Button>
                )}
              </Group>
              <Group grow>
                <Select
                  label={common('channel')}
                  allowDeselect={false}
                  value={channel}
                  data={CHANNELS.map((name) => ({ value: name, label: common(`channel.${name}`) }))}
                  onChange={(value) => change({ channel: value === 'chat' ? undefined : (value ?? undefined) })}
                />
                <Select
                  label={common('program')}
                  placeholder={t('noPack')}
                  title={t('pack')}
                  clearable
                  value={program ?? null}
                  data={programs.map((known) => ({ value: known.id, label: known.name }))}
                  onChange={(value) => change({ program: value ?? undefined })}
                />
              </Group>
            </Stack>
          </Paper>
        </Grid.Col>
        {owns && (
          <Grid.Col span={{ base: 12, md: 6, lg: 4 }}>
            <Paper>
              <Title order={2} size="h5" mb="xs">
                {t('own')}
              </Title>
              <OwnRule
                rule={rule}
                onRule={setRule}
                tried={read?.rules}
                times={
                  reading.empty ? undefined : read?.findings.filter((finding) => own.has(finding.behaviour)).length
                }
              >
                <Text size="sm" c="dimmed">
                  {t('ownAbout')} {!keeps && t('keepers')}
                </Text>
                <Group gap="xs">
                  <KeepRule rule={rule} program={program} />
                  <Button size="compact-sm" variant="default" onClick={reset}>
                    {t('reset')}
                  </Button>
                </Group>
              </OwnRule>
            </Paper>
          </Grid.Col>
        )}
        <Grid.Col span={{ base: 12, md: owns ? 6 : 7, lg: owns ? 4 : 7 }}>
          <Text size="xs" c="dimmed" role="status" h={18}>
            {reading.behind && !(reading.empty && !owns) ? t('reading') : ''}
          </Text>
          {reading.error && <ProblemNote problem={reading.error} />}
          {reading.empty ? <Empty title={t('empty')}>{t('emptyAbout')}</Empty> : read && <PlayResult read={read} />}
        </Grid.Col>
      </Grid>
    </Page>
  )
}
