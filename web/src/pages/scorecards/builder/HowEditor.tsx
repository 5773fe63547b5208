import { Group, NumberInput, Select, Stack, TagsInput, Text } from '@mantine/core'
import { words } from '~/words/i18n'
import { Lines } from '../Lines'
import { howLines } from '../reading'
import { useFormWords } from '../words'
import { BehaviourPicker } from './BehaviourPicker'
import { bandsLine, bandsOf } from './bands'
import { list, num, obj } from './model'
import { TypedLine } from './Typed'

const useWords = words(
  'howeditor',
  {
    'is.rate': 'Done where it was called for',
    'is.present': 'Found at least once',
    'is.absent': 'Never found',
    'is.limit': 'Found at most so often',
    'is.dosage': 'Found often enough, not too often',
    'is.balance': 'What speaks for it against what speaks against it',
    'is.event': 'An event that the source names',
    'is.outcome': 'What the source says of the outcome',
    'is.masked': 'A secret that nobody may say',
    of: 'Behaviours whose moments count',
    ofAbout: 'Their own moments count: what calls for each stands on its page.',
    or: 'Take a moment just as well',
    called: 'What more calls for it',
    within: "Within the agent's next turns",
    level: 'From level',
    any: 'Any of these behaviours',
    for: 'Speak for it',
    against: 'Speak against it',
    event: 'Event',
    eventToo: 'An event counts too',
    otherwise: 'When none was found',
    'otherwise.no': 'No',
    'otherwise.open': 'A person answers',
    'otherwise.na': 'Not applicable',
    allowed: 'Free of charge',
    each: 'Each one more costs',
    from: 'All points from',
    to: 'up to',
    times: ' times',
    turns: ' turns',
    bands: 'Steps of points',
    bandsAbout: 'Percent reached: percent of the points, such as 0: 0, 50: 50, 80: 100. Empty: in proportion.',
    outcome: 'The source says',
    resolved: 'that the matter is resolved',
    result_code: 'a result code',
    masked: 'Kinds of masked values, such as CVV',
    reads: 'It reads:',
  },
  {
    'is.rate': '在需要的时机是否做到',
    'is.present': '至少出现一次',
    'is.absent': '从未出现',
    'is.limit': '出现次数不超过上限',
    'is.dosage': '次数恰当，不多不少',
    'is.balance': '正面与反面表现之比',
    'is.event': '来源记录的事件',
    'is.outcome': '来源记录的处理结果',
    'is.masked': '不得说出的敏感信息',
    of: '计入时机的行为',
    ofAbout: '以各行为自身的时机计；什么情况需要它，见各行为页面。',
    or: '同样算做到的行为',
    called: '还有哪些情况需要它',
    within: '坐席接下来几轮内',
    level: '最低级别',
    any: '以下任一行为',
    for: '正面表现',
    against: '反面表现',
    event: '事件',
    eventToo: '出现此事件也算',
    otherwise: '没有出现时',
    'otherwise.no': '否',
    'otherwise.open': '由人工作答',
    'otherwise.na': '不适用',
    allowed: '不扣分次数',
    each: '之后每次扣',
    from: '满分次数：从',
    to: '到',
    times: ' 次',
    turns: ' 轮',
    bands: '分档得分',
    bandsAbout: '达到的百分比: 得分百分比，例如 0: 0, 50: 50, 80: 100。留空则按比例。',
    outcome: '来源注明',
    resolved: '已解决',
    result_code: '有处理结果码',
    masked: '敏感信息类型，例如 CVV',
    reads: '含义：',
  },
)

const KINDS = ['rate', 'present', 'absent', 'limit', 'dosage', 'balance', 'event', 'outcome', 'masked'] as const
type Kind = (typeof KINDS)[number]
const EVENTS = ['hold', 'transfer', 'silence', 'overlap', 'recording_notice', 'hangup'] as const

/** What each way of answering begins with; behaviours that were picked before are kept. */
function begin(kind: Kind, any: string[]): Record<string, unknown> {
  const made: Record<Kind, unknown> = {
    rate: { of: any },
    present: { any },
    absent: { any },
    limit: { any, each: 50 },
    dosage: { any, from: 1, to: 3 },
    balance: { for: any, against: [] },
    event: 'hold',
    outcome: 'resolved',
    masked: { any: ['CVV'] },
  }
  return { [kind]: made[kind] }
}

/** How the machine answers a question: the way, and the behaviours it looks for, with the sentence that it makes. */
export function HowEditor({
  how,
  onHow,
  error,
}: {
  how?: Record<string, unknown>
  onHow: (how: Record<string, unknown>) => void
  error?: string
}) {
  const t = useWords()
  const say = useFormWords()
  const kind = KINDS.find((one) => how?.[one] !== undefined)
  const part = obj(kind && how?.[kind])
  const change = (fields: Record<string, unknown>) => {
    if (!kind) return
    const next: Record<string, unknown> = { ...part, ...fields }
    // Fields that are empty and may be left out are; the lists that a way needs stay, so that the way stays.
    for (const [key, value] of Object.entries(next)) {
      const needed = kind === 'rate' ? ['of'] : ['any', 'for', 'against']
      if (value === undefined || (Array.isArray(value) && value.length === 0 && !needed.includes(key))) delete next[key]
    }
    const bands = next.bands
    if (bands !== undefined && !(bands instanceof Map))
      next.bands = new Map(Object.entries(obj(bands)).map(([from, earns]) => [Number(from), earns]))
    onHow({ [kind]: next })
  }
  const picker = (field: string, label: string, description?: string) => (
    <BehaviourPicker
      label={label}
      description={description}
      value={list(part[field])}
      onPicked={(ids) => change({ [field]: ids })}
    />
  )
  const number = (field: string, label: string, suffix: string, min = 0, max?: number) => (
    <NumberInput
      label={label}
      suffix={suffix}
      min={min}
      max={max}
      allowDecimal={false}
      w={190}
      value={num(part[field]) ?? ''}
      onChange={(value) => change({ [field]: value === '' ? undefined : Number(value) })}
    />
  )
  const level = (value: number | undefined, onLevel: (level: number | undefined) => void) => (
    <Select
      label={t('level')}
      w={120}
      clearable
      value={value ? String(value) : null}
      data={['1', '2', '3', '4']}
      onChange={(one) => onLevel(one ? Number(one) : undefined)}
    />
  )
  const bands = (
    <TypedLine
      label={t('bands')}
      description={t('bandsAbout')}
      value={bandsLine(obj(part.bands))}
      onTyped={(line) => {
        const read = bandsOf(line)
        if (read !== null) change({ bands: read })
      }}
    />
  )
  const event = (
    value: string | null,
    label: string,
    onEvent: (event: string | undefined) => void,
    clearable = false,
  ) => (
    <Select
      label={label}
      w={220}
      clearable={clearable}
      allowDeselect={clearable}
      value={value}
      data={EVENTS.map((name) => ({ value: name, label: say(`event.${name}`) }))}
      onChange={(one) => onEvent(one ?? undefined)}
    />
  )
  const called = obj(part.called_for)
  const calledFor = (fields: Record<string, unknown>) => {
    const next = { within: 2, ...called, ...fields }
    const any = list((next as Record<string, unknown>).any)
    change({ called_for: any.length ? { ...next, any } : undefined })
  }
  const picked = [...list(part.of), ...list(part.any), ...list(part.for)]
  return (
    <Stack gap="sm">
      <Select
        label={say('how')}
        allowDeselect={false}
        value={kind ?? null}
        error={error}
        data={KINDS.map((one) => ({ value: one, label: t(`is.${one}`) }))}
        onChange={(one) => one && onHow(begin(one as Kind, picked))}
      />
      {kind === 'rate' && (
        <>
          {picker('of', t('of'), t('ofAbout'))}
          {picker('or', t('or'))}
          <BehaviourPicker label={t('called')} value={list(called.any)} onPicked={(any) => calledFor({ any })} />
          {list(called.any).length > 0 && (
            <Group>
              <NumberInput
                label={t('within')}
                suffix={t('turns')}
                min={1}
                allowDecimal={false}
                value={num(called.within) ?? 2}
                onChange={(value) => value !== '' && calledFor({ within: Number(value) })}
              />
              {level(num(called.level), (one) => calledFor({ level: one }))}
            </Group>
          )}
          {bands}
        </>
      )}
      {(kind === 'present' || kind === 'absent' || kind === 'limit' || kind === 'dosage') && picker('any', t('any'))}
      {kind === 'present' && (
        <Group>
          {level(num(part.level), (one) => change({ level: one }))}
          {event(part.event ? String(part.event) : null, t('eventToo'), (one) => change({ event: one }), true)}
          <Select
            label={t('otherwise')}
            w={200}
            allowDeselect={false}
            value={String(part.otherwise ?? 'no')}
            data={(['no', 'open', 'na'] as const).map((one) => ({ value: one, label: t(`otherwise.${one}`) }))}
            onChange={(one) => change({ otherwise: one === 'no' ? undefined : one })}
          />
        </Group>
      )}
      {kind === 'limit' && (
        <Group>
          {number('allowed', t('allowed'), t('times'))}
          {number('each', t('each'), ' %', 1, 100)}
        </Group>
      )}
      {kind === 'dosage' && (
        <Group>
          {number('from', t('from'), t('times'), 1)}
          {number('to', t('to'), t('times'), 1)}
        </Group>
      )}
      {kind === 'balance' && (
        <>
          {picker('for', t('for'))}
          {picker('against', t('against'))}
          {bands}
        </>
      )}
      {kind === 'event' && event(String(how?.event ?? ''), t('event'), (one) => one && onHow({ event: one }))}
      {kind === 'outcome' && (
        <Select
          label={t('outcome')}
          allowDeselect={false}
          value={String(how?.outcome ?? '')}
          data={(['resolved', 'result_code'] as const).map((one) => ({ value: one, label: t(one) }))}
          onChange={(one) => one && onHow({ outcome: one })}
        />
      )}
      {kind === 'masked' && (
        <TagsInput label={t('masked')} value={list(part.any)} onChange={(any) => change({ any })} />
      )}
      {kind && (
        <div style={{ borderInlineStart: '3px solid var(--mantine-color-default-border)', paddingInlineStart: 10 }}>
          <Text size="xs" c="dimmed">
            {t('reads')}
          </Text>
          <Lines lines={howLines(how)} />
        </div>
      )}
    </Stack>
  )
}
