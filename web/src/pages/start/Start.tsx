import { Accordion, Alert, Anchor, Button, Group, Progress, Stack, Text, ThemeIcon } from '@mantine/core'
import { IconArrowRight, IconCheck, IconConfetti } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '~/api/session'
import { one, useAddress } from '~/search'
import { Empty } from '~/ui/Empty'
import { Page } from '~/ui/Page'
import { words } from '~/words/i18n'
import { ConversationsStep } from './ConversationsStep'
import { InformationStep } from './InformationStep'
import { PeopleStep } from './PeopleStep'
import { ProgramStep } from './ProgramStep'
import { after, doneOf, openStep, STEPS, type Step } from './steps'
import { useThere } from './useThere'

const useWords = words(
  'start',
  {
    title: 'First steps',
    about:
      'Four things make Rapport useful. Do them in any order, now or later: this page always shows how far you are.',
    program: 'A program',
    conversations: 'Conversations',
    people: 'People',
    information: 'Worker information',
    done: 'done',
    open: 'to do',
    program_one: '{{count}} program',
    program_other: '{{count}} programs',
    conversations_one: '{{count}} conversation',
    conversations_other: '{{count}} conversations',
    conversationsMany: '1,000 conversations or more',
    people_one: '{{count}} other person',
    people_other: '{{count}} other people',
    information_one: 'signed in {{count}} program',
    information_other: 'signed in {{count}} programs',
    next: 'Next',
    later: 'Later',
    far: '{{done}} of {{all}} done',
    all: 'Everything is set up',
    allAbout: 'You can come back here from Administration.',
    home: 'To the overview',
    notYours: 'Setting up is done by administrators and managers',
  },
  {
    title: '新手步骤',
    about: '完成四件事，Rapport 即可发挥作用。顺序不限，现在或以后都行；本页始终显示进度。',
    program: '项目',
    conversations: '会话',
    people: '成员',
    information: '员工告知书',
    done: '已完成',
    open: '待办',
    program_other: '{{count}} 个项目',
    conversations_other: '{{count}} 条会话',
    conversationsMany: '1,000 条会话以上',
    people_other: '另有 {{count}} 人',
    information_other: '{{count}} 个项目已签署',
    next: '下一步',
    later: '以后再说',
    far: '已完成 {{done}} / {{all}}',
    all: '已全部就绪',
    allAbout: '可随时从“管理”回到本页。',
    home: '前往总览',
    notYours: '初始设置由管理员和运营经理完成',
  },
)

/** First steps of an installation: what is there, what is still to do, and doing it; every step can wait. */
export function Start() {
  const t = useWords()
  const may = useMay('administrator', 'manager')
  if (may) return <Steps />
  return (
    <Page title={t('title')}>
      <Empty title={t('notYours')}>
        <Anchor renderRoot={(props) => <Link {...props} to="/" />}>{t('home')}</Anchor>
      </Empty>
    </Page>
  )
}

function Steps() {
  const t = useWords()
  const { search, change } = useAddress()
  const there = useThere()
  const done = doneOf(there)
  const open = openStep(one(search.step), done)
  const count = STEPS.filter((step) => done[step]).length
  const told: Record<Step, string | undefined> = {
    program: there.programs ? t('program', { count: there.programs }) : undefined,
    conversations: there.conversations
      ? there.conversations >= 1_000
        ? t('conversationsMany')
        : t('conversations', { count: there.conversations })
      : undefined,
    people: there.others ? t('people', { count: there.others }) : undefined,
    information: there.signed ? t('information', { count: there.signed }) : undefined,
  }
  const bodies: Record<Step, ReactNode> = {
    program: <ProgramStep onMade={() => change({ step: 'conversations' })} />,
    conversations: <ConversationsStep />,
    people: <PeopleStep />,
    information: <InformationStep />,
  }
  return (
    <Page
      title={t('title')}
      about={t('about')}
      actions={
        <Button
          variant="default"
          rightSection={<IconArrowRight size={16} aria-hidden />}
          renderRoot={(props) => <Link {...props} to="/" />}
        >
          {t('home')}
        </Button>
      }
    >
      <Stack maw={860} gap="md">
        <Group gap="sm">
          <Progress
            flex={1}
            value={(count / STEPS.length) * 100}
            aria-label={t('far', { done: count, all: STEPS.length })}
          />
          <Text size="sm" role="status">
            {t('far', { done: count, all: STEPS.length })}
          </Text>
        </Group>
        {count === STEPS.length && (
          <Alert color="teal" icon={<IconConfetti aria-hidden />} title={t('all')}>
            {t('allAbout')}
          </Alert>
        )}
        <Accordion
          variant="separated"
          order={2}
          value={open}
          onChange={(step) => change({ step: step ?? 'none' })}
          styles={{ item: { background: 'var(--surface)', border: '1px solid var(--mantine-color-default-border)' } }}
        >
          {STEPS.map((step, at) => (
            <Accordion.Item key={step} value={step}>
              <Accordion.Control
                icon={
                  <ThemeIcon radius="xl" size={30} variant={done[step] ? 'filled' : 'default'} color="teal" aria-hidden>
                    {done[step] ? <IconCheck size={18} /> : at + 1}
                  </ThemeIcon>
                }
              >
                <Group justify="space-between" gap="xs" pe="xs">
                  <Text span fw={600}>
                    {t(step)}
                  </Text>
                  <Text span size="sm" c={done[step] ? 'var(--for)' : 'dimmed'}>
                    {told[step] ?? (done[step] === undefined ? '' : t(done[step] ? 'done' : 'open'))}
                  </Text>
                </Group>
              </Accordion.Control>
              <Accordion.Panel>
                <Stack gap="md">
                  {bodies[step]}
                  <Group justify="flex-end">
                    <Button
                      variant={done[step] ? 'filled' : 'subtle'}
                      onClick={() => change({ step: after(step, done) })}
                    >
                      {t(done[step] ? 'next' : 'later')}
                    </Button>
                  </Group>
                </Stack>
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      </Stack>
    </Page>
  )
}
