import { Page } from '~/ui/Page'

/** To come. */
export function Cases() {
  return <Page title="Cases">{null}</Page>
}
