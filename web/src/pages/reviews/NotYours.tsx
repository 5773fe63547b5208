import { Empty } from '~/ui/Empty'
import { Page } from '~/ui/Page'
import { useCommon } from '~/words/common'

/** A page of the review desk that the reader's role has no part in. */
export function NotYours({ title }: { title: string }) {
  const common = useCommon()
  return (
    <Page title={title}>
      <Empty title={common('problemForbidden')} />
    </Page>
  )
}
