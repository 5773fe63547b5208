import { Select } from '@mantine/core'
import { words } from '~/words/i18n'
import { useMeasures } from './useMeasures'

const useWords = words('analyticsMeasure', { measure: 'What to look at' }, { measure: '查看哪项数字' })

/** Chooses what charts are about: the mean score, a share of episodes, or a skill. */
export function MeasureSelect() {
  const t = useWords()
  const { measure, choose, choices } = useMeasures()
  return (
    <Select
      size="xs"
      w={270}
      searchable
      allowDeselect={false}
      aria-label={t('measure')}
      data={choices}
      value={measure}
      onChange={choose}
    />
  )
}
