import { Select, type SelectProps } from '@mantine/core'
import { useSession } from '~/api/session'
import { useCommon } from '~/words/common'

/** The choice of one of one's programs, in a form. */
export function ProgramSelect(props: Omit<SelectProps, 'label' | 'data' | 'allowDeselect'>) {
  const common = useCommon()
  const { programs } = useSession()
  return (
    <Select
      label={common('program')}
      allowDeselect={false}
      data={programs.map(({ id, name }) => ({ value: id, label: name }))}
      {...props}
    />
  )
}
