import { Button, Menu } from '@mantine/core'
import { IconDownload, IconFileTypeCsv, IconFileTypeTxt, IconFileVector } from '@tabler/icons-react'
import { useLanguage } from '~/words/i18n'
import { FORMATS, type Format } from './exported'
import { useActionWords } from './words'

const ICONS = { csv: IconFileTypeCsv, jsonl: IconFileTypeTxt, vcon: IconFileVector }

/** Everything that the filters show, as a file: the server streams it. */
export function ExportMenu({ list, many }: { list: string; many: boolean }) {
  const t = useActionWords()
  const language = useLanguage()
  const address = (format: Format) =>
    `/api/conversations/export?${[list, `format=${format}&lang=${language}`].filter(Boolean).join('&')}`
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          {t('export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t(many ? 'exportAllMany' : 'exportAll')}</Menu.Label>
        {FORMATS.map((format) => {
          const Icon = ICONS[format]
          return (
            <Menu.Item
              key={format}
              component="a"
              href={address(format)}
              download
              leftSection={<Icon size={16} aria-hidden />}
            >
              {t(format)}
            </Menu.Item>
          )
        })}
        <Menu.Label>{t('exportNote')}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  )
}
