import { Text } from '@mantine/core'
import { useProgramName, useTeamName } from '~/api/names'
import { useCommon } from '~/words/common'
import { Channel } from './Channel'
import type { Column } from './columns'
import { Flags } from './Flags'
import { Marks } from './Marks'
import { Score } from './Score'
import type { Row } from './useList'
import { useListWords } from './words'

/** One cell of a row. */
export function Cell({ row, column, roomy = true }: { row: Row; column: Column; roomy?: boolean }) {
  const t = useListWords()
  const common = useCommon()
  const program = useProgramName()
  const team = useTeamName()
  switch (column) {
    case 'program':
      return <>{program(row.program)}</>
    case 'agent':
      return row.agent ? row.agent.name : <Quiet>{t('nobody')}</Quiet>
    case 'team':
      return row.team ? team(row.team) : <Quiet>–</Quiet>
    case 'channel':
      return <Channel channel={row.channel} />
    case 'language':
      return row.language ? common(`language.${row.language as 'en'}`) : <Quiet>–</Quiet>
    case 'score':
      return <Score row={row} words={roomy} />
    case 'marks':
      return row.state === 'evaluated' ? <Marks row={row} /> : <Quiet>–</Quiet>
    case 'outcome':
      return row.outcome ? common(`outcome.${row.outcome as 'resolved'}`) : <Quiet>{common('outcome.none')}</Quiet>
    case 'hostility':
      return row.hostility > 0 ? t('hostility', { level: row.hostility }) : <Quiet>{t('calm')}</Quiet>
    case 'turns':
      return <>{row.turns}</>
    case 'source':
      return <Quiet>{`${row.source} · ${row.external_id}`}</Quiet>
    case 'flags':
      return <Flags row={row} />
  }
}

const Quiet = ({ children }: { children: string }) => (
  <Text span size="sm" c="dimmed">
    {children}
  </Text>
)
