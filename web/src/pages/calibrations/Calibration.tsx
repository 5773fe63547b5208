import { Page } from '~/ui/Page'

/** To come. */
export function Calibration() {
  return <Page title="Calibration">{null}</Page>
}
