import { Page } from '~/ui/Page'

/** To come. */
export function Program() {
  return <Page title="Program">{null}</Page>
}
