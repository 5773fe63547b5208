import { useReading } from '../reading/Reading'
import { useView } from '../reading/view'
import classes from './Course.module.css'

/** The part of the conversation that is in view: it moves in step with the transcript. */
export function InView() {
  const { whole, viewed } = useReading()
  const { first, last } = useView(viewed)
  const steps = Math.max(1, whole.turns.length - 1)
  const left = Math.max(0, ((first - 0.5) / steps) * 100)
  const right = Math.min(100, ((last + 0.5) / steps) * 100)
  return (
    <div className={classes.view} style={{ insetInlineStart: `${left}%`, width: `${Math.max(0, right - left)}%` }} />
  )
}
