import { Page } from '~/ui/Page'

/** To come. */
export function Playground() {
  return <Page title="Playground">{null}</Page>
}
