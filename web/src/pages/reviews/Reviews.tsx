import { Page } from '~/ui/Page'

/** To come. */
export function Reviews() {
  return <Page title="Reviews">{null}</Page>
}
