import { Page } from '~/ui/Page'

/** To come. */
export function Analytics() {
  return <Page title="Analytics">{null}</Page>
}
