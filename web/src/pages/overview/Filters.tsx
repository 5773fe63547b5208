import { SegmentedControl, Select } from '@mantine/core'
import { useSession } from '~/api/session'
import { useCommon } from '~/words/common'
import { PERIODS } from './period'
import { usePeriod } from './usePeriod'
import { useShared } from './words'

/**
 * Which days, and which program where there are several; both stand in the address.
 * `all` is whether every program together may be chosen,
 * `program` whether one may be chosen, `period` whether the page looks back.
 */
export function Filters({
  all = true,
  period = true,
  program: choice = true,
}: {
  all?: boolean
  period?: boolean
  program?: boolean
}) {
  const t = useShared()
  const common = useCommon()
  const { programs } = useSession()
  const { days, program, change } = usePeriod()
  return (
    <>
      {choice && programs.length > 1 && (
        <Select
          aria-label={t('program')}
          placeholder={common('allPrograms')}
          data={programs.map(({ id, name }) => ({ value: id, label: name }))}
          value={program ?? (all ? null : (programs[0]?.id ?? null))}
          onChange={(value) => change({ program: value ?? undefined })}
          clearable={all}
          allowDeselect={all}
          w={190}
        />
      )}
      {period && (
        <SegmentedControl
          aria-label={t('period')}
          value={String(days)}
          onChange={(value) => change({ days: value === '30' ? undefined : value })}
          data={PERIODS.map((count) => ({ value: String(count), label: t('days', { count }) }))}
        />
      )}
    </>
  )
}
