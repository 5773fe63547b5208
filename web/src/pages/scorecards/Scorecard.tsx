import { Page } from '~/ui/Page'

/** To come. */
export function Scorecard() {
  return <Page title="Scorecard">{null}</Page>
}
