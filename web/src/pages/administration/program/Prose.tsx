import { List, Stack, Text, Title } from '@mantine/core'
import { blocksOf, type Run } from './prose'

function Runs({ runs }: { runs: Run[] }) {
  return runs.map(({ text, strong, emphasis }, at) => {
    const key = `${at}${text}`
    if (strong) return <strong key={key}>{text}</strong>
    return emphasis ? <em key={key}>{text}</em> : text
  })
}

/** A text of people as they meant it: headings, paragraphs, lists. Nothing in it can become a link or a script. */
export function Prose({ text, lang }: { text: string; lang: 'en' | 'zh' }) {
  return (
    <Stack gap="sm" maw="72ch" lang={lang === 'zh' ? 'zh-Hans' : 'en'}>
      {blocksOf(text).map((block, at) => {
        const key = `${at}${block.kind}`
        if (block.kind === 'heading')
          return (
            <Title key={key} order={block.level === 1 ? 3 : 4} size={block.level === 1 ? 'h4' : 'h5'}>
              <Runs runs={block.runs} />
            </Title>
          )
        if (block.kind === 'list')
          return (
            <List key={key} type={block.ordered ? 'ordered' : 'unordered'} spacing={4}>
              {block.items.map((runs) => (
                <List.Item key={runs.map(({ text }) => text).join('')}>
                  <Runs runs={runs} />
                </List.Item>
              ))}
            </List>
          )
        return (
          <Text key={key} style={{ whiteSpace: 'pre-line' }}>
            <Runs runs={block.runs} />
          </Text>
        )
      })}
    </Stack>
  )
}
