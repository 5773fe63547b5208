import { Accordion, Button, Group, NumberInput, Select, SimpleGrid, Stack, Switch, Title } from '@mantine/core'
import { IconCopy, IconTrash } from '@tabler/icons-react'
import { tellDone } from '~/ui/Problem'
import { useFormWords } from '../words'
import { AppliesEditor } from './AppliesEditor'
import { BothFields } from './BothFields'
import { ChoicesEditor } from './ChoicesEditor'
import { ExamplesEditor } from './ExamplesEditor'
import { copyItem, put, removeItem } from './edit'
import { useEditing, usePart } from './editing'
import { GuidanceEditor } from './GuidanceEditor'
import { HowEditor } from './HowEditor'
import { freeId, type Item } from './model'
import { TypedLine } from './Typed'
import { useBuilderWords } from './words'

const KINDS = ['behaviour', 'human', 'system', 'hybrid'] as const
const CLASSES = ['non_critical', 'customer', 'business', 'compliance'] as const
const SCALES = ['share', 'yes_no', '0-2', '1-5'] as const
const HUMAN_SCALES = ['1-5', '0-2', 'yes_no', 'choice', 'text'] as const

/** A question: text, who answers, points, class, scale, and how the machine or a person answers. */
export function ItemEditor({ item, section, index }: { item: Item; section: number; index: number }) {
  const t = useBuilderWords()
  const say = useFormWords()
  const { draft, form, go } = useEditing()
  const { set, wrong } = usePart(`${section}.${index}`, ['sections', section, 'items', index])
  const human = item.kind === 'human'
  const scales = human ? HUMAN_SCALES : SCALES
  const listed = [...new Set([...scales, item.scale])] as (typeof SCALES)[number][]
  const here = ['sections', section, 'items', index]
  const setKind = (kind: string) =>
    draft.edit((doc) => {
      put(doc, [...here, 'kind'], kind)
      if (kind === 'human') put(doc, [...here, 'how'], undefined)
      else if (!item.how)
        put(doc, [...here, 'how'], kind === 'system' ? { outcome: 'resolved' } : { present: { any: [] } })
    })
  const setCritical = (critical: boolean) =>
    draft.edit((doc) => {
      put(doc, [...here, 'critical'], critical || undefined)
      if (!critical) return
      put(doc, [...here, 'weight'], undefined)
      if (item.class === 'non_critical') put(doc, [...here, 'class'], 'customer')
    })
  const copy = () => {
    draft.edit((doc) => copyItem(doc, section, index, freeId(form, item.id)))
    go(`${section}.${index + 1}`)
  }
  const remove = () => {
    draft.edit((doc) => removeItem(doc, section, index))
    go(index > 0 ? `${section}.${index - 1}` : String(section))
    tellDone(t('removed'))
  }
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2} size="h4">
          {t('question')}
        </Title>
        <Group gap="xs">
          <Button size="compact-sm" variant="subtle" leftSection={<IconCopy size={14} aria-hidden />} onClick={copy}>
            {t('copyItem')}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={14} aria-hidden />}
            onClick={remove}
          >
            {t('remove')}
          </Button>
        </Group>
      </Group>
      <BothFields
        label={t('question')}
        value={item.text}
        onTyped={(language, text) => set(['text', language], text)}
        error={wrong('text')}
      />
      <SimpleGrid cols={{ base: 1, sm: 2, xl: 4 }}>
        <Select
          label={say('kind')}
          allowDeselect={false}
          value={item.kind}
          data={KINDS.map((kind) => ({ value: kind, label: say(`kind.${kind}`) }))}
          onChange={(kind) => kind && setKind(kind)}
          error={wrong('kind')}
        />
        <NumberInput
          label={t('points')}
          description={item.critical ? t('criticalNoPoints') : item.scale === 'text' ? t('scaleText') : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          min={0}
          max={100}
          allowDecimal={false}
          disabled={(item.critical || item.scale === 'text') && item.weight === 0}
          value={item.weight}
          onChange={(value) => set(['weight'], value === '' ? undefined : Number(value))}
          error={wrong('weight')}
        />
        <Select
          label={say('scale')}
          allowDeselect={false}
          value={item.scale}
          data={listed.map((scale) => ({ value: scale, label: say(`scale.${scale}`) }))}
          onChange={(scale) => set(['scale'], scale ?? undefined)}
          error={wrong('scale')}
        />
        <Select
          label={say('class')}
          allowDeselect={false}
          value={item.class}
          data={CLASSES.map((one) => ({ value: one, label: say(`class.${one}`) }))}
          onChange={(one) => set(['class'], one === 'non_critical' ? undefined : one)}
          error={wrong('class')}
        />
      </SimpleGrid>
      <Group align="flex-start">
        <Switch
          label={say('critical')}
          description={say('criticalAbout')}
          checked={item.critical}
          onChange={(event) => setCritical(event.currentTarget.checked)}
          error={wrong('critical')}
        />
      </Group>
      {item.scale === 'choice' && (
        <ChoicesEditor
          choices={item.choices}
          withShare={item.weight > 0 || item.critical}
          onChoices={(choices) => set(['choices'], choices)}
          error={wrong('choices')}
        />
      )}
      {!human && <HowEditor how={item.how} onHow={(how) => set(['how'], how)} error={wrong('how')} />}
      <Accordion multiple variant="separated" order={3}>
        <Accordion.Item value="applies">
          <Accordion.Control>{say('applies')}</Accordion.Control>
          <Accordion.Panel>
            <AppliesEditor
              applies={item.applies}
              onSet={(field, value) => set(['applies', ...field], value)}
              error={wrong('applies')}
            />
            {item.kind !== 'behaviour' && (
              <Stack gap="sm" mt="md">
                <Switch
                  label={t('naAllowed')}
                  checked={item.naAllowed}
                  onChange={(event) => set(['na', 'allowed'], event.currentTarget.checked ? undefined : false)}
                  error={wrong('na')}
                />
                {item.naAllowed && (
                  <BothFields
                    label={t('naWhen')}
                    value={item.naWhen}
                    onTyped={(language, text) =>
                      set(
                        ['na', 'when'],
                        text || item.naWhen[language === 'en' ? 'zh' : 'en']
                          ? { ...item.naWhen, [language]: text }
                          : undefined,
                      )
                    }
                  />
                )}
              </Stack>
            )}
          </Accordion.Panel>
        </Accordion.Item>
        <GuidanceEditor item={item} set={set} wrong={wrong} />
        <Accordion.Item value="examples">
          <Accordion.Control>{`${t('examples')} (${item.examples.length})`}</Accordion.Control>
          <Accordion.Panel>
            <ExamplesEditor
              examples={item.examples}
              onExamples={(examples) => set(['examples'], examples)}
              error={wrong('examples')}
            />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
      <TypedLine
        label={t('id')}
        description={t('idAbout')}
        maw={360}
        value={item.id}
        onTyped={(id) => set(['id'], id)}
        error={wrong('id')}
      />
    </Stack>
  )
}
