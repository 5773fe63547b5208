import { Page } from '~/ui/Page'

/** To come. */
export function Overview() {
  return <Page title="Overview">{null}</Page>
}
