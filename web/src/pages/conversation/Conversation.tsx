import { Page } from '~/ui/Page'

/** To come. */
export function Conversation() {
  return <Page title="Conversation">{null}</Page>
}
