import { Stack, Text } from '@mantine/core'
import { api } from '~/api/client'
import { useLibrary } from '~/api/library'
import { foremost } from '~/pages/overview/moments'
import { EmptyLine } from '~/ui/Empty'
import { ListLink } from '~/ui/ListLink'
import { Loaded } from '~/ui/Loaded'
import { words } from '~/words/i18n'
import { Praised } from './Praised'
import { PRAISED } from './strengths'
import type { Who } from './who'

const useWords = words(
  'agents.donewell',
  {
    about: 'No skill stands out with certainty in this period. This was done well most often:',
    found_one: 'found {{count}} time',
    found_other: 'found {{count}} times',
    none: 'Too few conversations in this period to name a strength. A longer period may tell more.',
  },
  {
    about: '这段时间没有哪项技能明确突出。做得好的次数最多的是：',
    found_other: '出现 {{count}} 次',
    none: '这段时间会话太少，说不出长处。时间范围长一些也许能看出来。',
  },
)

/** What was done well most often, where no skill stands out: everybody has something to build on. */
export function DoneWell({ agent, program, from }: Pick<Who, 'agent' | 'program' | 'from'>) {
  const t = useWords()
  const { behaviours, behaviourName } = useLibrary()
  const query = api.useQuery('get', '/api/figures/behaviours', {
    params: { query: { by: 'agent', agent, program, from } },
  })
  const ofAgents = new Set(behaviours.filter(({ side }) => side !== 'customer').map(({ id }) => id))
  const rows = foremost(query.data?.rows ?? [], 'done', (behaviour) => ofAgents.has(behaviour)).slice(0, PRAISED)
  return (
    <Loaded query={query} lines={2} isEmpty={() => rows.length === 0} empty={<EmptyLine>{t('none')}</EmptyLine>}>
      {() => (
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {t('about')}
          </Text>
          {rows.map(({ behaviour, found }, index) => (
            <Praised
              key={behaviour}
              who={{ agent, program, from }}
              name={behaviourName(behaviour)}
              of={{ behaviours: [behaviour] }}
              note={index === 0}
            >
              <ListLink query={found.positive.conversations} size="xs">
                {t('found', { count: found.positive.count })}
              </ListLink>
            </Praised>
          ))}
        </Stack>
      )}
    </Loaded>
  )
}
