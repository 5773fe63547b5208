import { Page } from '~/ui/Page'

/** To come. */
export function Agents() {
  return <Page title="Agents">{null}</Page>
}
