import {
  Anchor,
  Button,
  Group,
  NumberInput,
  Radio,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { api } from '~/api/client'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { useTextOf } from '~/words/say'
import type { Seen } from '../programs/programQuery'
import { CHANNELS, choosable } from './channelForms'
import { SaveProblem } from './SaveProblem'
import { useSave } from './useSave'

const useWords = words(
  'programSettings',
  {
    named: 'Name and client',
    name: 'Name',
    client: 'Client',
    missing: 'A program needs a name',
    forms: 'Scorecard for each channel',
    formsAbout:
      'What comes in from now on is scored with it. What was scored before keeps its score until it is scored again.',
    scorecards: 'To the scorecards',
    usual: 'Built in: {{title}}',
    video: 'Video',
    own: '{{title}}, version {{version}} (this program’s)',
    all: '{{title}}, version {{version}}',
    cases: 'When does a second contact belong to the first?',
    days: 'Days',
    casesAbout:
      'A customer who comes back about the same thing within this time continues the same case: the first contact did not resolve it. First-contact resolution counts by it.',
    raw: 'The text as it came in',
    rawNo: 'Not kept',
    rawNoAbout: 'Only the redacted conversation is kept. Names and numbers that were masked cannot be brought back.',
    rawYes: 'Kept, sealed',
    rawYesAbout:
      'The source is kept encrypted beside the conversation, without card numbers, codes and PINs, for as long as “Keeping data” says. Nobody reads it in Rapport. It holds personal data: know why you need it before you keep it.',
    wrongDays: '1 to 365 days',
  },
  {
    named: '名称与委托方',
    name: '名称',
    client: '委托方',
    missing: '请填写项目名称',
    forms: '各渠道的评分表',
    formsAbout: '此后导入的会话按所选评分表评分；已评分的保持原分，直到重新评分。',
    scorecards: '前往评分表',
    usual: '内置：{{title}}',
    video: '视频',
    own: '{{title}}，第 {{version}} 版（本项目）',
    all: '{{title}}，第 {{version}} 版',
    cases: '多久之内的再次联系算同一件事？',
    days: '天数',
    casesAbout: '客户在此时间内就同一件事再次联系，会并入同一个案，即首次联系未解决问题。一次解决率据此统计。',
    raw: '导入的原文',
    rawNo: '不保留',
    rawNoAbout: '只保留遮盖后的会话，被遮盖的姓名、号码无法恢复。',
    rawYes: '封存保留',
    rawYesAbout:
      '原文加密后与会话一同保存（卡号、验证码、密码已去除），期限见“数据保存”。在 Rapport 中无人能阅读。其中含个人信息，请先明确为何需要再保留。',
    wrongDays: '请填 1 至 365 天',
  },
)

/** What a program wants: its name, the form for each channel, how long a case stays open, whether sources are kept. */
export function Settings({ seen, manages }: { seen: Seen; manages: boolean }) {
  const t = useWords()
  const common = useCommon()
  const textOf = useTextOf()
  const { program } = seen
  const scorecards = api.useQuery('get', '/api/scorecards', {})
  const [name, setName] = useState(program.name)
  const [client, setClient] = useState(program.client)
  const [forms, setForms] = useState<Record<string, string>>(program.settings.scorecards)
  const [caseDays, setCaseDays] = useState<number | string>(program.settings.case_days)
  const [keepRaw, setKeepRaw] = useState(program.settings.keep_raw)
  const { save, busy, wrong } = useSave(seen)
  const offered = choosable(scorecards.data ?? [], program.id)
  const titled = (id: string) => {
    const card = offered.find((one) => one.name === id)
    return card ? textOf(card.title) || card.name : id
  }
  const options = offered.map((card) => ({
    value: card.name,
    label: t(card.program ? 'own' : 'all', { title: textOf(card.title) || card.name, version: card.version }),
  }))
  const daysFit = typeof caseDays === 'number' && caseDays >= 1 && caseDays <= 365
  const dirty =
    name !== program.name ||
    client !== program.client ||
    caseDays !== program.settings.case_days ||
    keepRaw !== program.settings.keep_raw ||
    CHANNELS.some(({ channel }) => forms[channel] !== program.settings.scorecards[channel])
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!name.trim() || !daysFit) return
    void save({ name, client, settings: { scorecards: forms, case_days: caseDays, keep_raw: keepRaw } })
  }
  const choose = (channel: string, form: string | null) => {
    const { [channel]: _, ...others } = forms
    setForms(form ? { ...others, [channel]: form } : others)
  }
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="xl" maw={860}>
        <section>
          <Title order={2} size="h4" mb="xs">
            {t('named')}
          </Title>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput
              label={t('name')}
              required={manages}
              readOnly={!manages}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              error={name.trim() ? null : t('missing')}
            />
            <TextInput
              label={t('client')}
              readOnly={!manages}
              value={client}
              onChange={(event) => setClient(event.currentTarget.value)}
            />
          </SimpleGrid>
        </section>
        <section>
          <Group justify="space-between" align="baseline">
            <Title order={2} size="h4">
              {t('forms')}
            </Title>
            <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/scorecards" />}>
              {t('scorecards')}
            </Anchor>
          </Group>
          <Text size="sm" c="dimmed" mb="xs">
            {t('formsAbout')}
          </Text>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {CHANNELS.map(({ channel, usual }) => (
              <Select
                key={channel}
                label={channel === 'video' ? t('video') : common(`channel.${channel}`)}
                placeholder={t('usual', { title: titled(usual) })}
                clearable={manages}
                readOnly={!manages}
                data={options}
                value={forms[channel] ?? null}
                onChange={(form) => choose(channel, form)}
              />
            ))}
          </SimpleGrid>
        </section>
        <section>
          <Title order={2} size="h4">
            {t('cases')}
          </Title>
          <Text size="sm" c="dimmed" mb="xs" maw="72ch">
            {t('casesAbout')}
          </Text>
          <NumberInput
            w={140}
            label={t('days')}
            min={1}
            max={365}
            allowDecimal={false}
            readOnly={!manages}
            value={caseDays}
            onChange={setCaseDays}
            error={daysFit ? null : t('wrongDays')}
          />
        </section>
        <Radio.Group
          label={
            <Text span fw={650} size="lg">
              {t('raw')}
            </Text>
          }
          value={keepRaw ? 'yes' : 'no'}
          onChange={(value) => setKeepRaw(value === 'yes')}
          readOnly={!manages}
        >
          <Stack gap="xs" mt="xs" maw="72ch">
            <Radio value="no" label={t('rawNo')} description={t('rawNoAbout')} disabled={!manages && keepRaw} />
            <Radio value="yes" label={t('rawYes')} description={t('rawYesAbout')} disabled={!manages && !keepRaw} />
          </Stack>
        </Radio.Group>
        <SaveProblem problem={wrong} />
        {manages && (
          <Group>
            <Button type="submit" loading={busy} disabled={!dirty}>
              {common('save')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}
