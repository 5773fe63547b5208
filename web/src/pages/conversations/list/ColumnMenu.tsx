import { Button, Checkbox, Popover, Stack, Text } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { type Column, useColumns } from './columns'
import { useListWords } from './words'

/** Which columns the table has. */
export function ColumnMenu() {
  const t = useListWords()
  const { may, shown, choose, usual } = useColumns()
  return (
    <Popover position="bottom-end" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={16} aria-hidden />}>
          {t('columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Checkbox.Group
            label={t('columns')}
            description={t('columnsAbout')}
            value={[...shown]}
            onChange={(value) => choose(value as Column[])}
          >
            <Stack gap={6} mt="xs">
              {may.map((column) => (
                <Checkbox key={column} value={column} label={t(`column.${column}`)} />
              ))}
            </Stack>
          </Checkbox.Group>
          <Text component="div">
            <Button variant="subtle" color="gray" size="compact-sm" onClick={usual}>
              {t('columnsUsual')}
            </Button>
          </Text>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
