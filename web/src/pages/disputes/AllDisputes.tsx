import { Button, Paper, Stack, Title } from '@mantine/core'
import { useSession } from '~/api/session'
import { useItemText } from '~/pages/reviews/forms'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { useCommon } from '~/words/common'
import { isClosed, type State } from './course'
import { DisputesTable } from './DisputesTable'
import { useDisputes } from './useDisputes'
import { useDisputeWords } from './words'

/** Disputes under way, then those that are closed. */
export function AllDisputes({ program, state }: { program?: string; state?: State }) {
  const t = useDisputeWords()
  const common = useCommon()
  const { role } = useSession()
  const list = useDisputes({ ...(program && { program }), ...(state && { state }) })
  const textOf = useItemText((list.data?.length ?? 0) > 0)
  const filtered = !!program || !!state
  const [title, about] = filtered
    ? (['emptyFilter', 'emptyFilterAbout'] as const)
    : role === 'agent'
      ? (['emptyAgent', 'emptyAgentAbout'] as const)
      : (['emptyAll', 'emptyAllAbout'] as const)
  return (
    <Loaded query={list} isEmpty={(rows) => rows.length === 0} empty={<Empty title={t(title)}>{t(about)}</Empty>}>
      {(rows) => (
        <Stack gap="md">
          {(['openOnes', 'closedOnes'] as const).map((part) => {
            const own = rows.filter((row) => isClosed(row.state) === (part === 'closedOnes'))
            return own.length === 0 ? null : (
              <Paper key={part}>
                <Title order={2} size="h5" mb="xs">
                  {t(part)}
                </Title>
                <DisputesTable disputes={own} textOf={textOf} label={t(part)} />
              </Paper>
            )
          })}
          {list.more && (
            <Button variant="default" onClick={list.more} loading={list.busy} style={{ alignSelf: 'center' }}>
              {common('more')}
            </Button>
          )}
        </Stack>
      )}
    </Loaded>
  )
}
