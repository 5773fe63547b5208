import { Button, Divider, Drawer, Group, Stack, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useAddress } from '~/search'
import { useCommon } from '~/words/common'
import { count } from '~/words/say'
import { ByBehaviour } from './ByBehaviour'
import { ByDate } from './ByDate'
import { ByPeople } from './ByPeople'
import { ByPlace } from './ByPlace'
import { ByResult } from './ByResult'
import { BySkill } from './BySkill'
import { active } from './query'
import { useFilterWords } from './words'

/** Everything that a list can be narrowed by, beside the list that answers at once. */
export default function FilterDrawer({
  opened,
  onClose,
  total,
}: {
  opened: boolean
  onClose: () => void
  total?: number
}) {
  const t = useFilterWords()
  const common = useCommon()
  const { search, change } = useAddress()
  const all = active(search)
  const clear = () =>
    change(Object.assign({ period: undefined, until: undefined }, ...all.map((one) => one.without), blank(all)))
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={400}
      title={t('filters')}
      overlayProps={{ backgroundOpacity: 0.08 }}
      closeButtonProps={{ 'aria-label': common('close') }}
      styles={{
        content: { padding: 0 },
        body: { paddingBottom: 0 },
        header: { background: 'var(--surface)', zIndex: 4 },
        title: { fontWeight: 650 },
      }}
    >
      <Stack gap="lg">
        <Part title={t('when')}>
          <ByDate />
        </Part>
        <Part title={t('where')}>
          <ByPlace />
        </Part>
        <Part title={t('happened')}>
          <ByBehaviour />
        </Part>
        <Part title={t('skills')}>
          <BySkill />
        </Part>
        <Part title={t('result')}>
          <ByResult />
        </Part>
        <Part title={t('people')}>
          <ByPeople />
        </Part>
      </Stack>
      <Group
        justify="space-between"
        py="sm"
        mt="lg"
        pos="sticky"
        bottom={0}
        wrap="nowrap"
        bg="var(--surface)"
        style={{ zIndex: 3, borderTop: '1px solid var(--mantine-color-default-border)' }}
      >
        <Button variant="subtle" color="gray" px="xs" onClick={clear} disabled={all.length === 0}>
          {t('clear')}
        </Button>
        <Button onClick={onClose}>{total == null ? t('show') : t('showN', { count: total, n: count(total) })}</Button>
      </Group>
    </Drawer>
  )
}

const blank = (all: ReturnType<typeof active>) => Object.fromEntries(all.map(({ name }) => [name, undefined]))

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Divider mb="xs" />
      <Title order={3} size="h6" mb="xs">
        {title}
      </Title>
      <Stack gap="sm">{children}</Stack>
    </section>
  )
}
