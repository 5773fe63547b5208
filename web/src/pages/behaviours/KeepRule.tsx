import { Anchor, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBookmark } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay, useSession } from '~/api/session'
import { ProblemNote } from '~/ui/Problem'
import { ProgramSelect } from '~/ui/ProgramSelect'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { keepRules, ownRules } from './ownRules'
import { merged } from './ownText'

const useWords = words(
  'keeprule',
  {
    keep: 'Keep in a program',
    about:
      'Conversations that come in from now on are read with it. A rule of the same id takes the place of the one that is kept; the program’s other rules stay.',
    kept: 'Kept. {{program}} finds by it from now on.',
    open: 'See the rules of {{program}}, and judge the past again',
  },
  {
    keep: '保存到项目',
    about: '此后导入的会话都按它判定。编号相同的规则会被替换，项目的其他规则不变。',
    kept: '已保存。{{program}} 此后按此规则判定。',
    open: '查看 {{program}} 的规则，重评过往会话',
  },
)

/** Keeps the rule that somebody writes beside the other rules of a program; the server says what stands against it. */
export function KeepRule({ rule, program }: { rule: string; program?: string }) {
  const t = useWords()
  const common = useCommon()
  const manages = useMay('administrator', 'manager')
  const { programs } = useSession()
  const [opened, { open, close }] = useDisclosure()
  const [chosen, choose] = useState<string>()
  const id = chosen ?? program ?? programs[0]?.id
  const name = programs.find((one) => one.id === id)?.name ?? ''
  const keep = useMutation({
    mutationFn: async (to: string) => {
      const { rules, tag } = await ownRules(to)
      await keepRules(to, tag, merged(rules.text, rule))
    },
  })
  if (!manages || !id) return null
  const begin = () => {
    keep.reset()
    open()
  }
  return (
    <>
      <Button size="compact-sm" leftSection={<IconBookmark size={14} aria-hidden />} onClick={begin}>
        {t('keep')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('keep')} size="lg">
        <Stack gap="sm">
          <Text size="sm">{t('about')}</Text>
          <ProgramSelect
            value={id}
            onChange={(value) => {
              keep.reset()
              choose(value ?? undefined)
            }}
          />
          {keep.error && <ProblemNote problem={keep.error} />}
          <div role="status">
            {keep.isSuccess && (
              <Text size="sm">
                {t('kept', { program: name })}{' '}
                <Anchor
                  size="sm"
                  renderRoot={(props) => (
                    <Link {...props} to="/programs/$id" params={{ id }} search={{ tab: 'rules' }} />
                  )}
                >
                  {t('open', { program: name })}
                </Anchor>
              </Text>
            )}
          </div>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {common(keep.isSuccess ? 'close' : 'cancel')}
            </Button>
            {!keep.isSuccess && (
              <Button loading={keep.isPending} onClick={() => keep.mutate(id)}>
                {common('save')}
              </Button>
            )}
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
