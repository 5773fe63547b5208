import { Anchor, Badge, Grid, Group, List, Paper, SimpleGrid, Stack, Switch, Text, Title } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { api } from '~/api/client'
import { one as first, useAddress } from '~/search'
import { Loaded } from '~/ui/Loaded'
import { Page } from '~/ui/Page'
import { useCommon } from '~/words/common'
import { useLanguage, words } from '~/words/i18n'
import { useTextOf } from '~/words/say'
import { OwnMark, Sign } from './BehaviourRow'
import { Dialogue } from './Dialogue'
import { DAYS, Lately } from './Lately'
import { Measured } from './Measured'
import { useBehaviourWords } from './words'

const useWords = words(
  'behaviourpage',
  {
    why: 'Why it matters',
    called: 'When it is called for',
    notCalled: 'Nothing calls for it: it counts when it is found, and is never missed.',
    around: 'What it counts around',
    say: 'What to say',
    sayInstead: 'What to say instead',
    counts: 'Counts',
    not: 'Does not count, though it may look so',
    sure: 'How sure findings are',
    lately: 'In the last {{days}} days',
    source: 'Where it comes from',
    cues: 'Found by {{en}} English and {{zh}} Chinese cues.',
    other: 'Chinese too',
    more: 'All examples',
  },
  {
    why: '为什么重要',
    called: '什么时候需要',
    notCalled: '没有专门需要它的时机：出现了就算，没有出现也不算错过。',
    around: '判定条件',
    say: '可以这样说',
    sayInstead: '可以改成这样说',
    counts: '算',
    not: '看着像，但不算',
    sure: '判定有多大把握',
    lately: '最近 {{days}} 天',
    source: '依据来源',
    cues: '由 {{zh}} 条中文线索和 {{en}} 条英文线索判定。',
    other: '同时显示英文',
    more: '全部示例',
  },
)

const SHOWN = 4

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper component="section">
      <Title order={2} size="h5" mb="xs">
        {title}
      </Title>
      {children}
    </Paper>
  )
}

/** A behaviour: what it is, why it matters, when it is called for, what to say, examples, how sure it is, how often it was found lately. */
export function Behaviour() {
  const t = useWords()
  const say = useBehaviourWords()
  const common = useCommon()
  const text = useTextOf()
  const language = useLanguage()
  const { id } = useParams({ strict: false }) as { id: string }
  const [both, setBoth] = useState(false)
  const [all, setAll] = useState(false)
  const { search } = useAddress()
  const query = api.useQuery('get', '/api/behaviours/{id}', {
    params: { path: { id }, query: { program: first(search.program) } },
  })
  const library = api.useQuery('get', '/api/behaviours', {}, { staleTime: Number.POSITIVE_INFINITY })
  const languages = language === 'zh' ? (['zh', 'en'] as const) : (['en', 'zh'] as const)
  const shownIn = both ? languages : languages.slice(0, 1)
  const skill = library.data?.skills.find((one) => one.skill === query.data?.skill)
  return (
    <Page
      title={text(query.data?.name) || common('behaviours')}
      about={query.data && text(query.data.definition)}
      actions={<Switch label={t('other')} checked={both} onChange={(event) => setBoth(event.currentTarget.checked)} />}
    >
      <Loaded query={query} lines={8} height={60}>
        {(one) => {
          const { opportunity, conditions } = one.in_words[language]
          return (
            <Stack>
              <Group gap="sm">
                <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/behaviours" />}>
                  {common('behaviours')}
                </Anchor>
                <Group gap={4}>
                  <Sign polarity={one.polarity} size={16} />
                  <Text size="sm">{say(`polarity.${one.polarity as '+'}`)}</Text>
                </Group>
                <OwnMark program={one.program} />
                <Badge color="gray" c="var(--mantine-color-text)">
                  {say(`side.${one.side as 'agent'}`)}
                </Badge>
                <Badge color="gray" c="var(--mantine-color-text)">
                  {say(`tier.${one.tier as 'core'}`)}
                </Badge>
                {skill && (
                  <Text size="sm" c="dimmed" tt="capitalize">
                    {text(skill.name)}
                  </Text>
                )}
                <Text size="xs" c="dimmed" ff="monospace">
                  {one.id}
                </Text>
              </Group>
              {both && (
                <Text size="sm" lang={languages[1]} c="dimmed" maw="72ch">
                  <b>{one.name[languages[1]]}</b> {one.definition[languages[1]]}
                </Text>
              )}
              <Grid>
                <Grid.Col span={{ base: 12, lg: 8 }}>
                  <Stack>
                    <Part title={t('why')}>
                      {shownIn.map((each) => (
                        <Text key={each} lang={each} size="sm" maw="72ch">
                          {one.why[each]}
                        </Text>
                      ))}
                    </Part>
                    <Part title={t('called')}>
                      <Text size="sm">{opportunity ?? t('notCalled')}</Text>
                      {conditions.length > 0 && (
                        <>
                          <Text size="xs" c="dimmed" mt="xs">
                            {t('around')}
                          </Text>
                          <List size="sm">
                            {conditions.map((condition) => (
                              <List.Item key={condition}>{condition}</List.Item>
                            ))}
                          </List>
                        </>
                      )}
                    </Part>
                    {shownIn.some((each) => one.say[each].length > 0) && (
                      <Part title={t(one.polarity === '-' ? 'sayInstead' : 'say')}>
                        <Stack gap={6}>
                          {shownIn.flatMap((each) =>
                            one.say[each].map((said) => (
                              <Text
                                key={said}
                                component="blockquote"
                                m={0}
                                pl="sm"
                                size="sm"
                                lang={each}
                                style={{ borderInlineStart: '3px solid var(--for)' }}
                              >
                                {said}
                              </Text>
                            )),
                          )}
                        </Stack>
                      </Part>
                    )}
                    <SimpleGrid cols={{ base: 1, md: 2 }}>
                      {(['fires', 'silent'] as const).map((kind) => (
                        <Part key={kind} title={t(kind === 'fires' ? 'counts' : 'not')}>
                          <Stack gap="xs">
                            {shownIn.flatMap((each) =>
                              one.examples[each][kind]
                                .slice(0, all ? undefined : SHOWN)
                                .map((example) => <Dialogue key={example} text={example} language={each} />),
                            )}
                          </Stack>
                        </Part>
                      ))}
                    </SimpleGrid>
                    {!all && languages.some((each) => one.examples[each].fires.length > SHOWN) && (
                      <Anchor component="button" size="sm" onClick={() => setAll(true)}>
                        {t('more')}
                      </Anchor>
                    )}
                  </Stack>
                </Grid.Col>
                <Grid.Col span={{ base: 12, lg: 4 }}>
                  <Stack>
                    <Part title={t('lately', { days: DAYS })}>
                      <Lately behaviour={one.id} />
                    </Part>
                    <Part title={t('sure')}>
                      <Measured behaviour={one} />
                    </Part>
                    <Part title={t('source')}>
                      <Text size="sm">{one.source}</Text>
                      <Text size="xs" c="dimmed" mt={4}>
                        {t('cues', { en: one.cues.en, zh: one.cues.zh })}
                      </Text>
                    </Part>
                  </Stack>
                </Grid.Col>
              </Grid>
            </Stack>
          )
        }}
      </Loaded>
    </Page>
  )
}
