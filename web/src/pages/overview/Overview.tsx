import { api } from '~/api/client'
import { useSession } from '~/api/session'
import { Loaded } from '~/ui/Loaded'
import { Page } from '~/ui/Page'
import { words } from '~/words/i18n'
import { AnalystOverview } from './AnalystOverview'
import { Beginning } from './Beginning'
import { ClientOverview } from './ClientOverview'
import { Filters } from './Filters'
import { ManagerOverview } from './ManagerOverview'
import { OwnOverview } from './OwnOverview'
import { TeamOverview } from './TeamOverview'
import { useShared } from './words'

const useWords = words(
  'overview.page',
  { hello: '{{name}}, this is where things stand.' },
  { hello: '{{name}}，目前情况如下。' },
)

const OF_ROLE = {
  administrator: ManagerOverview,
  manager: ManagerOverview,
  lead: TeamOverview,
  coach: TeamOverview,
  analyst: AnalystOverview,
  agent: OwnOverview,
  client: ClientOverview,
}

/** The first page of every role: what matters now, and the way to do something about it. */
export function Overview() {
  const t = useWords()
  const shared = useShared()
  const { user, role } = useSession()
  const any = api.useQuery('get', '/api/conversations', { params: { query: { limit: 1 } } })
  const Own = OF_ROLE[role]
  // A client without shared conversations still has figures.
  const empty = role !== 'client' && any.data?.conversations.length === 0
  return (
    <Page
      title={shared('title')}
      about={t('hello', { name: user.name })}
      actions={!empty && <Filters all={role !== 'agent'} period={role !== 'analyst'} />}
    >
      <Loaded query={any} isEmpty={() => empty} empty={<Beginning />}>
        {() => <Own />}
      </Loaded>
    </Page>
  )
}
