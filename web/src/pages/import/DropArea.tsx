import { Button, FileButton, Group, Stack, Text } from '@mantine/core'
import { Dropzone, type FileWithPath } from '@mantine/dropzone'
import { IconFileImport, IconFolderOpen, IconUpload } from '@tabler/icons-react'
import { useRef } from 'react'
import { tellDone } from '~/ui/Problem'
import { useImportWords } from './words'

/** Where files and folders are dropped, or chosen. */
export function DropArea({ onFiles }: { onFiles: (files: File[]) => void }) {
  const t = useImportWords()
  const folder = useRef<HTMLInputElement>(null)
  const take = (files: readonly (File | FileWithPath)[]) => {
    // Folders bring what their systems hide in them.
    const wanted = files.filter((file) => file.size > 0 && !file.name.startsWith('.'))
    if (wanted.length > 0) onFiles([...wanted])
    else tellDone(t('empty'))
  }
  return (
    <Dropzone
      onDrop={take}
      activateOnClick={false}
      enablePointerEvents
      multiple
      inputProps={{ 'aria-label': t('drop') }}
      tabIndex={-1}
    >
      <Stack align="center" gap="xs" py="lg">
        <Dropzone.Accept>
          <IconUpload size={40} stroke={1.5} aria-hidden color="var(--for)" />
        </Dropzone.Accept>
        <Dropzone.Idle>
          <IconFileImport size={40} stroke={1.5} aria-hidden color="var(--quiet)" />
        </Dropzone.Idle>
        <Text fw={600} size="lg">
          <Dropzone.Accept>{t('dropNow')}</Dropzone.Accept>
          <Dropzone.Idle>{t('drop')}</Dropzone.Idle>
        </Text>
        <Text size="sm" c="dimmed" ta="center" maw="52ch">
          {t('dropAbout')}
        </Text>
        <Group gap="xs" mt="xs" justify="center">
          <FileButton onChange={take} multiple>
            {(props) => <Button {...props}>{t('pickFiles')}</Button>}
          </FileButton>
          <Button
            variant="default"
            leftSection={<IconFolderOpen size={16} aria-hidden />}
            onClick={() => folder.current?.click()}
          >
            {t('pickFolder')}
          </Button>
        </Group>
        <input
          ref={(input) => {
            folder.current = input
            // No property of React's: the browser offers folders instead of files.
            input?.setAttribute('webkitdirectory', '')
          }}
          type="file"
          multiple
          hidden
          aria-hidden
          tabIndex={-1}
          onChange={(event) => {
            take([...(event.currentTarget.files ?? [])])
            event.currentTarget.value = ''
          }}
        />
      </Stack>
    </Dropzone>
  )
}
