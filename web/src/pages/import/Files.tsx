import { Button, Group, Paper, Stack, Title } from '@mantine/core'
import { FileLine } from './FileLine'
import { type Upload, underway, uploads } from './uploads'
import { useImportWords } from './words'

/** The files that were given, the latest first. */
export function Files({ list }: { list: readonly Upload[] }) {
  const t = useImportWords()
  if (list.length === 0) return null
  return (
    <Paper>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">
          {t('files')}
        </Title>
        {!underway(list) && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => uploads.clear()}>
            {t('clear')}
          </Button>
        )}
      </Group>
      <Stack gap="sm" role="list">
        {[...list].reverse().map((upload) => (
          <FileLine key={upload.id} upload={upload} />
        ))}
      </Stack>
    </Paper>
  )
}
