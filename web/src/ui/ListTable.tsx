import { Table, VisuallyHidden } from '@mantine/core'
import type { ReactNode } from 'react'
import { words } from '~/words/i18n'

const useWords = words('listTable', { can: 'Actions' }, { can: '操作' })

/** A list whose rows can be changed: its heads, and after them one that only a screen reader says, over what can be done with a row. */
export function ListTable({
  minWidth,
  layout,
  heads,
  canWidth,
  children,
}: {
  /** Narrower than this, it scrolls sideways. */
  minWidth: number
  layout?: 'fixed'
  /** `Table.Th`s. */
  heads: ReactNode
  canWidth?: number
  /** `Table.Tr`s. */
  children: ReactNode
}) {
  const t = useWords()
  return (
    <Table.ScrollContainer minWidth={minWidth}>
      <Table layout={layout}>
        <Table.Thead>
          <Table.Tr>
            {heads}
            <Table.Th w={canWidth}>
              <VisuallyHidden>{t('can')}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
