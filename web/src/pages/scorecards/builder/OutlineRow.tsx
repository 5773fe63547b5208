import { useSortable } from '@dnd-kit/sortable'
import { ActionIcon, Badge, Text, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconGripVertical, IconPlus } from '@tabler/icons-react'
import classes from './Outline.module.css'
import type { Row } from './order'
import { useBuilderWords } from './words'

/** A section or a question in the outline, with its points and how many mistakes it has. */
export function OutlineRow({
  row,
  name,
  points,
  critical,
  current,
  wrong,
  onGo,
  onAdd,
}: {
  row: Row
  name: string
  points: number
  critical?: boolean
  current: boolean
  wrong: number
  onGo: () => void
  onAdd?: () => void
}) {
  const t = useBuilderWords()
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } = useSortable({
    id: row.id,
  })
  const style = {
    transform: transform ? `translate3d(0, ${Math.round(transform.y)}px, 0)` : undefined,
    transition,
    opacity: isDragging ? 0.6 : undefined,
  }
  return (
    <li
      ref={setNodeRef}
      style={style}
      className={classes.row}
      data-section={row.item === undefined || undefined}
      data-current={current || undefined}
    >
      <ActionIcon
        {...attributes}
        {...listeners}
        ref={setActivatorNodeRef}
        variant="transparent"
        color="gray"
        size="sm"
        className={classes.grip}
        aria-label={t('drag', { name })}
      >
        <IconGripVertical size={14} aria-hidden />
      </ActionIcon>
      <UnstyledButton className={classes.name} onClick={onGo} aria-current={current ? 'true' : undefined}>
        {wrong > 0 && (
          <Badge
            size="xs"
            mr={4}
            style={{ color: 'var(--missed)', background: 'var(--missed-ground)' }}
            leftSection={<IconAlertTriangle size={10} aria-hidden />}
            aria-label={t('mistakes', { count: wrong })}
          >
            {wrong}
          </Badge>
        )}
        {name}
      </UnstyledButton>
      {critical ? (
        <IconAlertTriangle size={14} style={{ color: 'var(--against)', flex: 'none' }} aria-hidden />
      ) : (
        <Text span size="xs" c="dimmed" className={classes.points}>
          {points}
        </Text>
      )}
      {onAdd && (
        <ActionIcon variant="subtle" size="sm" onClick={onAdd} aria-label={t('addItem')} title={t('addItem')}>
          <IconPlus size={14} aria-hidden />
        </ActionIcon>
      )}
    </li>
  )
}
