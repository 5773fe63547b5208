import { ActionIcon, Button, Group, UnstyledButton } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useAddress } from '~/search'
import classes from './Chips.module.css'
import { type Active, active } from './query'
import { useSentence } from './useSentence'
import { useFilterWords } from './words'

/** Every active filter as a sentence that can be changed by a click on it and taken away by its cross. */
export function Chips({ onEdit }: { onEdit: () => void }) {
  const t = useFilterWords()
  const { search, change } = useAddress()
  const sentence = useSentence()
  // What stands in the search field already is not said again.
  const chips = active(search).filter(({ name }) => name !== 'q')
  if (chips.length === 0) return null
  const without = (one: Active) => change({ ...one.without, view: search.view })
  const clear = () => change(Object.assign({}, ...active(search).map((one) => blank(one))))
  return (
    <Group gap={6} role="group" aria-label={t('active')}>
      {chips.map((one) => {
        const says = sentence(one)
        return (
          <span key={`${one.name} ${one.value}`} className={classes.chip}>
            <UnstyledButton className={classes.says} onClick={onEdit} title={t('open')}>
              {says}
            </UnstyledButton>
            <ActionIcon
              size={24}
              radius="xl"
              variant="subtle"
              color="gray"
              aria-label={t('remove', { sentence: says })}
              onClick={() => without(one)}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          </span>
        )
      })}
      {chips.length > 1 && (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={clear}>
          {t('clear')}
        </Button>
      )}
    </Group>
  )
}

/** The address's part that takes a filter away with all its values. */
const blank = ({ name }: Active) =>
  name === 'dates' || name === 'period'
    ? { from: undefined, until: undefined, period: undefined }
    : { [name]: undefined }
