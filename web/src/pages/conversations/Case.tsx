import { Page } from '~/ui/Page'

/** To come. */
export function Case() {
  return <Page title="Case">{null}</Page>
}
