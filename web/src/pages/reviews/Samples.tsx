import { Page } from '~/ui/Page'

/** To come. */
export function Samples() {
  return <Page title="Samples">{null}</Page>
}
