import { Page } from '~/ui/Page'

/** To come. */
export function Import() {
  return <Page title="Import">{null}</Page>
}
