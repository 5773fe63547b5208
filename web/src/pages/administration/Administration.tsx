import { Page } from '~/ui/Page'

/** To come. */
export function Administration() {
  return <Page title="Administration">{null}</Page>
}
