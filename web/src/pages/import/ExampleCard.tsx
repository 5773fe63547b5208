import { Button, Paper, Text, Title } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useImportWords } from './words'

/** A way to see what happens without having a file. */
export function ExampleCard({ onTry }: { onTry: () => void }) {
  const t = useImportWords()
  return (
    <Paper>
      <Title order={2} size="h5">
        {t('exampleTitle')}
      </Title>
      <Text size="sm" c="dimmed" my="xs">
        {t('exampleAbout')}
      </Text>
      <Button variant="light" leftSection={<IconFlask size={16} aria-hidden />} onClick={onTry} fullWidth>
        {t('example')}
      </Button>
    </Paper>
  )
}
