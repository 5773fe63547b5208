import { Button, Group, NumberInput, SimpleGrid, Stack, Title } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { tellDone } from '~/ui/Problem'
import { useFormWords } from '../words'
import { BothFields } from './BothFields'
import { put, removeSection } from './edit'
import { useEditing, usePart } from './editing'
import type { Section } from './model'
import { TypedLine } from './Typed'
import { useBuilderWords } from './words'

/** A section: its name in both languages, its gate. */
export function SectionEditor({ section, index }: { section: Section; index: number }) {
  const t = useBuilderWords()
  const say = useFormWords()
  const { draft, form, go, mistakes } = useEditing()
  const { set, wrong } = usePart(String(index), ['sections', index])
  const gate = form.gates[section.id]
  // A gate names its section by id: it goes along when the id changes.
  const rename = (id: string) =>
    draft.edit((doc) => {
      put(doc, ['sections', index, 'id'], id)
      if (gate !== undefined && !form.sections.some((one, other) => other !== index && one.id === section.id)) {
        put(doc, ['gates', section.id], undefined)
        put(doc, ['gates', id], gate)
      }
    }, `rename ${index}`)
  const gateWrong = mistakes.find((one) => one.at === '' && one.field === 'gates')?.message
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2} size="h4">
          {say('section')}
        </Title>
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          leftSection={<IconTrash size={14} aria-hidden />}
          onClick={() => {
            draft.edit((doc) => removeSection(doc, index, section.id))
            go('')
            tellDone(t('removed'))
          }}
        >
          {t('remove')}
        </Button>
      </Group>
      <BothFields
        label={t('name')}
        value={section.name}
        onTyped={(language, text) => set(['name', language], text)}
        error={wrong('name')}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NumberInput
          label={t('gate')}
          description={t('gateAbout')}
          min={0}
          max={100}
          suffix=" %"
          allowDecimal={false}
          value={gate ?? ''}
          onChange={(value) =>
            draft.edit(
              (doc) => put(doc, ['gates', section.id], value === '' ? undefined : Number(value)),
              `gate ${section.id}`,
            )
          }
          error={gateWrong}
        />
        <TypedLine label={t('id')} description={t('idAbout')} value={section.id} onTyped={rename} error={wrong('id')} />
      </SimpleGrid>
    </Stack>
  )
}
