import { Accordion, Code, Table, Text } from '@mantine/core'
import { words } from '~/words/i18n'
import { usePlayWords } from './playwords'

const useWords = words(
  'patternhelp',
  {
    about:
      'Patterns match words in English and characters in Chinese, in lower case, without punctuation, inside one sentence.',
    one: 'one of these',
    maybe: 'one of these, or nothing',
    forms: 'the word in any form: charge, charged, charging',
    gap: 'up to six words (characters) in between; .. alone is up to three',
    klass: 'a number; @neg a negation; @NAME a masked name',
    not: 'what follows is none of these',
    begin: 'a sentence begins here; $ ends it',
    expand: 'Contractions are expanded: write "i will", "do not", "we are".',
    more: 'docs/rules.md, which comes with Rapport, explains every field: conditions around a turn, opportunities, parts, and tests beyond words.',
  },
  {
    about: '英文按词、中文按字匹配，不分大小写、不看标点，范围限于一句之内。中文模式不加空格。',
    one: '其中之一',
    maybe: '其中之一，或没有',
    forms: '该词的任何形式（英文）：charge、charged、charging',
    gap: '中间最多隔六个字（词）；单写 .. 为最多三个',
    klass: '数字；@neg 否定词；@NAME 被遮蔽的姓名',
    not: '后面不是这些',
    begin: '句首；$ 为句尾',
    expand: '英文缩写会展开：请写 i will、do not、we are。',
    more: '随 Rapport 提供的 docs/rules.md 说明了全部字段：前后文条件、需要它的时机、组成部分，以及文字之外的判定。',
  },
)

const ROWS = [
  ['(sorry|apologize)', 'one'],
  ['[so|very]', 'maybe'],
  ['charge~', 'forms'],
  ['..6', 'gap'],
  ['@number', 'klass'],
  ['!(but|however)', 'not'],
  ['^', 'begin'],
] as const

/** The few signs that most patterns need. */
export function PatternHelp() {
  const t = useWords()
  const play = usePlayWords()
  return (
    <Accordion variant="separated" order={3}>
      <Accordion.Item value="help">
        <Accordion.Control>{play('how')}</Accordion.Control>
        <Accordion.Panel>
          <Text size="sm">{t('about')}</Text>
          <Table verticalSpacing={3} my="xs">
            <Table.Tbody>
              {ROWS.map(([sign, key]) => (
                <Table.Tr key={key}>
                  <Table.Th scope="row" w={170}>
                    <Code>{sign}</Code>
                  </Table.Th>
                  <Table.Td>{t(key)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <Text size="sm">{t('expand')}</Text>
          <Text size="sm" mt="xs">
            {t('more')}
          </Text>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  )
}
