import { Page } from '~/ui/Page'

/** To come. */
export function Calibrations() {
  return <Page title="Calibrations">{null}</Page>
}
