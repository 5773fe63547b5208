import { Page } from '~/ui/Page'

/** To come. */
export function Behaviours() {
  return <Page title="Behaviours">{null}</Page>
}
