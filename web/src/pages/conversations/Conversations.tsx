import { Page } from '~/ui/Page'

/** To come. */
export function Conversations() {
  return <Page title="Conversations">{null}</Page>
}
