import { Group, Text } from '@mantine/core'
import type { Of } from '~/api/client'
import { useTextOf } from '~/words/say'
import classes from './WeightStrip.module.css'
import { useFormWords } from './words'

const points = (section: Of<'FormSectionOut'>) => section.items.reduce((sum, item) => sum + item.weight, 0)

/** What the 100 points of a form are for: a strip with a part for each section, wide by its points. */
export function WeightStrip({ sections }: { sections: readonly Of<'FormSectionOut'>[] }) {
  const t = useFormWords()
  const text = useTextOf()
  const weighty = sections.filter((section) => points(section) > 0)
  return (
    <div>
      <div className={classes.strip} aria-hidden>
        {weighty.map((section, index) => (
          <div key={section.section} style={{ flexGrow: points(section) }} data-even={index % 2 === 0 || undefined} />
        ))}
      </div>
      <Group component="ul" gap="xs" className={classes.legend}>
        {weighty.map((section) => (
          <li key={section.section}>
            <Text span size="xs">
              {text(section.name)}{' '}
            </Text>
            <Text span size="xs" fw={700}>
              {t('points', { count: points(section) })}
            </Text>
          </li>
        ))}
      </Group>
    </div>
  )
}
