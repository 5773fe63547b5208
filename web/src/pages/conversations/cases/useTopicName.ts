import { useCaseWords } from './words'

/** What contacts are about, as the readings tell it. */
export const TOPICS = [
  'billing',
  'delivery',
  'technical',
  'account',
  'policy',
  'product',
  'service',
  'sales',
  'information',
  'complaint',
  'fraud',
  'other',
] as const

/** A topic in words; a name of a program's own stays as it is. */
export function useTopicName() {
  const t = useCaseWords()
  return (topic: string) =>
    topic === '' || TOPICS.some((known) => known === topic) ? t(`topic.${topic as 'other'}`) : topic
}
