import { Checkbox, type CheckboxGroupProps, Stack, Text } from '@mantine/core'
import { useCommon } from '~/words/common'
import { useReviewers } from './people'

/** Which reviewers of a program: a box for each, with their role. */
export function ReviewerChoice({ program, ...rest }: { program: string } & Omit<CheckboxGroupProps, 'children'>) {
  const common = useCommon()
  const reviewers = useReviewers(program)
  return (
    <Checkbox.Group {...rest}>
      <Stack gap="xs" mt="xs">
        {reviewers.map(({ id, name, role }) => (
          <Checkbox
            key={id}
            value={id}
            label={
              <>
                {name}{' '}
                <Text span size="xs" c="dimmed">
                  {common(`role.${role}` as 'role.analyst')}
                </Text>
              </>
            }
          />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
