import { words } from '~/words/i18n'

/** The customer's course through the conversation, in words. */
export const useCourseWords = words(
  'course',
  {
    episode: 'Customer upset: turns {{first}}–{{last}}',
    peak: 'strongest at turn {{turn}} ({{intensity}} of 4)',
    acknowledged: 'acknowledged at turn {{turn}}',
    notAcknowledged: 'not acknowledged',
    calm: 'calm again from turn {{turn}}',
    notCalm: 'not calm by the end',
    line: 'Tension of the customer’s words over the turns.',
    noLine: 'Nothing to draw: the customer said too little.',
    highest: 'Highest at turn {{turn}} ({{percent}}).',
    tension: 'Tension',
    estimate: 'from the customer’s words, an estimate',
    marks: 'Marks',
  },
  {
    episode: '客户情绪升温：第 {{first}}–{{last}} 轮',
    peak: '第 {{turn}} 轮最强（{{intensity}}/4）',
    acknowledged: '第 {{turn}} 轮得到安抚',
    notAcknowledged: '未得到安抚',
    calm: '第 {{turn}} 轮起恢复平静',
    notCalm: '直到结束未恢复平静',
    line: '各轮客户用语的紧张程度。',
    noLine: '客户说得太少，无法绘制。',
    highest: '第 {{turn}} 轮最高（{{percent}}）。',
    tension: '紧张度',
    estimate: '根据客户用语估计',
    marks: '标记',
  },
)
