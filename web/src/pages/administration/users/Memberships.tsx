import { MultiSelect, Select, Stack } from '@mantine/core'
import { api, type Of } from '~/api/client'
import { useProgramName } from '~/api/names'
import { useSession } from '~/api/session'
import { words } from '~/words/i18n'

const useWords = words(
  'memberships',
  {
    programs: 'Programs',
    about: 'What lies in any other program does not exist for them.',
    pick: 'Choose programs',
    team: 'Leads in {{program}}',
    whole: 'the whole program',
  },
  {
    programs: '所属项目',
    about: '其他项目的内容对其完全不可见。',
    pick: '选择项目',
    team: '在“{{program}}”负责',
    whole: '整个项目',
  },
)

type Membership = Of<'Membership'>

/** The programs that somebody belongs to, and for a lead the team in each. */
export function Memberships({
  value,
  onChange,
  lead,
  error,
}: {
  value: Membership[]
  onChange: (value: Membership[]) => void
  lead: boolean
  error?: string | null
}) {
  const t = useWords()
  const { programs } = useSession()
  const nameOf = useProgramName()
  const teams = api.useQuery('get', '/api/teams', {})
  const teamOf = (program: string) => value.find((one) => one.program === program)?.team ?? null
  return (
    <Stack gap="sm">
      <MultiSelect
        label={t('programs')}
        description={t('about')}
        placeholder={value.length ? undefined : t('pick')}
        searchable
        required
        data={programs.map(({ id, name }) => ({ value: id, label: name }))}
        value={value.map((one) => one.program)}
        onChange={(chosen) => onChange(chosen.map((program) => ({ program, team: teamOf(program) })))}
        error={error}
      />
      {lead &&
        value.map(({ program, team }) => (
          <Select
            key={program}
            label={t('team', { program: nameOf(program) })}
            placeholder={t('whole')}
            clearable
            data={(teams.data ?? [])
              .filter((one) => one.program === program)
              .map(({ id, name }) => ({ value: id, label: name }))}
            value={team ?? null}
            onChange={(chosen) =>
              onChange(value.map((one) => (one.program === program ? { program, team: chosen } : one)))
            }
          />
        ))}
    </Stack>
  )
}
