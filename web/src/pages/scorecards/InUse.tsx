import { Anchor, Paper, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Of } from '~/api/client'
import { words } from '~/words/i18n'
import { useTextOf } from '~/words/say'
import { useChannelName } from './channelName'
import { CHANNELS, usedOn, type Version } from './forms'
import { useFormWords } from './words'

const useWords = words(
  'inuse',
  { title: 'In use now', none: 'None: nothing is scored here' },
  { title: '正在使用', none: '无：该渠道不评分' },
)

/** For each program, which form every channel is scored with. */
export function InUse({ programs, versions }: { programs: readonly Of<'ProgramOut'>[]; versions: readonly Version[] }) {
  const t = useWords()
  const form = useFormWords()
  const text = useTextOf()
  const channel = useChannelName()
  const open = programs.filter((program) => program.archived_ms == null)
  if (open.length === 0) return null
  return (
    <Stack gap="xs" component="section" aria-label={t('title')}>
      <Title order={2} size="h4">
        {t('title')}
      </Title>
      <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
        {open.map((program) => (
          <Paper key={program.id}>
            <Title order={3} size="h5" mb={4}>
              {program.name}
            </Title>
            <Table verticalSpacing={4} layout="fixed">
              <Table.Tbody>
                {CHANNELS.map((name) => {
                  const version = usedOn(program, name, versions)
                  return (
                    <Table.Tr key={name}>
                      <Table.Th scope="row" w={110} fw={400} c="dimmed">
                        {channel(name)}
                      </Table.Th>
                      <Table.Td>
                        {version ? (
                          <Anchor
                            size="sm"
                            underline="always"
                            renderRoot={(props) => <Link {...props} to="/scorecards/$id" params={{ id: version.id }} />}
                          >
                            {text(version.title) || version.name}
                          </Anchor>
                        ) : (
                          <Text size="sm">{t('none')}</Text>
                        )}
                        {version && (
                          <Text span size="xs" c="dimmed" ml={6}>
                            {form('version', { n: version.version })}
                          </Text>
                        )}
                      </Table.Td>
                    </Table.Tr>
                  )
                })}
              </Table.Tbody>
            </Table>
          </Paper>
        ))}
      </SimpleGrid>
    </Stack>
  )
}
