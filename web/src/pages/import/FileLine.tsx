import { ActionIcon, Badge, Box, Button, Group, Progress, Text } from '@mantine/core'
import { useInterval } from '@mantine/hooks'
import { IconAlertTriangle, IconCheck, IconCircleDashed, IconCopy, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useProgramName } from '~/api/names'
import { ProblemNote } from '~/ui/Problem'
import { count, percent } from '~/words/say'
import { Receipts } from './Receipts'
import { type Upload, uploads } from './uploads'
import { useImportWords } from './words'

const LOOKS = {
  new: { color: 'var(--for)', ground: 'var(--for-ground)', Icon: IconCheck },
  known: { color: 'var(--quiet)', ground: 'transparent', Icon: IconCopy },
  differs: { color: 'var(--missed)', ground: 'var(--missed-ground)', Icon: IconCircleDashed },
  dead: { color: 'var(--against)', ground: 'var(--against-ground)', Icon: IconAlertTriangle },
} as const

/** A file: how far it is, how many records became what, and the receipts of those that need a look. */
export function FileLine({ upload }: { upload: Upload }) {
  const t = useImportWords()
  const programName = useProgramName()
  const { id, name, body, state, sent, taken, problem, program, source } = upload
  const share = body.size > 0 ? Math.min(sent / body.size, 1) : 1
  const open = state === 'waiting' || state === 'sending' || state === 'later'
  return (
    <Box role="listitem">
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <div style={{ minWidth: 0 }}>
          <Text size="sm" fw={600} truncate title={name}>
            {name}
          </Text>
          <Text size="xs" c="dimmed">
            {t('into', { program: program ? programName(program) : t('programEach'), source })}
          </Text>
        </div>
        <Group gap={6} justify="flex-end">
          {state === 'waiting' && <Text size="sm">{t('waiting')}</Text>}
          {state === 'sending' && (
            <Text size="sm">{share < 1 ? t('sending', { percent: percent(share) }) : t('reading')}</Text>
          )}
          {state === 'stopped' && (
            <Text size="sm" c="dimmed">
              {t('stopped')}
            </Text>
          )}
          {taken &&
            (['new', 'known', 'differs', 'dead'] as const).map((became) => {
              const { color, ground, Icon } = LOOKS[became]
              const n = taken.report[became]
              return (
                n > 0 && (
                  <Badge
                    key={became}
                    style={{ color, background: ground }}
                    leftSection={<Icon size={14} aria-hidden />}
                  >
                    {t(became, { count: n, n: count(n) })}
                  </Badge>
                )
              )
            })}
          {open && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('stop', { name })}
              title={t('stop', { name })}
              onClick={() => uploads.stop(id)}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          )}
          {(state === 'stopped' || state === 'failed') && (
            <Button size="compact-sm" variant="default" onClick={() => uploads.again(id)}>
              {t('again')}
            </Button>
          )}
        </Group>
      </Group>
      {state === 'sending' && (
        <Progress
          value={share * 100}
          animated={share >= 1}
          size="sm"
          mt={6}
          aria-label={t('sending', { percent: percent(share) })}
        />
      )}
      {state === 'later' && upload.again && <Later at={upload.again} />}
      {problem && (
        <Box mt="xs">
          <ProblemNote problem={problem} />
        </Box>
      )}
      {taken && <Receipts name={name} taken={taken} />}
    </Box>
  )
}

/** Counts down to when a file is sent again. */
function Later({ at }: { at: number }) {
  const t = useImportWords()
  const [now, setNow] = useState(Date.now())
  const { start, stop } = useInterval(() => setNow(Date.now()), 1_000)
  useEffect(() => {
    start()
    return stop
  }, [start, stop])
  return (
    <Text size="sm" c="var(--missed)">
      {t('later', { seconds: Math.max(0, Math.ceil((at - now) / 1_000)) })}
    </Text>
  )
}
