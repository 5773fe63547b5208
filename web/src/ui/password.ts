/** The shortest password that the server takes, in characters. */
export const SHORTEST = 12

const LONGEST_BYTES = 1_024

/** Characters as people count them: 密 is one. */
export const length = (password: string) => [...password].length

/** What keeps a password from being chosen; null where nothing does. The server asks the same. */
export function passwordFault(password: string, email = ''): 'short' | 'long' | 'address' | null {
  if (length(password) < SHORTEST) return 'short'
  if (new TextEncoder().encode(password).length > LONGEST_BYTES) return 'long'
  if (email.trim() && password.trim().toLowerCase() === email.trim().toLowerCase()) return 'address'
  return null
}
