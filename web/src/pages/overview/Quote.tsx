import { excerpt } from './moments'

/** Words of a turn, cut where they are long, with what was found in bold. */
export function Quote({ text, mark, most }: { text: string; mark?: readonly [number, number]; most?: number }) {
  const [before, marked, after] = excerpt(text, mark, most)
  return (
    <>
      {before}
      {marked && <strong>{marked}</strong>}
      {after}
    </>
  )
}
