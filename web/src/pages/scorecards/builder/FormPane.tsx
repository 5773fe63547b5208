import { Alert, Button, Grid, Paper, Stack } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { EditingContext } from './editing'
import { HeadEditor } from './HeadEditor'
import { ItemEditor } from './ItemEditor'
import { Mistakes } from './Mistakes'
import { Outline } from './Outline'
import { SectionEditor } from './SectionEditor'
import type { Draft } from './useDraft'
import { useBuilderWords } from './words'

/** The draft as fields: its parts on the left, the chosen one on the right. */
export function FormPane({
  draft,
  at,
  go,
  toText,
}: {
  draft: Draft
  at: string
  go: (at: string) => void
  toText: () => void
}) {
  const t = useBuilderWords()
  const wide = useMediaQuery('(min-width: 62em)')
  const { form, mistakes } = draft
  if (!form)
    return (
      <Alert color="yellow" title={t('brokenTitle')}>
        {t('brokenAbout')} {draft.broken[0]?.message.split('\n')[0]}
        <Button mt="sm" size="xs" variant="default" display="block" onClick={toText}>
          {t('toText')}
        </Button>
      </Alert>
    )
  const [sectionAt, itemAt] = at === '' ? [] : at.split('.').map(Number)
  const section = sectionAt === undefined ? undefined : form.sections[sectionAt]
  const item = itemAt === undefined ? undefined : section?.items[itemAt]
  return (
    <EditingContext.Provider value={{ draft, form, go, mistakes }}>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 4, xl: 3.5 }}>
          <div
            style={
              wide
                ? { position: 'sticky', top: 64, maxHeight: 'calc(100vh - 80px)', overflowY: 'auto' }
                : { maxHeight: '45vh', overflowY: 'auto' }
            }
          >
            <Outline at={item || section || at === '' ? at : ''} />
          </div>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 8, xl: 8.5 }}>
          <Stack>
            <Mistakes mistakes={mistakes} onGo={(mistake) => go(mistake.at)} />
            <Paper>
              {item && sectionAt !== undefined && itemAt !== undefined ? (
                <ItemEditor key={at} item={item} section={sectionAt} index={itemAt} />
              ) : section && sectionAt !== undefined ? (
                <SectionEditor key={at} section={section} index={sectionAt} />
              ) : (
                <HeadEditor />
              )}
            </Paper>
          </Stack>
        </Grid.Col>
      </Grid>
    </EditingContext.Provider>
  )
}
