import { Page } from '~/ui/Page'

/** To come. */
export function Profile() {
  return <Page title="Profile">{null}</Page>
}
