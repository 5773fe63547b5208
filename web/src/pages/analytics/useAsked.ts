import { useSession } from '~/api/session'
import { useAddress } from '~/search'
import { asked, type Reader } from './asked'

/** Who reads, as far as figures depend on it. */
export function useReader(): Reader {
  const { role, teams } = useSession()
  return { role, teams }
}

/** What the address asks this page for, and how to change it. */
export function useAsked() {
  const { search, change } = useAddress()
  const reader = useReader()
  return { ...asked(search, reader, Date.now()), reader, search, change }
}
