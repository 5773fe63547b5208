import { Button, Drawer, Group, Paper } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useParams } from '@tanstack/react-router'
import { api } from '~/api/client'
import { useSession } from '~/api/session'
import { one, useAddress } from '~/search'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { useCommon } from '~/words/common'
import { useLanguage, words } from '~/words/i18n'
import classes from './Conversation.module.css'
import { Course } from './course/Course'
import { Disputing } from './dispute/Disputing'
import { Head } from './head/Head'
import { Panel } from './panel/Panel'
import { tabsFor } from './panel/tabs'
import { ReadingOf, type Tab, useReading } from './reading/Reading'
import { type Reviewing, useReviewing } from './review/useReviewing'
import { Transcript } from './transcript/Transcript'
import { useKeys } from './useKeys'

const useWords = words(
  'conversation',
  {
    panel: 'Findings and scorecard',
    about: 'About the conversation',
    waiting: 'Not read yet',
    waitingAbout:
      'It came in and waits to be read. That takes moments; this page shows the findings when they are there.',
    failed: 'It could not be read',
    failedAbout: 'The job that reads it failed. Managers see why under Administration, Queue.',
  },
  {
    panel: '发现与评分表',
    about: '会话详情',
    waiting: '尚未分析',
    waitingAbout: '会话已导入，正在等待分析，通常很快完成；完成后本页会自动显示发现。',
    failed: '分析失败',
    failedAbout: '分析任务失败。运营经理可以在“管理 › 任务队列”中查看原因。',
  },
)

/** A conversation: what was said with what was found in it, and beside it why, how it scores, and what people say of it. */
export function Conversation() {
  const { id } = useParams({ strict: false }) as { id: string }
  const lang = useLanguage()
  const reviewing = useReviewing(id)
  const query = api.useQuery(
    'get',
    '/api/conversations/{id}',
    { params: { path: { id }, query: { lang, ...(reviewing.blind && { blind: 1 }) } } },
    // Blind or not, it is the same conversation: its transcript stays while the other reading comes.
    { placeholderData: (previous) => (previous?.conversation.id === id ? previous : undefined) },
  )
  return (
    <Loaded query={query} lines={10} height={44}>
      {(whole) => (
        <ReadingOf
          key={id}
          whole={whole}
          blind={reviewing.blind || whole.blind}
          scoring={!!reviewing.review || !!reviewing.calibration}
        >
          <Disputing>
            <Workspace reviewing={reviewing} />
          </Disputing>
        </ReadingOf>
      )}
    </Loaded>
  )
}

function Workspace({ reviewing }: { reviewing: Reviewing }) {
  const t = useWords()
  const common = useCommon()
  const { role } = useSession()
  const { search, change } = useAddress()
  const { whole, blind, opened, open } = useReading()
  const wide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false })
  const scoring = !!reviewing.review || !!reviewing.calibration
  const named = tabsFor(role).find((tab) => tab === one(search.tab))
  const tab: Tab = named ?? (scoring ? 'scorecard' : 'findings')
  const onTab = (next: Tab) => {
    change({ tab: next })
    open(true)
  }
  useKeys(onTab, !wide && opened)
  const { state } = whole.conversation
  const panel = <Panel tab={tab} onTab={onTab} reviewing={reviewing} />
  return (
    <div className={classes.page}>
      <Head wide={wide} reviewing={reviewing} />
      <div className={classes.desk}>
        <Paper p={0} className={classes.transcript}>
          {!blind && <Course />}
          {state !== 'evaluated' && (
            <Empty title={t(state === 'failed' ? 'failed' : 'waiting')}>
              {t(state === 'failed' ? 'failedAbout' : 'waitingAbout')}
            </Empty>
          )}
          <Transcript />
        </Paper>
        {wide && (
          <Paper p={0} component="aside" aria-label={t('about')} className={classes.panel}>
            {panel}
          </Paper>
        )}
      </div>
      {!wide && (
        <>
          <Group className={classes.bar} justify="center">
            <Button fullWidth onClick={() => open(true)}>
              {t('panel')}
            </Button>
          </Group>
          <Drawer
            opened={opened}
            onClose={() => open(false)}
            position="bottom"
            size="78%"
            title={t('about')}
            closeButtonProps={{ 'aria-label': common('close') }}
            classNames={{ header: classes.drawerHead, body: classes.drawerBody, content: classes.drawer }}
          >
            {panel}
          </Drawer>
        </>
      )}
    </div>
  )
}
