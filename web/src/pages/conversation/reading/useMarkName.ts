import { useLibrary } from '~/api/library'
import { words } from '~/words/i18n'
import type { Mark } from './marks'

const useWords = words(
  'markName',
  { missed: 'Missed: {{name}}', lacking: 'Not done: {{name}}' },
  { missed: '错失：{{name}}', lacking: '未做到：{{name}}' },
)

/**
 * What a mark is called. A behaviour that can be found both ways has the name of the good one: where it speaks against, or was missed, the
 * name says so.
 */
export function useMarkName() {
  const t = useWords()
  const { behaviours, behaviourName } = useLibrary()
  return ({ behaviour, polarity, opportunity }: Pick<Mark, 'behaviour' | 'polarity' | 'opportunity'>) => {
    const name = behaviourName(behaviour)
    if (opportunity) return t('missed', { name })
    const own = behaviours.find(({ id }) => id === behaviour)?.polarity
    return polarity === 'against' && own !== undefined && own !== '-' ? t('lacking', { name }) : name
  }
}
