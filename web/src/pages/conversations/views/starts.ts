import type { Role } from '~/api/session'

/** Starting points: questions worth asking, as a query each. */
export const STARTS = {
  hostile: 'hostility=3&scored=true&sort=score#period=last_30_days',
  hostileWell: 'hostility=3&score_above=70&sort=-score#period=last_90_days',
  apology: 'found=apology_nonapology#period=last_90_days',
  feeling: 'missed=emotion_acknowledged#period=last_30_days',
  fail: 'standing=fail_proposed&reviewed=false',
  unread: 'reviewed=false#period=this_week',
  disputed: 'disputed=true',
  best: 'scored=true&sort=-score#period=last_30_days',
  reviewed: 'reviewed=true',
} as const
export type Start = keyof typeof STARTS

/** Which of them a role has use for. Agents begin with what went well; hostility is nobody's who looks at one agent. */
export function startsOf(role: Role): readonly Start[] {
  if (role === 'agent') return ['best', 'feeling', 'apology', 'reviewed', 'disputed']
  if (role === 'client') return ['best', 'feeling', 'apology']
  return ['hostile', 'hostileWell', 'apology', 'feeling', 'fail', 'unread', 'disputed']
}
