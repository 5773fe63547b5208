import { Button } from '@mantine/core'
import { IconMessages, IconZoomExclamation } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useSession } from '~/api/session'
import { Empty } from '~/ui/Empty'
import { useListWords } from './words'

/** An empty list: filters that leave nothing, or nothing yet, and what would put something here. */
export function NothingHere({ narrowed, searched }: { narrowed: boolean; searched: boolean }) {
  const t = useListWords()
  const { role } = useSession()
  if (narrowed)
    return (
      <Empty title={t('none')} icon={<IconZoomExclamation size={24} />}>
        {searched ? t('noneSearch') : t('noneAbout')}
      </Empty>
    )
  const feeds = role === 'administrator' || role === 'manager' || role === 'analyst'
  const about =
    role === 'agent'
      ? t('nothingAgent')
      : role === 'client'
        ? t('nothingClient')
        : feeds
          ? t('nothingAbout')
          : t('nothingStaff')
  return (
    <Empty title={t('nothing')} icon={<IconMessages size={24} />}>
      {about}
      {feeds && (
        <Button mt="md" renderRoot={(props) => <Link {...props} to="/import" />}>
          {t('nothingFeed')}
        </Button>
      )}
    </Empty>
  )
}
