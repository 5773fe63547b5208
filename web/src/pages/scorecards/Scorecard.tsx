import { Alert, Anchor, Group, Stack, Tabs, Text } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { api } from '~/api/client'
import { useMay } from '~/api/session'
import { one, useAddress } from '~/search'
import { Loaded } from '~/ui/Loaded'
import { Page } from '~/ui/Page'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { useTextOf } from '~/words/say'
import { FormView } from './FormView'
import { Publishing } from './Publishing'
import { ScorecardActions } from './ScorecardActions'
import { Source } from './Source'
import { StateBadge } from './StateBadge'
import { Standing } from './VersionStanding'
import { Versions } from './Versions'
import { useFormWords } from './words'

const Try = lazy(() => import('./Try').then((module) => ({ default: module.Try })))

const useWords = words(
  'scorecard',
  {
    form: 'The form',
    source: 'Text',
    versions: 'Versions',
    try: 'Try it',
    publish: 'Publish',
    inUse: 'In use',
    broken: 'This version no longer fits the rules',
    brokenAbout: 'The rules have changed since it was written. Its text stays readable; a new draft can mend it.',
  },
  {
    form: '评分表',
    source: '文本',
    versions: '版本',
    try: '试评',
    publish: '发布',
    inUse: '使用情况',
    broken: '此版本与现行规则不再相符',
    brokenAbout: '编写之后规则有变。文本仍可查看，可新建草稿进行修正。',
  },
)

/** One version of a form: to read, to compare, to try, to publish. */
export function Scorecard() {
  const t = useWords()
  const say = useFormWords()
  const common = useCommon()
  const text = useTextOf()
  const { id } = useParams({ strict: false }) as { id: string }
  const { search, change } = useAddress()
  const writer = useMay('administrator', 'manager', 'analyst')
  const card = api.useQuery('get', '/api/scorecards/{id}', { params: { path: { id } } })
  const all = api.useQuery('get', '/api/scorecards')
  const programs = api.useQuery('get', '/api/programs')
  const whole = card.data
  const title = text(whole?.title) || whole?.name || common('scorecards')
  const draft = whole?.state === 'draft'
  return (
    <Page
      title={title}
      about={whole?.form && text(whole.form.about)}
      actions={whole && <ScorecardActions card={whole} versions={all.data ?? []} />}
    >
      <Loaded query={card} lines={10} height={44}>
        {(card) => (
          <Stack>
            <Group gap="sm">
              <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/scorecards" />}>
                {common('scorecards')}
              </Anchor>
              <StateBadge state={card.state} />
              <Text size="sm" fw={600}>
                {say('version', { n: card.version })}
              </Text>
              <Text size="sm" c="dimmed">
                {programs.data?.find((program) => program.id === card.program)?.name ??
                  (card.program ? card.program : say('allPrograms'))}
              </Text>
              <Text size="xs" c="dimmed" ff="monospace">
                {card.name}
              </Text>
            </Group>
            <Standing card={card} versions={all.data ?? []} programs={programs.data ?? []} />
            {!card.form && (
              <Alert color="red" title={t('broken')}>
                {t('brokenAbout')}
              </Alert>
            )}
            <Tabs
              value={one(search.tab) ?? 'form'}
              onChange={(tab) => change({ tab: tab === 'form' ? undefined : (tab ?? undefined), item: undefined })}
              keepMounted={false}
            >
              <Tabs.List mb="md">
                <Tabs.Tab value="form">{t('form')}</Tabs.Tab>
                <Tabs.Tab value="versions">{t('versions')}</Tabs.Tab>
                {writer && <Tabs.Tab value="try">{t('try')}</Tabs.Tab>}
                {writer && <Tabs.Tab value="publish">{t(draft ? 'publish' : 'inUse')}</Tabs.Tab>}
                <Tabs.Tab value="text">{t('source')}</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="form">
                {card.form ? <FormView form={card.form} /> : <Source body={card.body} mistakes={card.errors} />}
              </Tabs.Panel>
              <Tabs.Panel value="versions">
                <Versions card={card} versions={all.data ?? []} />
              </Tabs.Panel>
              {writer && (
                <Tabs.Panel value="try">
                  <Suspense>
                    <Try card={card} />
                  </Suspense>
                </Tabs.Panel>
              )}
              {writer && (
                <Tabs.Panel value="publish">
                  <Publishing card={card} />
                </Tabs.Panel>
              )}
              <Tabs.Panel value="text">
                <Source body={card.body} mistakes={card.errors} />
              </Tabs.Panel>
            </Tabs>
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}
