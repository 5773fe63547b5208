import { Anchor, Button, Group, Paper, Select, Stack, Switch, Text, TextInput, Title } from '@mantine/core'
import { IconFlask, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { api } from '~/api/client'
import { useMay, useSession } from '~/api/session'
import { one, useAddress } from '~/search'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Page } from '~/ui/Page'
import { useShortcuts } from '~/ui/shortcuts'
import { useCommon } from '~/words/common'
import { useLanguage, words } from '~/words/i18n'
import { useTextOf } from '~/words/say'
import { BehaviourRow } from './BehaviourRow'
import { fits, grouped } from './library'
import { useBehaviourWords } from './words'

const useWords = words(
  'behaviours',
  {
    about:
      'Everything that can be found in a conversation: what it is, why it matters, what to say, and how sure the findings are.',
    search: 'Search names and definitions',
    side: 'Party',
    polarity: 'Speaks',
    tier: 'Set',
    hints: 'Hints only in my language',
    shown_one: '{{count}} behaviour',
    shown_other: '{{count}} behaviours',
    none: 'No behaviour fits',
    noneAbout: 'Take a word or a filter away.',
    clear: 'Show all',
  },
  {
    about: '会话中可以被发现的全部行为：是什么、为什么重要、可以怎么说，以及判定有多大把握。',
    search: '搜索名称和定义',
    side: '说话方',
    polarity: '正反',
    tier: '范围',
    hints: '只看在中文里仅作提示的',
    shown_other: '{{count}} 个行为',
    none: '没有符合条件的行为',
    noneAbout: '请减少搜索词或筛选条件。',
    clear: '显示全部',
  },
)

/** The library of behaviours, by skill, to search and to filter. */
export function Behaviours() {
  const t = useWords()
  const say = useBehaviourWords()
  const common = useCommon()
  const text = useTextOf()
  const language = useLanguage()
  const { search, change } = useAddress()
  const box = useRef<HTMLInputElement>(null)
  const player = useMay('administrator', 'manager', 'lead', 'analyst', 'coach', 'agent')
  const { programs } = useSession()
  const program = one(search.program)
  const query = api.useQuery(
    'get',
    '/api/behaviours',
    { params: { query: { program } } },
    { staleTime: Number.POSITIVE_INFINITY },
  )
  useShortcuts([{ keys: '/', says: t('search'), run: () => box.current?.focus() }])
  const which = {
    q: one(search.q) ?? '',
    side: one(search.side) ?? '',
    polarity: one(search.polarity) ?? '',
    tier: one(search.tier) ?? '',
    hints: one(search.hints) ? language : undefined,
  }
  const filter = (name: 'side' | 'polarity' | 'tier', values: readonly string[]) => (
    <Select
      aria-label={t(name)}
      placeholder={t(name)}
      clearable
      w={name === 'polarity' ? 250 : 150}
      value={which[name] || null}
      data={values.map((value) => ({ value, label: say(`${name}.${value}` as 'side.agent') }))}
      onChange={(value) => change({ [name]: value ?? undefined })}
    />
  )
  return (
    <Page
      title={common('behaviours')}
      about={t('about')}
      actions={
        player && (
          <Button
            variant="default"
            leftSection={<IconFlask size={16} aria-hidden />}
            renderRoot={(props) => <Link {...props} to="/playground" />}
          >
            {say('playground')}
          </Button>
        )
      }
    >
      <Group gap="sm">
        <TextInput
          ref={box}
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={which.q}
          onChange={(event) => change({ q: event.currentTarget.value })}
          w={280}
        />
        {filter('side', ['agent', 'customer'])}
        {filter('polarity', ['+', '-', '±', '0'])}
        {filter('tier', ['core', 'extended'])}
        {programs.length > 0 && (
          <Select
            aria-label={common('program')}
            placeholder={common('allPrograms')}
            clearable
            w={200}
            value={program ?? null}
            data={programs.map((known) => ({ value: known.id, label: known.name }))}
            onChange={(value) => change({ program: value ?? undefined })}
          />
        )}
        <Switch
          label={t('hints')}
          checked={which.hints !== undefined}
          onChange={(event) => change({ hints: event.currentTarget.checked ? '1' : undefined })}
        />
      </Group>
      <Loaded query={query} lines={12}>
        {({ behaviours, skills }) => {
          const shown = behaviours.filter((behaviour) => fits(behaviour, which))
          const name = (key: string) =>
            key === 'customer'
              ? say('customerSignals')
              : text(skills.find((skill) => skill.skill === key)?.name) || say('otherGroup')
          if (shown.length === 0)
            return (
              <Empty title={t('none')}>
                {t('noneAbout')}
                <Anchor
                  component="button"
                  size="sm"
                  ml="xs"
                  onClick={() =>
                    change({ q: undefined, side: undefined, polarity: undefined, tier: undefined, hints: undefined })
                  }
                >
                  {t('clear')}
                </Anchor>
              </Empty>
            )
          return (
            <Stack>
              <Text size="sm" c="dimmed" role="status">
                {t('shown', { count: shown.length })}
              </Text>
              {grouped(shown, skills).map((group) => (
                <Paper key={group.key} p={0} component="section">
                  <Title order={2} size="h5" px="md" py="sm" tt="capitalize">
                    {name(group.key)}{' '}
                    <Text span size="xs" c="dimmed" fw={400}>
                      {group.behaviours.length}
                    </Text>
                  </Title>
                  <Stack gap={0} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
                    {group.behaviours.map((behaviour) => (
                      <BehaviourRow key={behaviour.id} behaviour={behaviour} />
                    ))}
                  </Stack>
                </Paper>
              ))}
            </Stack>
          )
        }}
      </Loaded>
    </Page>
  )
}
