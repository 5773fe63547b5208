import { Group, NumberInput, Select, Text } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { useSession } from '~/api/session'
import { one, useAddress } from '~/search'
import { useCommon } from '~/words/common'
import { Whether } from './Whether'
import { useFilterWords } from './words'

/** Score, standing, outcome, and what the customer brought with them. */
export function ByResult() {
  const t = useFilterWords()
  const common = useCommon()
  const { role } = useSession()
  const { search, change } = useAddress()
  const byAgent = !!one(search.agent)
  return (
    <>
      <Group grow gap="xs">
        <Points name="score_above" />
        <Points name="score_below" />
      </Group>
      <Whether name="scored" label={t('scored')} />
      <Select
        label={t('standing')}
        placeholder={t('any')}
        clearable
        data={(['pass', 'below', 'insufficient_evidence', 'fail_proposed'] as const).map((value) => ({
          value,
          label: common(`standing.${value}`),
        }))}
        value={one(search.standing) ?? null}
        onChange={(value) => change({ standing: value ?? undefined })}
      />
      <Select
        label={t('outcome')}
        placeholder={t('any')}
        clearable
        data={(['resolved', 'follow_up', 'transferred', 'unresolved'] as const).map((value) => ({
          value,
          label: common(`outcome.${value}`),
        }))}
        value={one(search.outcome) ?? null}
        onChange={(value) => change({ outcome: value ?? undefined })}
      />
      <Whether name="episodes" label={t('episodes')} />
      {role === 'agent' ? (
        <Text size="xs" c="dimmed">
          {t('hostilityAgent')}
        </Text>
      ) : (
        <Select
          label={t('hostility')}
          description={byAgent ? t('hostilityWhy') : undefined}
          disabled={byAgent}
          placeholder={t('any')}
          clearable
          data={(['1', '2', '3', '4'] as const).map((value) => ({ value, label: t(`level.${value}`) }))}
          value={one(search.hostility) ?? null}
          onChange={(value) => change({ hostility: value ?? undefined })}
        />
      )}
    </>
  )
}

/** A bound of the score; asked when typing pauses. */
function Points({ name }: { name: 'score_above' | 'score_below' }) {
  const t = useFilterWords()
  const { search, change } = useAddress()
  const asked = one(search[name]) ?? ''
  const [typed, setTyped] = useState<string | number>(asked)
  useEffect(() => setTyped(asked === '' ? '' : Number(asked)), [asked])
  const ask = useDebouncedCallback((value: string | number) => change({ [name]: String(value) || undefined }), 400)
  return (
    <NumberInput
      label={t(name === 'score_above' ? 'scoreAbove' : 'scoreBelow')}
      placeholder={t('any')}
      min={0}
      max={100}
      step={5}
      decimalScale={1}
      clampBehavior="strict"
      value={typed}
      onChange={(value) => {
        setTyped(value)
        ask(value)
      }}
    />
  )
}
