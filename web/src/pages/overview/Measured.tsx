import { Button, Modal, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { api } from '~/api/client'
import { Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { useLanguage, words } from '~/words/i18n'
import { day } from '~/words/say'

const useWords = words(
  'overview.measured',
  {
    title: 'What is measured, and who sees it',
    about:
      'Your words and their timing, never your mood or your voice. You see everything about you, and can dispute it.',
    read: 'Read the record',
    signed: 'Signed {{day}}.',
    unsigned: 'Not signed yet: nobody but you sees figures about you.',
  },
  {
    title: '测量什么，谁能看到',
    about: '只看您说的话及其时间，不判断情绪，也不分析嗓音。与您有关的内容您都能看到，也都可以申诉。',
    read: '阅读告知书',
    signed: '{{day}} 签署。',
    unsigned: '尚未签署：除您本人外，没有人能看到您的数字。',
  },
)

/** The worker-information record, for the person whom it is about. */
export function Measured({ program }: { program: string }) {
  const t = useWords()
  const language = useLanguage()
  const [opened, { open, close }] = useDisclosure(false)
  const query = api.useQuery('get', '/api/programs/{id}/sign-off', { params: { path: { id: program } } })
  return (
    <Panel title={t('title')} about={t('about')}>
      <Loaded query={query} lines={1}>
        {({ signed, signed_ms, text_en, text_zh }) => (
          <>
            <Text size="sm" mb="xs">
              {signed ? t('signed', { day: day(signed_ms ?? 0) }) : t('unsigned')}
            </Text>
            <Button variant="default" size="xs" onClick={open}>
              {t('read')}
            </Button>
            <Modal opened={opened} onClose={close} title={t('title')} size="lg">
              <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
                {language === 'zh' ? text_zh : text_en}
              </Text>
            </Modal>
          </>
        )}
      </Loaded>
    </Panel>
  )
}
