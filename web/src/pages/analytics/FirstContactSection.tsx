import { Stack } from '@mantine/core'
import { api } from '~/api/client'
import { useProgramName } from '~/api/names'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { words } from '~/words/i18n'
import { before } from './asked'
import { FirstContactChart } from './FirstContactChart'
import { useAsked } from './useAsked'

const useWords = words(
  'analyticsFirstContact',
  {
    title: 'How many cases did one contact settle?',
    about:
      'A case counts as settled by its first contact when the customer did not come back about the same thing within the days that the program sets. Cases in which another contact was agreed on, and cases too young to tell, are left out.',
    none: 'No case in this period',
    noneAbout:
      'Contacts of one customer about one thing become a case. Cases appear once conversations carry a customer.',
  },
  {
    title: '有多少案件一次联系就解决了？',
    about:
      '首次联系之后，客户在项目规定的天数内没有再为同一件事联系，就算一次解决。首次联系中已约定再联系的案件，以及时间太短、还无法判断的案件，不计入。',
    none: '这段时间没有案件',
    noneAbout: '同一客户为同一件事的多次联系归为一个案件。会话带有客户标识后，案件就会出现。',
  },
)

/** First-contact resolution of each program, with what was left out. */
export function FirstContactSection() {
  const t = useWords()
  const program = useProgramName()
  const { sieve, compare } = useAsked()
  const earlier = compare ? before(sieve) : null
  const query = ({ from, until }: { from?: string; until?: string }) => ({ program: sieve.program, from, until })
  const now = api.useQuery('get', '/api/figures/first-contact-resolution', { params: { query: query(sieve) } })
  const then = api.useQuery(
    'get',
    '/api/figures/first-contact-resolution',
    { params: { query: query(earlier ?? {}) } },
    { enabled: earlier !== null },
  )
  return (
    <Panel title={t('title')} about={t('about')}>
      <Loaded
        query={now}
        height={60}
        isEmpty={(rows) => rows.length === 0}
        empty={<Empty title={t('none')}>{t('noneAbout')}</Empty>}
      >
        {(rows) => (
          <Stack gap="md">
            <FirstContactChart
              rows={rows.map((row) => ({ ...row, name: program(row.program) }))}
              before={earlier ? then.data : undefined}
            />
          </Stack>
        )}
      </Loaded>
    </Panel>
  )
}
