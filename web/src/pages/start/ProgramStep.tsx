import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay, useSession } from '~/api/session'
import { NewProgram } from '~/pages/administration/programs/NewProgram'
import { words } from '~/words/i18n'

const useWords = words(
  'programStep',
  {
    about:
      'A program is one client’s work: with its own people, scorecards, facts and keeping times, and a wall around it. If you serve your own customers alone, make one with your name.',
    there: 'These are there; each can be set up further:',
    settings: 'Settings of {{name}}',
    another: 'Make another',
    ask: 'An administrator makes programs.',
    keep: 'Before you import old conversations, look how long the program keeps them: old ones are old from the first day.',
  },
  {
    about:
      '项目是一个委托方的一项业务：有各自的成员、评分表、事实与保存期限，彼此隔离。若只服务自己的客户，建一个以公司命名的项目即可。',
    there: '已有以下项目，可进一步设置：',
    settings: '{{name}} 的设置',
    another: '再建一个',
    ask: '项目由管理员新建。',
    keep: '导入历史会话之前，请先查看项目的保存期限：历史会话从导入当天起就按原日期计算。',
  },
)

/** The first program: making it, or what is there. */
export function ProgramStep({ onMade }: { onMade: () => void }) {
  const t = useWords()
  const { programs } = useSession()
  const makes = useMay('administrator')
  const [another, setAnother] = useState(false)
  const asks = makes && (programs.length === 0 || another)
  return (
    <Stack gap="sm">
      <Text size="sm">{t('about')}</Text>
      {programs.length > 0 && (
        <>
          <Text size="sm">{t('there')}</Text>
          <Group gap="md">
            {programs.map(({ id, name }) => (
              <Anchor
                key={id}
                size="sm"
                renderRoot={(props) => (
                  <Link {...props} to="/programs/$id" params={{ id }} search={{ tab: 'keeping' }} />
                )}
              >
                {t('settings', { name })}
              </Anchor>
            ))}
          </Group>
          <Text size="sm" c="dimmed">
            {t('keep')}
          </Text>
        </>
      )}
      {programs.length === 0 && !makes && <Text size="sm">{t('ask')}</Text>}
      {asks && <NewProgram onMade={onMade} onCancel={another ? () => setAnother(false) : undefined} />}
      {makes && programs.length > 0 && !another && (
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setAnother(true)}
          >
            {t('another')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}
