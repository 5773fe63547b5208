import { Page } from '~/ui/Page'

/** To come. */
export function Dispute() {
  return <Page title="Dispute">{null}</Page>
}
