import { Door } from './Door'

/** Where a link leads: choose a password, or make the first administrator. */
export function Welcome() {
  return <Door title="Rapport">{null}</Door>
}
