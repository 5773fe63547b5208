import { Page } from '~/ui/Page'

/** To come. */
export function Agent() {
  return <Page title="Agent">{null}</Page>
}
