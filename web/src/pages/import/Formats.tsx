import { Code, Paper, Text, Title } from '@mantine/core'
import { useImportWords } from './words'

const FORMATS = ['json', 'vcon', 'speech', 'desk', 'table', 'text', 'mail', 'not'] as const

const SMALLEST = '{"turns":[{"who":"customer","text":"…"},\n          {"who":"agent","text":"…"}]}'

/** What can be read, and the smallest record that is enough. */
export function Formats() {
  const t = useImportWords()
  return (
    <Paper>
      <Title order={2} size="h5">
        {t('formats')}
      </Title>
      <Text size="sm" c="dimmed" my="xs">
        {t('formatsAbout')}
      </Text>
      <dl style={{ margin: 0 }}>
        {FORMATS.map((format) => (
          <div key={format} style={{ marginBottom: 8 }}>
            <Text component="dt" size="sm" fw={600}>
              {t(`format.${format}`)}
            </Text>
            <Text component="dd" size="sm" c="dimmed" m={0}>
              {t(`format.${format}.about`)}
            </Text>
          </div>
        ))}
      </dl>
      <Text size="sm" fw={600} mb={4}>
        {t('smallest')}
      </Text>
      <Code block fz={12}>
        {SMALLEST}
      </Code>
    </Paper>
  )
}
