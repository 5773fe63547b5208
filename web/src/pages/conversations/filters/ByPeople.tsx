import { Whether } from './Whether'
import { useFilterWords } from './words'

/** What people decided about it. */
export function ByPeople() {
  const t = useFilterWords()
  return (
    <>
      <Whether name="reviewed" label={t('reviewed')} />
      <Whether name="disputed" label={t('disputed')} />
    </>
  )
}
