import { Alert, Button, Group } from '@mantine/core'
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { client, type Of } from '~/api/client'
import { useTellProblem } from '~/ui/Problem'
import { words } from '~/words/i18n'
import { count } from '~/words/say'

const useWords = words(
  'verifyLog',
  {
    verify: 'Check the whole log',
    holds: 'The log is what it was',
    holdsAbout: 'All {{n}} entries were computed again: none was changed, and none is missing.',
    broken: 'The log was changed',
    brokenAbout:
      '{{n}} entries hold. Entry {{at}} is the first that does not: {{why}}. Keep a copy of the database as it is now, and find out who can write to it apart from Rapport.',
  },
  {
    verify: '校验整个日志',
    holds: '日志完好',
    holdsAbout: '已重新计算全部 {{n}} 条记录：没有被修改，也没有缺失。',
    broken: '日志被改动过',
    brokenAbout:
      '前 {{n}} 条完好，第 {{at}} 条起不符：{{why}}。请保留数据库的现状副本，并查明除 Rapport 外谁能写入数据库。',
  },
)

/** Recomputes the chain of the log, and tells whether it holds. */
export function VerifyLog() {
  const t = useWords()
  const tell = useTellProblem()
  const [busy, setBusy] = useState(false)
  const [found, setFound] = useState<Of<'Verified'>>()
  const verify = async () => {
    setBusy(true)
    const { data, error } = await client.GET('/api/audit/verify').catch((error) => ({ data: undefined, error }))
    setBusy(false)
    if (!data) return tell(error)
    setFound(data)
  }
  return (
    <Group align="flex-start">
      <Button
        variant="default"
        loading={busy}
        leftSection={<IconShieldCheck size={16} aria-hidden />}
        onClick={() => void verify()}
      >
        {t('verify')}
      </Button>
      {found && (
        <Alert
          flex={1}
          miw={280}
          role="status"
          color={found.holds ? 'teal' : 'red'}
          icon={found.holds ? <IconShieldCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
          title={t(found.holds ? 'holds' : 'broken')}
          withCloseButton
          onClose={() => setFound(undefined)}
        >
          {found.holds
            ? t('holdsAbout', { n: count(found.entries) })
            : t('brokenAbout', { n: count(found.entries), at: found.broken_at ?? 0, why: found.why ?? '' })}
        </Alert>
      )}
    </Group>
  )
}
