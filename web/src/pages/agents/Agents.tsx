import { Navigate } from '@tanstack/react-router'
import { api } from '~/api/client'
import { useMay } from '~/api/session'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { words } from '~/words/i18n'
import { Roster } from './Roster'

const useWords = words(
  'agents.own',
  {
    none: 'You are not linked to an agent yet',
    about: 'A manager links your user to the name that conversations carry.',
  },
  { none: '您的账号还没有关联到坐席', about: '由运营经理把您的账号与会话中的坐席关联。' },
)

/** For staff a table of people by program and team; an agent goes to the own page at once. */
export function Agents() {
  const t = useWords()
  const own = useMay('agent')
  const agents = api.useQuery('get', '/api/agents', {}, { enabled: own })
  if (!own) return <Roster />
  return (
    <Loaded query={agents} isEmpty={(all) => all.length === 0} empty={<Empty title={t('none')}>{t('about')}</Empty>}>
      {([first]) => first && <Navigate to="/agents/$id" params={{ id: first.id }} replace />}
    </Loaded>
  )
}
