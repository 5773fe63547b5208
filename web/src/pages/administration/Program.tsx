import { Badge, Tabs } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useMay } from '~/api/session'
import { one, useAddress } from '~/search'
import { AdministrationLink } from '~/ui/AdministrationLink'
import { Loaded } from '~/ui/Loaded'
import { Page } from '~/ui/Page'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { day } from '~/words/say'
import { Information } from './program/Information'
import { Keeping } from './program/Keeping'
import { Members } from './program/Members'
import { OwnRules } from './program/OwnRules'
import { Pack } from './program/Pack'
import { Settings } from './program/Settings'
import { useProgram } from './programs/programQuery'

const useWords = words(
  'program',
  {
    settings: 'Settings',
    keeping: 'Keeping data',
    pack: 'Pack',
    rules: 'Own rules',
    information: 'Worker information',
    members: 'People',
    archived: 'Archived {{day}}',
    all: 'All programs',
    for: 'For {{client}}. ',
    wall: 'Nothing in this program is visible from another.',
  },
  {
    settings: '设置',
    keeping: '数据保存',
    pack: '项目包',
    rules: '自有规则',
    information: '员工告知书',
    members: '成员',
    archived: '{{day}} 归档',
    all: '全部项目',
    for: '委托方：{{client}}。',
    wall: '本项目的内容对其他项目不可见。',
  },
)

/** One program: what it wants, how long it keeps data, what is true in it, which rules are its own, what its people are told, and who they are. */
export function Program() {
  const t = useWords()
  const common = useCommon()
  const { id = '' } = useParams({ strict: false })
  const { search, change } = useAddress()
  const manages = useMay('administrator', 'manager')
  const staff = useMay('administrator', 'manager', 'lead', 'analyst', 'coach')
  const agent = useMay('agent')
  const query = useProgram(id)
  const tabs = [
    ...(agent ? [] : (['settings', 'keeping'] as const)),
    ...(staff ? (['pack', 'rules'] as const) : []),
    ...(staff || agent ? (['information'] as const) : []),
    ...(staff ? (['members'] as const) : []),
  ]
  const tab = tabs.find((name) => name === one(search.tab)) ?? tabs[0] ?? 'settings'
  return (
    <Loaded query={{ ...query, data: query.data?.program.id === id ? query.data : undefined }} lines={8}>
      {(seen) => {
        const { program } = seen
        // Its forms begin again from what is there when somebody else changed it, not before it was saved.
        return (
          <Page
            title={program.name}
            about={
              <>
                {program.client && t('for', { client: program.client })}
                {t('wall')}
              </>
            }
            actions={
              <>
                {program.archived_ms && <Badge color="gray">{t('archived', { day: day(program.archived_ms) })}</Badge>}
                {manages && <AdministrationLink part="programs">{t('all')}</AdministrationLink>}
              </>
            }
          >
            <Tabs value={tab} onChange={(to) => to && change({ tab: to })} keepMounted={false}>
              <Tabs.List aria-label={common('program')} mb="md">
                {tabs.map((name) => (
                  <Tabs.Tab key={name} value={name}>
                    {t(name)}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              <Tabs.Panel value={tab}>
                {tab === 'settings' && <Settings key={id} seen={seen} manages={manages} />}
                {tab === 'keeping' && <Keeping key={id} seen={seen} manages={manages} />}
                {tab === 'pack' && <Pack key={id} program={program} manages={manages} />}
                {tab === 'rules' && <OwnRules key={id} program={program} manages={manages} />}
                {tab === 'information' && <Information key={id} program={program} manages={manages} />}
                {tab === 'members' && <Members key={id} program={program} manages={manages} />}
              </Tabs.Panel>
            </Tabs>
          </Page>
        )
      }}
    </Loaded>
  )
}
