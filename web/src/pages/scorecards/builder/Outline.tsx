import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { Button, Group, Paper, Stack, UnstyledButton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { words } from '~/words/i18n'
import { useTextOf } from '~/words/say'
import { addItem, addSection, moveItem, moveSection } from './edit'
import { useEditing } from './editing'
import { freeId } from './model'
import classes from './Outline.module.css'
import { OutlineRow } from './OutlineRow'
import { drop, type Move, rows } from './order'
import { Total } from './Total'
import { useBuilderWords } from './words'

const useWords = words(
  'outline',
  {
    how: 'Space or Enter takes a row, the arrow keys move it, Space or Enter drops it, Escape leaves it where it was.',
    taken: 'Taken.',
    over: 'Now at place {{place}} of {{n}}.',
    dropped: 'Dropped.',
    left: 'Left where it was.',
  },
  {
    how: '按空格或回车拿起一行，方向键移动，再按空格或回车放下，Esc 取消。',
    taken: '已拿起。',
    over: '现在位于第 {{place}} 位，共 {{n}} 位。',
    dropped: '已放下。',
    left: '已取消移动。',
  },
)

/** What a question is when it is new. */
const fresh = (id: string, en: string, zh: string) => ({
  id,
  text: { en, zh },
  kind: 'human',
  scale: '1-5',
  weight: 0,
})

/** The parts of the form in order: to go to, to drag (or move by keys), to add to; and how many of the 100 points are given. */
export function Outline({ at }: { at: string }) {
  const t = useBuilderWords()
  const say = useWords()
  const text = useTextOf()
  const { draft, form, go, mistakes } = useEditing()
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const counts = form.sections.map((section) => section.items.length)
  const list = rows(counts)
  const move = (one: Move | undefined) => {
    if (!one) return
    if ('section' in one) {
      draft.edit((doc) => moveSection(doc, one.section, one.to))
      go(String(one.to))
    } else {
      draft.edit((doc) => moveItem(doc, one.item, one.to))
      go(one.to.join('.'))
    }
  }
  const dropped = ({ active, over }: DragEndEvent) => over && move(drop(counts, String(active.id), String(over.id)))
  const place = (id: string | number | undefined) => list.findIndex((row) => row.id === id) + 1
  const newItem = (section: number) => {
    const index = counts[section] ?? 0
    draft.edit((doc) => addItem(doc, section, index, fresh(freeId(form, 'question'), t('newItem'), t('newItemZh'))))
    go(`${section}.${index}`)
  }
  const newSection = () => {
    const name = { en: t('newSection'), zh: t('newSectionZh') }
    const item = fresh(freeId(form, 'question'), t('newItem'), t('newItemZh'))
    draft.edit((doc) => addSection(doc, counts.length, { id: freeId(form, 'section'), name }, item))
    go(String(counts.length))
  }
  const wrong = (part: string) => mistakes.filter((one) => one.at === part).length
  return (
    <Paper p="xs" component="nav" aria-label={t('outline')}>
      <Total />
      <UnstyledButton
        className={classes.head}
        aria-current={at === '' ? 'true' : undefined}
        onClick={() => go('')}
        data-wrong={wrong('') > 0 || undefined}
      >
        {t('head')}
      </UnstyledButton>
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={dropped}
        accessibility={{
          screenReaderInstructions: { draggable: say('how') },
          announcements: {
            onDragStart: () => say('taken'),
            onDragOver: ({ over }) => (over ? say('over', { place: place(over.id), n: list.length }) : undefined),
            onDragEnd: () => say('dropped'),
            onDragCancel: () => say('left'),
          },
        }}
      >
        <SortableContext items={list.map((row) => row.id)} strategy={verticalListSortingStrategy}>
          <Stack gap={1} component="ul" className={classes.list}>
            {list.map((row) => {
              const section = form.sections[row.section]
              const item = row.item === undefined ? undefined : section?.items[row.item]
              const part = item ? `${row.section}.${row.item}` : String(row.section)
              return (
                <OutlineRow
                  key={row.id}
                  row={row}
                  name={text(item ? item.text : section?.name) || (item ?? section)?.id || '–'}
                  points={item ? item.weight : (section?.items.reduce((sum, one) => sum + one.weight, 0) ?? 0)}
                  critical={item?.critical}
                  current={at === part}
                  wrong={wrong(part)}
                  onGo={() => go(part)}
                  onAdd={item ? undefined : () => newItem(row.section)}
                />
              )
            })}
          </Stack>
        </SortableContext>
      </DndContext>
      <Group mt="xs">
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={newSection}
        >
          {t('addSection')}
        </Button>
      </Group>
    </Paper>
  )
}
