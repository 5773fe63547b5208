import { Badge } from '@mantine/core'
import { useFormWords, useScorecardWords } from './words'

/** What is special about an item: that a failure fails the conversation, whom an error harms. */
export function ItemBadges({ critical, errorClass }: { critical: boolean; errorClass: string }) {
  const t = useScorecardWords()
  const words = useFormWords()
  const harms = words.errorClass(errorClass)
  return (
    <>
      {critical && (
        <Badge size="sm" variant="outline" color="gray" c="dimmed">
          {t('critical')}
        </Badge>
      )}
      {harms && (
        <Badge size="sm" variant="outline" color="gray" c="dimmed">
          {harms}
        </Badge>
      )}
    </>
  )
}
