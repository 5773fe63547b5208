import { Page } from '~/ui/Page'

/** To come. */
export function Disputes() {
  return <Page title="Disputes">{null}</Page>
}
