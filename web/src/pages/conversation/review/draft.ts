import type { Of } from '~/api/client'

export type FormItem = Of<'FormItemOut'>
export type Machine = Of<'MachineOut'>

/** What a person says to an item so far: a share of its points (0–100), that it does not apply, words, or that the machine is right. */
export interface Given {
  share?: number
  na?: boolean
  text?: string
  agrees?: boolean
  reason?: string
}

/** Answers so far by item. */
export type Draft = Record<string, Given>

/** Answers as the server kept them. */
export const draftOf = (answers: readonly Of<'AnswerOut'>[]): Draft =>
  Object.fromEntries(
    answers.map(({ item, share, na, text, agrees, reason }) => [
      item,
      {
        share: share ?? undefined,
        na: na || undefined,
        text: text || undefined,
        agrees: agrees || undefined,
        reason: reason || undefined,
      },
    ]),
  )

/** Whether anything is said: a share, that it does not apply, or words. */
export const said = (given: Given | undefined) =>
  given !== undefined && (given.share !== undefined || given.na === true || !!given.text)

/** Answers as the server takes them; items about which nothing is said are left out. */
export const answersOf = (draft: Draft): Of<'AnswerIn'>[] =>
  Object.entries(draft)
    .filter(([, given]) => said(given) || given.agrees || given.reason)
    .map(([item, given]) =>
      said(given)
        ? {
            item,
            share: given.share,
            na: given.na ?? false,
            text: given.text,
            agrees: false,
            reason: given.reason ?? '',
          }
        : { item, na: false, agrees: given.agrees ?? false, reason: given.reason ?? '' },
    )

/** What the machine answered, as a person would say it; none where it left the item to people. */
export function machineSays(machine: Machine | undefined): Given | undefined {
  if (machine?.share != null) return { share: machine.share }
  return machine?.not_applicable ? { na: true } : undefined
}

/** Whether two answers say the same; words earn nothing, so that they are as good as "does not apply". */
export function sameAnswer(one: Given, other: Given) {
  const kind = (given: Given) => (given.share === undefined ? 'none' : given.share)
  return kind(one) === kind(other)
}

/** Whether a person answers otherwise than the machine. */
export function differs(given: Given | undefined, machine: Machine | undefined) {
  const theirs = machineSays(machine)
  return theirs !== undefined && given !== undefined && said(given) && !sameAnswer(given, theirs)
}

/** Why an item keeps a review from being submitted: nothing said, the machine's answer not confirmed, another answer without a reason. */
export type Lack = 'answer' | 'confirm' | 'reason'

/** What is still missing, item by item, by the rules of the server. */
export function lacking(items: readonly FormItem[], machine: readonly Machine[], draft: Draft): Map<string, Lack> {
  const lacks = new Map<string, Lack>()
  for (const { item, critical } of items) {
    const read = machine.find((one) => one.item === item)
    const theirs = machineSays(read)
    const given = draft[item]
    if (said(given)) {
      if (differs(given, read) && !given?.reason?.trim()) lacks.set(item, 'reason')
    } else if (given?.agrees) {
      if (!theirs) lacks.set(item, 'answer')
    } else if (theirs) {
      if (read?.to_confirm || (critical && theirs.share === 0)) lacks.set(item, 'confirm')
    } else if (!read || read.open === 'for_a_person') {
      lacks.set(item, 'answer')
    }
  }
  return lacks
}

/** Items to which nothing is said. */
export const unanswered = (items: readonly FormItem[], draft: Draft) =>
  items.filter(({ item }) => !said(draft[item]) && !draft[item]?.agrees).map(({ item }) => item)
