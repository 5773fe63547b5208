import { Badge, Button, Group, Input, Select, Stack, Table, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { api, type Of } from '~/api/client'
import { EmptyLine } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { useCommon } from '~/words/common'
import { day } from '~/words/say'
import { useCalibrationWords } from './words'

const CHANNELS = ['voice', 'chat', 'email', 'sms'] as const
const MOST = 5

/** Conversations to choose from a short list that words, channel and language narrow down; the chosen ones stay on top. */
export function PickConversations({
  program,
  chosen,
  error,
  onChange,
}: {
  program: string
  chosen: readonly string[]
  error: ReactNode
  onChange: (chosen: string[]) => void
}) {
  const t = useCalibrationWords()
  const common = useCommon()
  const [words, setWords] = useState('')
  const [channel, setChannel] = useState<string | null>(null)
  const [language, setLanguage] = useState<string | null>(null)
  const [kept, keep] = useState<Of<'RowOut'>[]>([])
  const [q] = useDebouncedValue(words.trim(), 300)
  const asked = api.useQuery(
    'get',
    '/api/conversations',
    {
      params: {
        query: { program, limit: 12, ...(q && { q }), ...(channel && { channel }), ...(language && { language }) },
      },
    },
    { placeholderData: (before) => before },
  )
  const toggle = (row: Of<'RowOut'>) => {
    const on = !chosen.includes(row.id)
    keep((before) => (on ? [...before, row] : before.filter((one) => one.id !== row.id)))
    onChange(on ? [...chosen, row.id] : chosen.filter((id) => id !== row.id))
  }
  const line = (row: Of<'RowOut'>) => {
    const on = chosen.includes(row.id)
    const name = `${row.agent?.name ?? common('somebody')}, ${day(row.started_ms)}`
    return (
      <Table.Tr key={row.id}>
        <Table.Td>
          <Text size="sm" fw={on ? 600 : undefined}>
            {name}
          </Text>
          <Text size="xs" c="dimmed" lineClamp={1} lang={row.language === 'zh' ? 'zh' : undefined}>
            {[
              common(`channel.${row.channel}` as 'channel.voice'),
              row.language && common(`language.${row.language}` as 'language.en'),
              common('turns', { count: row.turns }),
              row.snippets?.[0]?.text,
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </Table.Td>
        <Table.Td ta="end">
          <Button
            size="compact-sm"
            variant={on ? 'filled' : 'default'}
            aria-label={`${t(on ? 'remove' : 'choose')}: ${name}`}
            aria-pressed={on}
            disabled={!on && chosen.length >= MOST}
            onClick={() => toggle(row)}
          >
            {t(on ? 'remove' : 'choose')}
          </Button>
        </Table.Td>
      </Table.Tr>
    )
  }
  return (
    <Stack gap="xs">
      <Input.Wrapper
        label={t('conversationsLabel')}
        description={t('conversationsAbout')}
        error={error}
        labelElement="div"
      >
        <Badge mt={6} color={chosen.length >= 3 ? undefined : 'gray'} variant="default" role="status">
          {t('chosen', { count: chosen.length })}
        </Badge>
      </Input.Wrapper>
      <Group gap="xs" wrap="nowrap">
        <TextInput
          flex={1}
          size="xs"
          aria-label={t('find')}
          placeholder={t('findPlaceholder')}
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
        <Select
          size="xs"
          w={110}
          clearable
          aria-label={common('channel')}
          placeholder={common('channel')}
          value={channel}
          onChange={setChannel}
          data={CHANNELS.map((value) => ({ value, label: common(`channel.${value}`) }))}
        />
        <Select
          size="xs"
          w={110}
          clearable
          aria-label={common('language')}
          placeholder={common('language')}
          value={language}
          onChange={setLanguage}
          data={(['en', 'zh'] as const).map((value) => ({ value, label: common(`language.${value}`) }))}
        />
      </Group>
      <Loaded
        query={asked}
        lines={6}
        isEmpty={(page) => page.conversations.length === 0}
        empty={<EmptyLine>{t('findNone')}</EmptyLine>}
      >
        {(page) => (
          <Table aria-label={t('conversationsLabel')} layout="fixed">
            <colgroup>
              <col />
              <col style={{ width: 110 }} />
            </colgroup>
            <Table.Tbody>
              {kept.map(line)}
              {(page.conversations as Of<'RowOut'>[]).filter((row) => !chosen.includes(row.id)).map(line)}
            </Table.Tbody>
          </Table>
        )}
      </Loaded>
    </Stack>
  )
}
