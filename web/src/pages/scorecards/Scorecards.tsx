import { Page } from '~/ui/Page'

/** To come. */
export function Scorecards() {
  return <Page title="Scorecards">{null}</Page>
}
