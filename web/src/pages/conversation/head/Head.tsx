import { Group, Title, UnstyledButton } from '@mantine/core'
import { useDisclosure, useDocumentTitle } from '@mantine/hooks'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { day } from '~/words/say'
import { useReading } from '../reading/Reading'
import { ReviewButton } from '../review/ReviewButton'
import type { Reviewing } from '../review/useReviewing'
import { Actions } from './Actions'
import { Facts, ShortFacts } from './Facts'
import { Walk } from './Walk'

const useWords = words(
  'head',
  { with: '{{channel}}, {{agent}}', facts: 'All facts' },
  { with: '{{agent}}，{{channel}}', facts: '全部信息' },
)

const CHANNELS = ['voice', 'chat', 'email', 'sms', 'social'] as const

/** Which conversation this is, its facts, what can be done with it. On narrow screens the facts fold away. */
export function Head({ wide, reviewing }: { wide: boolean; reviewing: Reviewing }) {
  const t = useWords()
  const common = useCommon()
  const { whole } = useReading()
  const [opened, { toggle }] = useDisclosure(false)
  const { conversation: facts } = whole
  const channel = common(`channel.${CHANNELS.find((one) => one === facts.channel) ?? 'unknown'}`)
  const title = facts.agent ? t('with', { channel, agent: facts.agent.name }) : channel
  useDocumentTitle(`${title}, ${day(facts.started_ms)} · Rapport`)
  return (
    <header>
      <Group justify="space-between" gap="xs" mb={6}>
        <Title order={1} size="h3">
          {title}
        </Title>
        <Group gap="xs">
          <Walk />
          <ReviewButton reviewing={reviewing} />
          <Actions />
        </Group>
      </Group>
      {wide ? (
        <Facts />
      ) : (
        <>
          <UnstyledButton w="100%" aria-expanded={opened} onClick={toggle}>
            <Group gap={4} wrap="nowrap" align="flex-start">
              {opened ? (
                <IconChevronUp size={16} aria-label={t('facts')} />
              ) : (
                <IconChevronDown size={16} aria-label={t('facts')} />
              )}
              <div style={{ flex: 1 }}>
                <ShortFacts />
              </div>
            </Group>
          </UnstyledButton>
          {opened && <Facts />}
        </>
      )}
    </header>
  )
}
