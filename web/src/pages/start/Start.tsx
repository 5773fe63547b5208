import { Page } from '~/ui/Page'

/** To come. */
export function Start() {
  return <Page title="Start">{null}</Page>
}
