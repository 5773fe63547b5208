export type Step = 'program' | 'conversations' | 'people' | 'information'

export const STEPS: readonly Step[] = ['program', 'conversations', 'people', 'information']

/** What is there already, as the server tells it; undefined while it is not known. */
export interface There {
  programs?: number
  conversations?: number
  /** Users besides the one who reads this. */
  others?: number
  /** Programs whose worker information is signed. */
  signed?: number
}

/** Which steps are done: the state is the installation's own, so that one can go on at any time, on any machine. */
export function doneOf({ programs, conversations, others, signed }: There): Record<Step, boolean | undefined> {
  const some = (n: number | undefined) => (n === undefined ? undefined : n > 0)
  return {
    program: some(programs),
    conversations: some(conversations),
    people: some(others),
    information: signed === undefined || programs === undefined ? undefined : programs > 0 && signed >= programs,
  }
}

/** Which step stands open: the asked one, else the first that is known to be open; none when all is done. */
export function openStep(asked: string | undefined, done: Record<Step, boolean | undefined>): Step | null {
  if (asked === 'none') return null
  return STEPS.find((step) => step === asked) ?? STEPS.find((step) => done[step] === false) ?? null
}

/** What comes after a step: the next that is not done; none behind the last. */
export const after = (step: Step, done: Record<Step, boolean | undefined>): Step | 'none' =>
  STEPS.slice(STEPS.indexOf(step) + 1).find((one) => !done[one]) ?? 'none'
