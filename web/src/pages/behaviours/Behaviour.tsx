import { Page } from '~/ui/Page'

/** To come. */
export function Behaviour() {
  return <Page title="Behaviour">{null}</Page>
}
