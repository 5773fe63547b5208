import { Select, SimpleGrid, TextInput } from '@mantine/core'
import { useSession } from '~/api/session'
import { useImportWords } from './words'

/** Which program what comes in belongs to, and what its source is called. */
export function PlaceForm({
  program,
  source,
  onChange,
}: {
  program: string
  source: string
  onChange: (place: { program: string; source: string }) => void
}) {
  const t = useImportWords()
  const { programs } = useSession()
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      <Select
        label={t('program')}
        description={program === 'each' ? t('programEachAbout') : undefined}
        inputWrapperOrder={['label', 'input', 'description']}
        allowDeselect={false}
        value={program}
        onChange={(value) => onChange({ program: value ?? '', source })}
        data={[
          ...programs.map(({ id, name }) => ({ value: id, label: name })),
          ...(programs.length > 1 ? [{ value: 'each', label: t('programEach') }] : []),
        ]}
      />
      <TextInput
        label={t('source')}
        description={t('sourceAbout')}
        inputWrapperOrder={['label', 'input', 'description']}
        maxLength={100}
        value={source}
        onChange={(event) => onChange({ program, source: event.currentTarget.value })}
      />
    </SimpleGrid>
  )
}
