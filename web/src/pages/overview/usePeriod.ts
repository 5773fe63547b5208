import { one, useAddress } from '~/search'
import { daysOf, firstDay } from './period'

/** What the address asks for: how many days, from which day on, and of which program (all of the caller's where none is named). */
export function usePeriod() {
  const { search, change } = useAddress()
  const days = daysOf(search)
  return { days, from: firstDay(Date.now(), days), program: one(search.program), change }
}
