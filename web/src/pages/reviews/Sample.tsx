import { Page } from '~/ui/Page'

/** To come. */
export function Sample() {
  return <Page title="Sample">{null}</Page>
}
