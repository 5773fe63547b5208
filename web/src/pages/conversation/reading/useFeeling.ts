import { words } from '~/words/i18n'
import { useReading } from './Reading'

const useWords = words(
  'feeling',
  {
    anger: 'anger in the words, {{strength}}',
    annoyance: 'annoyance in the words, {{strength}}',
    disappointment: 'disappointment in the words, {{strength}}',
    worry: 'worry in the words, {{strength}}',
    confusion: 'confusion in the words, {{strength}}',
    relief: 'relief in the words',
    gratitude: 'gratitude in the words',
    joy: 'gladness in the words',
    s1: 'mild',
    s2: 'clear',
    s3: 'strong',
    s4: 'extreme',
  },
  {
    anger: '用语愤怒（{{strength}}）',
    annoyance: '用语不满（{{strength}}）',
    disappointment: '用语失望（{{strength}}）',
    worry: '用语担心（{{strength}}）',
    confusion: '用语困惑（{{strength}}）',
    relief: '用语放心',
    gratitude: '用语感谢',
    joy: '用语高兴',
    s1: '轻微',
    s2: '明显',
    s3: '强烈',
    s4: '极强',
  },
)

const EMOTIONS = ['anger', 'annoyance', 'disappointment', 'worry', 'confusion', 'relief', 'gratitude', 'joy'] as const
const STRENGTHS = ['s1', 's2', 's3', 's4'] as const

/** What a customer's words show, in words; nothing where they are calm. There is no such thing for agents. */
export function useFeeling() {
  const t = useWords()
  const { whole } = useReading()
  return (turn: number): string | undefined => {
    const felt = whole.readings?.emotions.find((one) => one.turn === turn)
    const emotion = EMOTIONS.find((one) => one === felt?.emotion)
    const strength = STRENGTHS[(felt?.intensity ?? 0) - 1]
    return emotion && strength ? t(emotion, { strength: t(strength) }) : undefined
  }
}
