import { PolarityIcon } from '~/ui/polarity'
import classes from './cells.module.css'
import type { Row } from './useList'
import { useListWords } from './words'

/** How many findings are for the service, against it, and how many moments were missed. */
export function Marks({ row }: { row: Pick<Row, 'positive' | 'negative' | 'missed'> }) {
  const t = useListWords()
  const { positive, negative, missed } = row
  const says = t('marks', { positive, negative, missed })
  return (
    <span className={classes.marks} role="img" aria-label={says} title={says}>
      <span className={classes.mark} data-none={positive === 0}>
        <PolarityIcon polarity="for" size={15} />
        {positive}
      </span>
      <span className={classes.mark} data-none={negative === 0}>
        <PolarityIcon polarity="against" size={15} />
        {negative}
      </span>
      <span className={classes.mark} data-none={missed === 0}>
        <PolarityIcon polarity="missed" size={15} />
        {missed}
      </span>
    </span>
  )
}
