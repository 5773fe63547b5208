import { Accordion, Stack } from '@mantine/core'
import { useFormWords } from '../words'
import { BothFields } from './BothFields'
import type { Path } from './edit'
import type { Item } from './model'
import { useBuilderWords } from './words'

const STEPS: Record<string, number[]> = { '1-5': [1, 2, 3, 4, 5], '0-2': [0, 1, 2] }
const lines = (list: string[]) => list.join('\n')
const fromLines = (text: string) => text.split('\n').filter((line) => line.trim())

/** What helps whoever answers: what the steps mean, what the question asks for, what counts and what does not. */
export function GuidanceEditor({
  item,
  set,
  wrong,
}: {
  item: Item
  set: (field: Path, value: unknown) => void
  wrong: (field: string) => string | undefined
}) {
  const t = useBuilderWords()
  const say = useFormWords()
  const steps = STEPS[item.scale] ?? []
  const side = (which: 'good' | 'bad') => (
    <BothFields
      label={t(which)}
      value={{ en: lines(item[which].en), zh: lines(item[which].zh) }}
      onTyped={(language, text) => {
        const next = { ...item[which], [language]: fromLines(text) }
        set(['guidance', which], next.en.length || next.zh.length ? next : undefined)
      }}
    />
  )
  return (
    <>
      {steps.length > 0 && (
        <Accordion.Item value="anchors">
          <Accordion.Control>{say('anchors')}</Accordion.Control>
          <Accordion.Panel>
            <Stack gap="xs">
              {steps.map((step) => (
                <BothFields
                  key={step}
                  label={t('step', { n: step })}
                  value={item.anchors[step] ?? { en: '', zh: '' }}
                  error={step === steps[0] ? wrong('anchors') : undefined}
                  onTyped={(language, text) => {
                    const next = { ...(item.anchors[step] ?? { en: '', zh: '' }), [language]: text }
                    set(['anchors', step], next.en || next.zh ? next : undefined)
                  }}
                />
              ))}
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
      )}
      <Accordion.Item value="guidance">
        <Accordion.Control>{say('guidance')}</Accordion.Control>
        <Accordion.Panel>
          <Stack gap="sm">
            <BothFields
              label={t('note')}
              value={item.note}
              error={wrong('guidance')}
              onTyped={(language, text) => {
                const next = { ...item.note, [language]: text }
                set(['guidance', 'note'], next.en || next.zh ? next : undefined)
              }}
            />
            {side('good')}
            {side('bad')}
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </>
  )
}
