import { UnstyledButton } from '@mantine/core'
import type { CSSProperties } from 'react'
import { PolarityIcon } from '~/ui/polarity'
import type { Mark } from '../reading/marks'
import { useReading } from '../reading/Reading'
import { useMarkName } from '../reading/useMarkName'
import { useReadingWords } from '../reading/words'
import classes from './MarkChip.module.css'

/** The name of what was found or missed, as a button that selects it; a hint is broken and says so. */
export function MarkChip({ mark, stay }: { mark: Mark; stay?: boolean }) {
  const t = useReadingWords()
  const markName = useMarkName()
  const { selected, select } = useReading()
  const style = { '--colour': `var(--${mark.polarity})`, '--ground': `var(--${mark.polarity}-ground)` } as CSSProperties
  return (
    <UnstyledButton
      className={classes.chip}
      style={style}
      data-hint={mark.hint || undefined}
      data-ghost={mark.opportunity ? true : undefined}
      aria-pressed={selected?.id === mark.id}
      onClick={() => select(mark, stay)}
    >
      <PolarityIcon polarity={mark.polarity} size={14} />
      <span>
        {mark.hint && `${t('hint')}: `}
        {markName(mark)}
      </span>
    </UnstyledButton>
  )
}
