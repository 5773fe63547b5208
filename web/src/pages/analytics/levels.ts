import { words } from '~/words/i18n'

/** What the levels of a customer's hostility mean. */
export const useLevels = words(
  'analyticsLevels',
  {
    level_1: 'Level 1: contempt, sarcasm',
    level_2: 'Level 2: profanity, insults in general',
    level_3: 'Level 3: insults or abuse at the agent',
    level_4: 'Level 4: threats, slurs',
  },
  {
    level_1: '1 级：轻蔑、讽刺',
    level_2: '2 级：脏话、泛泛辱骂',
    level_3: '3 级：辱骂坐席本人',
    level_4: '4 级：威胁、歧视性谩骂',
  },
)
