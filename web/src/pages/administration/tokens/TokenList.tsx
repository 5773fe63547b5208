import { Badge, Button, Table, Text, Tooltip } from '@mantine/core'
import { modals } from '@mantine/modals'
import { client, type Of, queries } from '~/api/client'
import { useUserName } from '~/api/names'
import { ListTable } from '~/ui/ListTable'
import { tellDone, useTellProblem } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { day, moment } from '~/words/say'
import { standingOf } from './scopes'
import { useScopeWords } from './scopeWords'

const useWords = words(
  'tokenList',
  {
    name: 'What it is for',
    whose: 'Whose',
    may: 'May',
    used: 'Last used',
    never: 'never',
    until: 'Holds until',
    endless: 'no end',
    expired: 'Expired {{day}}',
    revoked: 'Revoked {{day}}',
    revoke: 'Revoke',
    revokeOne: 'Revoke {{name}}',
    ask: 'Revoke “{{name}}”?',
    askAbout: 'Whatever uses it is refused from now on. This cannot be undone: a new token has another value.',
    done: 'The token holds no longer',
    more_one: 'and {{count}} more',
    more_other: 'and {{count}} more',
  },
  {
    name: '用途',
    whose: '所属用户',
    may: '权限',
    used: '最近使用',
    never: '从未使用',
    until: '有效期至',
    endless: '不限期',
    expired: '{{day}} 已过期',
    revoked: '{{day}} 已撤销',
    revoke: '撤销',
    revokeOne: '撤销 {{name}}',
    ask: '撤销“{{name}}”？',
    askAbout: '使用它的程序将立即被拒绝。此操作无法撤回，新令牌的值也会不同。',
    done: '令牌已失效',
    more_other: '等 {{count}} 项',
  },
)

const SHOWN = 2

/** Tokens with what they may, when they were used last and until when they hold; each can be revoked. */
export function TokenList({ tokens, whose }: { tokens: readonly Of<'TokenOut'>[]; whose: boolean }) {
  const t = useWords()
  const common = useCommon()
  const scope = useScopeWords()
  const tell = useTellProblem()
  const userName = useUserName()
  const revoke = async (id: string) => {
    const { error } = await client
      .DELETE('/api/tokens/{id}', { params: { path: { id } } })
      .catch((error) => ({ error }))
    if (error) return tell(error)
    tellDone(t('done'))
    void queries.invalidateQueries({ queryKey: ['get', '/api/tokens'] })
  }
  const ask = ({ id, name }: Of<'TokenOut'>) =>
    modals.openConfirmModal({
      title: t('ask', { name }),
      children: <Text size="sm">{t('askAbout')}</Text>,
      labels: { confirm: t('revoke'), cancel: common('cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => void revoke(id),
    })
  return (
    <ListTable
      minWidth={720}
      heads={
        <>
          <Table.Th>{t('name')}</Table.Th>
          {whose && <Table.Th>{t('whose')}</Table.Th>}
          <Table.Th>{t('may')}</Table.Th>
          <Table.Th>{t('used')}</Table.Th>
          <Table.Th>{t('until')}</Table.Th>
        </>
      }
    >
      {tokens.map((token) => {
        const standing = standingOf(token, Date.now())
        const rest = token.scopes.slice(SHOWN)
        return (
          <Table.Tr key={token.id} c={standing === 'holds' ? undefined : 'dimmed'}>
            <Table.Td fw={600}>{token.name}</Table.Td>
            {whose && <Table.Td>{userName(token.user) ?? common('somebody')}</Table.Td>}
            <Table.Td maw={420}>
              {token.scopes.slice(0, SHOWN).map((one) => (
                <Text key={one} size="sm">
                  {scope(one)}
                </Text>
              ))}
              {rest.length > 0 && (
                <Tooltip label={rest.map((one) => <div key={one}>{scope(one)}</div>)}>
                  <Text size="sm" td="underline dotted" span tabIndex={0}>
                    {t('more', { count: rest.length })}
                  </Text>
                </Tooltip>
              )}
            </Table.Td>
            <Table.Td>{token.used_ms ? moment(token.used_ms) : t('never')}</Table.Td>
            <Table.Td>
              {standing === 'revoked' ? (
                <Badge color="gray">{t('revoked', { day: day(token.revoked_ms ?? 0) })}</Badge>
              ) : standing === 'expired' ? (
                <Badge color="gray">{t('expired', { day: day(token.expires_ms ?? 0) })}</Badge>
              ) : token.expires_ms ? (
                day(token.expires_ms)
              ) : (
                t('endless')
              )}
            </Table.Td>
            <Table.Td ta="right">
              {standing !== 'revoked' && (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="red"
                  aria-label={t('revokeOne', { name: token.name })}
                  onClick={() => ask(token)}
                >
                  {t('revoke')}
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        )
      })}
    </ListTable>
  )
}
