import { List, SimpleGrid, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Of } from '~/api/client'
import { PolarityIcon } from '~/ui/polarity'
import { useLanguage } from '~/words/i18n'
import { BothTexts } from './BothTexts'
import { Lines } from './Lines'
import { appliesLines, guidanceOf, howLines } from './reading'
import { useFormWords } from './words'

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Text size="xs" fw={650} c="dimmed" mb={2}>
        {title}
      </Text>
      {children}
    </div>
  )
}

/** Everything about a question: how the machine answers, when it applies, steps, answers, guidance. */
export function ItemDetail({ item, both }: { item: Of<'FormItemOut'>; both: boolean }) {
  const t = useFormWords()
  const language = useLanguage()
  const languages = both ? ([language, language === 'zh' ? 'en' : 'zh'] as const) : ([language] as const)
  const how = howLines(item.how)
  const applies = appliesLines(item.applies)
  const guidance = guidanceOf(item.guidance)
  const anchors = Object.entries(item.anchors)
  const na = !item.may_be_not_applicable
    ? t('naNever')
    : item.not_applicable_when
      ? t('naWhen', { when: item.not_applicable_when[language] })
      : undefined
  return (
    <Stack gap="sm">
      {guidance?.note && <BothTexts text={guidance.note} both={both} size="sm" />}
      {how.length > 0 && (
        <Part title={t('how')}>
          <Lines lines={how} />
        </Part>
      )}
      {applies.length > 0 && (
        <Part title={t('applies')}>
          <Lines lines={applies} />
        </Part>
      )}
      {na && item.kind !== 'behaviour' && <Text size="sm">{na}</Text>}
      {anchors.length > 0 && (
        <Part title={t('anchors')}>
          <Stack gap={4}>
            {anchors.map(([step, meaning]) => (
              <div key={step}>
                <Text span fw={650} size="sm" mr={6}>
                  {step}
                </Text>
                <BothTexts text={meaning} both={both} size="sm" display="inline" />
              </div>
            ))}
          </Stack>
        </Part>
      )}
      {item.choices && item.choices.length > 0 && (
        <Part title={t('choices')}>
          <List size="sm" spacing={2}>
            {item.choices.map((choice) => (
              <List.Item key={choice.choice}>
                <BothTexts
                  text={choice.text}
                  both={both}
                  size="sm"
                  after={
                    choice.share != null && (
                      <Text span size="xs" c="dimmed" ml={6}>
                        {choice.share} %
                      </Text>
                    )
                  }
                />
              </List.Item>
            ))}
          </List>
        </Part>
      )}
      {guidance && (guidance.good.en.length > 0 || guidance.bad.en.length > 0) && (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {(['good', 'bad'] as const).map((side) => (
            <Part key={side} title={t(side)}>
              <Stack gap={4}>
                {languages.flatMap((one) =>
                  guidance[side][one].map((said) => (
                    <div key={said} style={{ display: 'flex', gap: 6 }}>
                      <PolarityIcon polarity={side === 'good' ? 'for' : 'against'} size={16} />
                      <Text size="sm" lang={one}>
                        {said}
                      </Text>
                    </div>
                  )),
                )}
              </Stack>
            </Part>
          ))}
        </SimpleGrid>
      )}
    </Stack>
  )
}
