import { Button, Group, MultiSelect, NumberInput, Select, Text } from '@mantine/core'
import { useState } from 'react'
import { useLibrary } from '~/api/library'
import { useAddress } from '~/search'
import { values } from './query'
import { useFilterWords } from './words'

/** Skills that were called for, and how often their moments were taken. */
export function BySkill() {
  const t = useFilterWords()
  const { skills, skillName } = useLibrary()
  const { search, change } = useAddress()
  const [skill, setSkill] = useState<string | null>(null)
  const [side, setSide] = useState<'skill_below' | 'skill_above'>('skill_below')
  const [rate, setRate] = useState<number | string>(50)
  const data = skills.map((one) => ({ value: one.skill, label: skillName(one.skill) }))
  const called = values(search, 'skill')

  const add = () => {
    if (!skill || typeof rate !== 'number') return
    // One bound a skill and side: a second one replaces it.
    const others = values(search, side).filter((bound) => bound.split(':')[0] !== skill)
    change({ [side]: [...others, `${skill}:${rate / 100}`].join(',') })
    setSkill(null)
  }
  return (
    <>
      <MultiSelect
        label={t('skill')}
        placeholder={called.length === 0 ? t('chooseSkill') : undefined}
        clearable
        hidePickedOptions
        data={data}
        value={called}
        onChange={(value) => change({ skill: value.join(',') || undefined })}
      />
      <div>
        <Text size="sm" fw={500} mb={4} id="skill-rate">
          {t('skillRate')}
        </Text>
        <Group gap={6} role="group" aria-labelledby="skill-rate" wrap="nowrap" align="flex-start">
          <Select
            aria-label={t('chooseSkill')}
            placeholder={t('chooseSkill')}
            data={data}
            value={skill}
            onChange={setSkill}
            flex={1}
          />
          <Select
            aria-label={t('skillRate')}
            w={116}
            allowDeselect={false}
            data={[
              { value: 'skill_below', label: t('less') },
              { value: 'skill_above', label: t('more') },
            ]}
            value={side}
            onChange={(value) => setSide(value as 'skill_below')}
          />
          <NumberInput
            aria-label={t('rate')}
            w={78}
            min={0}
            max={100}
            step={10}
            clampBehavior="strict"
            suffix=" %"
            value={rate}
            onChange={setRate}
          />
        </Group>
        <Button mt={6} size="xs" variant="default" disabled={!skill || typeof rate !== 'number'} onClick={add}>
          {t('add')}
        </Button>
      </div>
    </>
  )
}
