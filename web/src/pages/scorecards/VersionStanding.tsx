import { Alert, Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Of } from '~/api/client'
import { useLanguage, words } from '~/words/i18n'
import { day } from '~/words/say'
import { useChannelName } from './channelName'
import { uses, type Version } from './forms'

const useWords = words(
  'versionstanding',
  {
    draft: 'A draft: nothing is scored with it yet.',
    holds: 'Holds since {{day}} for {{where}}.',
    unused:
      'Published on {{day}}, but no channel uses it. A program chooses its forms in its settings, channel by channel.',
    retired: 'Retired on {{day}}: nothing is scored with it any more. What was scored stays as it was.',
    now: 'What holds now',
    where: '{{program}} ({{channels}})',
  },
  {
    draft: '草稿：尚未用于评分。',
    holds: '自 {{day}} 起用于{{where}}。',
    unused: '已于 {{day}} 发布，但没有渠道使用它。请在项目设置中按渠道选择评分表。',
    retired: '已于 {{day}} 停用：不再用于评分，已有评分保持不变。',
    now: '查看现行版本',
    where: '{{program}}（{{channels}}）',
  },
)

/** What a version means today: nothing yet, what it scores, or what came after it. */
export function Standing({
  card,
  versions,
  programs,
}: {
  card: Version
  versions: readonly Version[]
  programs: readonly Of<'ProgramOut'>[]
}) {
  const t = useWords()
  const channel = useChannelName()
  const comma = useLanguage() === 'zh' ? '、' : ', '
  if (card.state === 'draft')
    return (
      <Alert variant="light" color="yellow" p="xs">
        {t('draft')}
      </Alert>
    )
  if (card.state === 'retired') {
    const now = versions.find(
      (one) => one.name === card.name && one.program === card.program && one.state === 'published',
    )
    return (
      <Alert variant="light" color="gray" p="xs">
        {t('retired', { day: day(card.retired_ms ?? card.created_ms) })}{' '}
        {now && (
          <Anchor
            size="sm"
            underline="always"
            renderRoot={(props) => <Link {...props} to="/scorecards/$id" params={{ id: now.id }} />}
          >
            {t('now')}
          </Anchor>
        )}
      </Alert>
    )
  }
  if (programs.length === 0 || versions.length === 0) return null
  const where = uses(card, programs, versions).map((use) =>
    t('where', { program: use.programName, channels: use.channels.map(channel).join(comma) }),
  )
  const since = day(card.published_ms ?? card.created_ms)
  return (
    <Alert variant="light" color={where.length ? 'teal' : 'gray'} p="xs">
      {where.length ? t('holds', { day: since, where: where.join(comma) }) : t('unused', { day: since })}
    </Alert>
  )
}
