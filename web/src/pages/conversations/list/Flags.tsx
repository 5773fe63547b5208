import { IconClipboardCheck, IconScale, IconShare2 } from '@tabler/icons-react'
import classes from './cells.module.css'
import type { Row } from './useList'
import { useListWords } from './words'

/** What people did with it: reviewed, disputed, shared. */
export function Flags({ row }: { row: Pick<Row, 'reviewed' | 'disputed' | 'shared'> }) {
  const t = useListWords()
  const flags = [
    { is: row.reviewed, says: t('reviewed'), Icon: IconClipboardCheck },
    { is: row.disputed, says: t('disputed'), Icon: IconScale },
    { is: row.shared, says: t('shared'), Icon: IconShare2 },
  ]
  return (
    <span className={classes.pair}>
      {flags.map(
        ({ is, says, Icon }) =>
          is && (
            <span key={says} role="img" aria-label={says} title={says} className={classes.flag}>
              <Icon size={17} aria-hidden />
            </span>
          ),
      )}
    </span>
  )
}
