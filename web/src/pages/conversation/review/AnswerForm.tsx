import { useState } from 'react'
import type { Of } from '~/api/client'
import { useShortcuts } from '~/ui/shortcuts'
import { AnswerItem } from './AnswerItem'
import { type Draft, type Given, type Lack, type Machine, machineSays } from './draft'
import { FormSections } from './FormSections'
import { useReviewingWords } from './words'

/** The form to answer, question by question, by mouse or by keys. */
export function AnswerForm({
  sections,
  draft,
  machine,
  lacks,
  onAnswer,
}: {
  sections: readonly Of<'FormSectionOut'>[]
  draft: Draft
  /** The machine's answers; none while blind. */
  machine: readonly Machine[] | undefined
  lacks?: ReadonlyMap<string, Lack>
  onAnswer: (item: string, given: Given) => void
}) {
  const t = useReviewingWords()
  const items = sections.flatMap((section) => section.items)
  const [active, activate] = useState<string>()
  const at = items.findIndex(({ item }) => item === active)
  const step = (by: 1 | -1) => activate(items[Math.min(items.length - 1, Math.max(0, at + by))]?.item)
  const answer = (given: Given, when = true) => {
    const item = items[at]
    if (!item || !when) return
    onAnswer(item.item, given)
    step(1)
  }
  const read = machine?.find(({ item }) => item === active)
  useShortcuts([
    { keys: '.', says: t('key.next'), run: () => step(1) },
    { keys: ',', says: t('key.previous'), run: () => step(-1) },
    { keys: 'y', says: t('key.agree'), run: () => answer({ agrees: true }, machineSays(read) !== undefined) },
    { keys: 'x', says: t('key.na'), run: () => answer({ na: true }, items[at]?.may_be_not_applicable) },
  ])
  return (
    <FormSections sections={sections}>
      {(item) => (
        <AnswerItem
          key={item.item}
          item={item}
          given={draft[item.item]}
          machine={machine?.find((one) => one.item === item.item)}
          lack={lacks?.get(item.item)}
          active={active === item.item}
          onActive={() => activate(item.item)}
          onAnswer={(given) => onAnswer(item.item, given)}
        />
      )}
    </FormSections>
  )
}
