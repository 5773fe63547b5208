import { Page } from '~/ui/Page'

/** To come. */
export function Builder() {
  return <Page title="Builder">{null}</Page>
}
