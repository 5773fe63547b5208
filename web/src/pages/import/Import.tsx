import '@mantine/dropzone/styles.css'
import { Button, Grid, Stack } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMay, useSession } from '~/api/session'
import { Empty } from '~/ui/Empty'
import { Page } from '~/ui/Page'
import { Arrived } from './Arrived'
import { DropArea } from './DropArea'
import { ExampleCard } from './ExampleCard'
import { EXAMPLE_NAME, EXAMPLE_SOURCE, example } from './example'
import { Files } from './Files'
import { Formats } from './Formats'
import { Letters } from './Letters'
import { PlaceForm } from './PlaceForm'
import { underway, uploads, useUploads } from './uploads'
import { useImportWords } from './words'

/** Bringing conversations in: where they belong, the files, what became of each, and what could not be read. */
export function Import() {
  const t = useImportWords()
  const feeds = useMay('administrator', 'manager', 'analyst')
  const { programs } = useSession()
  const list = useUploads()
  const [kept, keep] = useLocalStorage({
    key: 'rapport.import.place',
    defaultValue: { program: '', source: 'import' },
    getInitialValueInEffect: false,
  })
  // Empty says: as each record names it. What was kept may be gone by now.
  const known = kept.program === 'each' || programs.some(({ id }) => id === kept.program)
  const program = known ? kept.program : (programs[0]?.id ?? '')
  const place = { program: program === 'each' ? '' : program, source: kept.source.trim() || 'import' }

  const leaving = underway(list)
  useEffect(() => {
    if (!leaving) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [leaving])

  if (!feeds)
    return (
      <Page title={t('title')}>
        <Empty title={t('forFeeders')}>
          {t('forFeedersAbout')}
          <div>
            <Button mt="md" variant="default" renderRoot={(props) => <Link {...props} to="/conversations" />}>
              {t('toConversations')}
            </Button>
          </div>
        </Empty>
      </Page>
    )
  if (programs.length === 0)
    return (
      <Page title={t('title')} about={t('about')}>
        <Empty title={t('noProgram')}>{t('noProgramAbout')}</Empty>
      </Page>
    )
  return (
    <Page title={t('title')} about={t('about')}>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack gap="md">
            <PlaceForm program={program} source={kept.source} onChange={keep} />
            <DropArea
              onFiles={(files) =>
                uploads.add(
                  files.map((body) => ({ body, name: body.name })),
                  place,
                )
              }
            />
            <Files list={list} />
            <Arrived list={list} />
            <Letters />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack gap="md">
            <ExampleCard
              onTry={() =>
                uploads.add([{ body: example(), name: EXAMPLE_NAME }], {
                  program: place.program || (programs[0]?.id ?? ''),
                  source: EXAMPLE_SOURCE,
                })
              }
            />
            <Formats />
          </Stack>
        </Grid.Col>
      </Grid>
    </Page>
  )
}
