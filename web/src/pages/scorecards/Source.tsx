import { Box, Button, CopyButton, Group, Paper } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import type { Of } from '~/api/client'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import classes from './Source.module.css'

const useWords = words(
  'source',
  { copy: 'Copy the text', label: 'The form as text (YAML)' },
  { copy: '复制文本', label: '评分表文本（YAML）' },
)

/** The form's own text with its line numbers; mistakes stand at their lines. */
export function Source({ body, mistakes }: { body: string; mistakes?: readonly Of<'Mistake'>[] }) {
  const t = useWords()
  const common = useCommon()
  return (
    <Paper p={0}>
      <Group justify="flex-end" p="xs">
        <CopyButton value={body}>
          {({ copied, copy }) => (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
              onClick={copy}
            >
              {copied ? common('copied') : t('copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Box component="section" className={classes.source} tabIndex={0} aria-label={t('label')}>
        <ol>
          {body.split('\n').map((line, index) => {
            const wrong = mistakes?.filter((mistake) => mistake.line === index + 1) ?? []
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
              <li key={index} data-wrong={wrong.length > 0 || undefined}>
                <code>{line || ' '}</code>
                {wrong.map((mistake) => (
                  <div key={mistake.message}>{mistake.message}</div>
                ))}
              </li>
            )
          })}
        </ol>
      </Box>
    </Paper>
  )
}
