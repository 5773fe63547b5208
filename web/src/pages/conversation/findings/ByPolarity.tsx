import { Button, Group } from '@mantine/core'
import { PolarityIcon } from '~/ui/polarity'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import type { Mark } from '../reading/marks'
import { useReadingWords } from '../reading/words'
import { SHOWN, type Shown } from './shown'

const useWords = words('byPolarity', { filter: 'Show' }, { filter: '筛选' })

/** Shows all marks or those of one kind, with how many there are. */
export function ByPolarity({
  shown,
  onShow,
  marks,
}: {
  shown: Shown
  onShow: (shown: Shown) => void
  marks: readonly Mark[]
}) {
  const t = useWords()
  const common = useCommon()
  const shared = useReadingWords()
  return (
    <Group gap={6} role="group" aria-label={t('filter')}>
      {SHOWN.map((kind) => (
        <Button
          key={kind}
          size="compact-xs"
          radius="xl"
          px={8}
          variant={shown === kind ? 'filled' : 'default'}
          aria-pressed={shown === kind}
          leftSection={kind !== 'all' && shown !== kind ? <PolarityIcon polarity={kind} size={13} /> : undefined}
          onClick={() => onShow(kind)}
        >
          {kind === 'all' ? common('all') : shared(`polarity.${kind}`)}{' '}
          {kind === 'all' ? marks.length : marks.filter(({ polarity }) => polarity === kind).length}
        </Button>
      ))}
    </Group>
  )
}
