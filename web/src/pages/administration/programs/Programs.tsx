import { Modal, Table } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { api } from '~/api/client'
import { useMay } from '~/api/session'
import { one, useAddress } from '~/search'
import { Empty } from '~/ui/Empty'
import { ListHead } from '~/ui/ListHead'
import { ListTable } from '~/ui/ListTable'
import { Loaded } from '~/ui/Loaded'
import { useShortcuts } from '~/ui/shortcuts'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { NewProgram } from './NewProgram'
import { ProgramLine } from './ProgramLine'

const useWords = words(
  'programs',
  {
    about:
      'Each program has its own people, scorecards, facts and keeping times. What lies in one does not exist for another.',
    add: 'New program',
    client: 'Client',
    information: 'Worker information',
    pack: 'Pack',
    kept: 'Conversations are kept',
    empty: 'No program yet',
    emptyAbout: 'Conversations always belong to a program: make the first one.',
    emptyManager: 'An administrator makes programs and gives you yours.',
  },
  {
    about: '每个项目有各自的成员、评分表、事实与保存期限，项目之间互不可见。',
    add: '新建项目',
    client: '委托方',
    information: '员工告知书',
    pack: '项目包',
    kept: '会话保存期限',
    empty: '还没有项目',
    emptyAbout: '每条会话都属于一个项目：请先新建一个。',
    emptyManager: '项目由管理员新建并分配给您。',
  },
)

/** The programs, with what is still open in each; archived ones last. */
export function Programs() {
  const t = useWords()
  const common = useCommon()
  const makes = useMay('administrator')
  const navigate = useNavigate()
  const { search, change } = useAddress()
  const programs = api.useQuery('get', '/api/programs', {})
  const adding = makes && one(search.add) === '1'
  useShortcuts(makes ? [{ keys: 'n', says: t('add'), run: () => change({ add: '1' }) }] : [])
  const open = (id: string) => void navigate({ to: '/programs/$id', params: { id } })
  return (
    <>
      <ListHead about={t('about')} add={t('add')} onAdd={makes ? () => change({ add: '1' }) : undefined} />
      <Loaded
        query={programs}
        isEmpty={(all) => all.length === 0}
        empty={<Empty title={t('empty')}>{t(makes ? 'emptyAbout' : 'emptyManager')}</Empty>}
      >
        {(all) => (
          <ListTable
            minWidth={720}
            heads={
              <>
                <Table.Th>{common('program')}</Table.Th>
                <Table.Th>{t('client')}</Table.Th>
                <Table.Th>{t('information')}</Table.Th>
                <Table.Th>{t('pack')}</Table.Th>
                <Table.Th>{t('kept')}</Table.Th>
              </>
            }
          >
            {[...all]
              .sort((a, b) => Number(!!a.archived_ms) - Number(!!b.archived_ms) || a.name.localeCompare(b.name))
              .map((program) => (
                <ProgramLine key={program.id} program={program} archives={makes} />
              ))}
          </ListTable>
        )}
      </Loaded>
      <Modal opened={adding} onClose={() => change({ add: undefined })} title={t('add')}>
        <NewProgram onMade={({ id }) => open(id)} onCancel={() => change({ add: undefined })} />
      </Modal>
    </>
  )
}
