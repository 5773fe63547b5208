import { Group, Modal, SegmentedControl, Switch } from '@mantine/core'
import { api } from '~/api/client'
import { useMay, useSession } from '~/api/session'
import { one, useAddress } from '~/search'
import { Empty } from '~/ui/Empty'
import { ListHead } from '~/ui/ListHead'
import { Loaded } from '~/ui/Loaded'
import { words } from '~/words/i18n'
import { NewToken } from './NewToken'
import { standingOf } from './scopes'
import { TokenList } from './TokenList'

const useWords = words(
  'tokens',
  {
    about:
      'A token lets a program speak for you: it does what you chose for it, in your programs, until it ends or is revoked. Tokens are made and revoked by people, not by tokens.',
    add: 'New token',
    mine: 'Mine',
    everybody: 'Everybody’s',
    whose: 'Whose tokens',
    old: 'Show those that no longer hold',
    empty: 'No tokens',
    emptyAbout: 'Make one when a program shall send conversations in, or fetch figures.',
    emptyOld_one: '{{count}} that no longer holds is hidden.',
    emptyOld_other: '{{count}} that no longer hold are hidden.',
  },
  {
    about: '令牌让程序代表您工作：只做您选定的事，只在您的项目里，直到过期或撤销。令牌只能由本人登录后生成和撤销。',
    add: '新建令牌',
    mine: '我的',
    everybody: '所有人的',
    whose: '令牌范围',
    old: '显示已失效的令牌',
    empty: '没有令牌',
    emptyAbout: '需要用程序导入会话或读取数据时，请新建一个。',
    emptyOld_other: '另有 {{count}} 个已失效的令牌未显示。',
  },
)

/** Tokens: one's own, for an administrator everybody's; new ones, and revoking. `mineAlone` is for the profile. */
export function Tokens({ mineAlone = false }: { mineAlone?: boolean }) {
  const t = useWords()
  const seesAll = useMay('administrator') && !mineAlone
  const { user } = useSession()
  const { search, change } = useAddress()
  const tokens = api.useQuery('get', '/api/tokens', {})
  const everybody = seesAll && one(search.whose) === 'everybody'
  const old = one(search.old) === '1'
  const adding = one(search.token) === 'new'
  return (
    <>
      <ListHead about={t('about')} add={t('add')} onAdd={() => change({ token: 'new' })} mb="sm" />
      <Group mb="xs">
        {seesAll && (
          <SegmentedControl
            size="xs"
            aria-label={t('whose')}
            value={everybody ? 'everybody' : 'mine'}
            onChange={(whose) => change({ whose: whose === 'everybody' ? whose : undefined })}
            data={[
              { value: 'mine', label: t('mine') },
              { value: 'everybody', label: t('everybody') },
            ]}
          />
        )}
        <Switch
          size="sm"
          label={t('old')}
          checked={old}
          onChange={(event) => change({ old: event.currentTarget.checked ? '1' : undefined })}
        />
      </Group>
      <Loaded query={tokens}>
        {(all) => {
          const theirs = all.filter((token) => everybody || token.user === user.id)
          const shown = theirs.filter((token) => old || standingOf(token, Date.now()) === 'holds')
          const hidden = theirs.length - shown.length
          if (shown.length === 0)
            return (
              <Empty title={t('empty')}>
                {t('emptyAbout')} {hidden > 0 && t('emptyOld', { count: hidden })}
              </Empty>
            )
          return <TokenList tokens={shown} whose={everybody} />
        }}
      </Loaded>
      <Modal opened={adding} onClose={() => change({ token: undefined })} title={t('add')} size="lg">
        <NewToken onDone={() => change({ token: undefined })} />
      </Modal>
    </>
  )
}
