import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core'
import { IconCheck, IconCopy, IconKey } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'

const useWords = words('shownOnce', { copy: 'Copy' }, { copy: '复制' })

/** A secret that is shown this one time: what it is, its value to copy, and what to do with it. */
export function ShownOnce({ title, value, children }: { title: string; value: string; children: ReactNode }) {
  const t = useWords()
  const common = useCommon()
  return (
    <Alert color="teal" variant="light" icon={<IconKey aria-hidden />} title={title} role="status">
      <Stack gap="xs">
        <Text size="sm" component="div">
          {children}
        </Text>
        <Group wrap="nowrap" align="flex-start">
          {/* A keyboard reaches the value too, to select it by hand. */}
          <Code block flex={1} tabIndex={0} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
            {value}
          </Code>
          <CopyButton value={value} timeout={3_000}>
            {({ copied, copy }) => (
              <Button
                size="xs"
                onClick={copy}
                leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
              >
                {copied ? common('copied') : t('copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
      </Stack>
    </Alert>
  )
}
