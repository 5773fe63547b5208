import { Text } from '@mantine/core'
import type { Of } from '~/api/client'
import { useLanguage, words } from '~/words/i18n'
import { type Mark, pairOf } from '../reading/marks'
import { useTurns } from '../reading/words'

const useWords = words(
  'whyMissed',
  {
    why: 'Why',
    searched: 'This turn called for it. Nothing of the kind was found in {{turns}}, which are lit in the transcript.',
    nothing: 'This turn called for it, and no turn of the agent followed.',
    when: 'When it is called for',
  },
  {
    why: '理由',
    searched: '这一轮需要这样的回应。{{turns}}中未找到（已在左侧高亮）。',
    nothing: '这一轮需要这样的回应，但坐席之后没有再说话。',
    when: '什么时候需要',
  },
)

/** Why something counts as missed: what called for it, and where it was looked for. */
export function WhyMissed({ mark, opportunity }: { mark: Mark; opportunity?: Of<'InWordsOut'> }) {
  const t = useWords()
  const turns = useTurns()
  const language = useLanguage()
  const searched = pairOf(mark.opportunity?.searched)
  const rule = opportunity?.[language].opportunity
  return (
    <>
      <Text size="sm">
        <b>{t('why')}:</b> {searched ? t('searched', { turns: turns(searched[0], searched[1]) }) : t('nothing')}
      </Text>
      {rule && (
        <Text size="sm">
          <b>{t('when')}:</b> {rule}
        </Text>
      )}
    </>
  )
}
