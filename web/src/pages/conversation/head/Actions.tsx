import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconDownload, IconLink, IconShare, IconShareOff, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { api, queries } from '~/api/client'
import { useMay } from '~/api/session'
import { tellDone, useTellProblem } from '~/ui/Problem'
import { words } from '~/words/i18n'
import { useReading } from '../reading/Reading'
import { Deleting } from './Deleting'
import { exportAddress } from './exportAddress'
import { useCopyTurn } from './useCopyTurn'

const useWords = words(
  'conversationActions',
  {
    more: 'More actions',
    copy: 'Copy link to the turn in view',
    share: 'Share with the client',
    unshare: 'Take back from the client',
    wasShared: 'The client can read this conversation now.',
    wasTaken: 'The client can no longer read it.',
    export: 'Export as {{format}}',
    delete: 'Delete…',
  },
  {
    more: '更多操作',
    copy: '复制当前轮次的链接',
    share: '共享给委托方',
    unshare: '停止共享给委托方',
    wasShared: '委托方现在可以阅读此会话。',
    wasTaken: '委托方不能再阅读此会话。',
    export: '导出为 {{format}}',
    delete: '删除…',
  },
)

const FORMATS = { vcon: 'vCon', jsonl: 'JSON', csv: 'CSV' }

/** What is done seldom: link, share, export, delete; each only for those who may. */
export function Actions() {
  const t = useWords()
  const tell = useTellProblem()
  const staff = useMay('administrator', 'manager', 'lead', 'analyst', 'coach')
  const manages = useMay('administrator', 'manager')
  const { whole, viewed } = useReading()
  const { conversation: facts } = whole
  const copy = useCopyTurn()
  const [deleting, setDeleting] = useState(false)
  const params = { path: { id: facts.id } }
  const again = () => queries.invalidateQueries({ queryKey: ['get', '/api/conversations/{id}'] })
  const share = api.useMutation('put', '/api/conversations/{id}/share', {
    onSuccess: () => {
      tellDone(t('wasShared'))
      void again()
    },
    onError: tell,
  })
  const unshare = api.useMutation('delete', '/api/conversations/{id}/share', {
    onSuccess: () => {
      tellDone(t('wasTaken'))
      void again()
    },
    onError: tell,
  })
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={t('more')}>
            <IconDots size={17} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconLink size={16} aria-hidden />} onClick={() => copy(viewed.get().first)}>
            {t('copy')}
          </Menu.Item>
          {manages && (
            <Menu.Item
              leftSection={facts.shared ? <IconShareOff size={16} aria-hidden /> : <IconShare size={16} aria-hidden />}
              onClick={() => (facts.shared ? unshare.mutate({ params }) : share.mutate({ params }))}
            >
              {facts.shared ? t('unshare') : t('share')}
            </Menu.Item>
          )}
          {staff &&
            Object.entries(FORMATS).map(([format, name]) => (
              <Menu.Item
                key={format}
                component="a"
                href={exportAddress(facts, format)}
                download
                leftSection={<IconDownload size={16} aria-hidden />}
              >
                {t('export', { format: name })}
              </Menu.Item>
            ))}
          {manages && (
            <Menu.Item
              color="var(--against)"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => setDeleting(true)}
            >
              {t('delete')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {deleting && <Deleting onClose={() => setDeleting(false)} />}
    </>
  )
}
