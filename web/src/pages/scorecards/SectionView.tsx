import { Accordion, Badge, Group, Paper, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconCpu, IconDatabase, IconUser, IconUserCheck } from '@tabler/icons-react'
import type { Of } from '~/api/client'
import { BothTexts } from './BothTexts'
import { ItemDetail } from './ItemDetail'
import { useFormWords } from './words'

export const KIND_ICONS = { behaviour: IconCpu, human: IconUser, system: IconDatabase, hybrid: IconUserCheck }

/** A section of a form: its questions with their points; each opens to everything about it. */
export function SectionView({
  section,
  gate,
  both,
  opened,
  onOpened,
}: {
  section: Of<'FormSectionOut'>
  gate?: number
  both: boolean
  opened: string[]
  onOpened: (items: string[]) => void
}) {
  const t = useFormWords()
  const sum = section.items.reduce((points, item) => points + item.weight, 0)
  return (
    <Paper p={0} component="section">
      <Group justify="space-between" px="md" py="sm" align="flex-start" wrap="nowrap">
        <div>
          <Title order={2} size="h4">
            <BothTexts text={section.name} both={both} inherit />
          </Title>
          {gate != null && (
            <Text size="sm" c="var(--missed)">
              {t('gate', { least: gate })}
            </Text>
          )}
        </div>
        <Text fw={650} style={{ whiteSpace: 'nowrap' }}>
          {sum > 0 ? t('points', { count: sum }) : t('noPoints')}
        </Text>
      </Group>
      <Accordion multiple order={3} value={opened} onChange={onOpened} chevronPosition="left" variant="default">
        {section.items.map((item) => {
          const Icon = KIND_ICONS[item.kind as keyof typeof KIND_ICONS] ?? IconCpu
          return (
            <Accordion.Item key={item.item} value={item.item} id={`item-${item.item}`}>
              <Accordion.Control>
                <Group justify="space-between" wrap="nowrap" gap="sm">
                  <div>
                    <BothTexts text={item.text} both={both} fw={550} size="sm" />
                    <Group gap={6} mt={2}>
                      <Icon size={14} aria-hidden style={{ color: 'var(--quiet)' }} />
                      <Text size="xs" c="dimmed">
                        {t(`kind.${item.kind as 'human'}`)} · {t(`scale.${item.scale as 'share'}`)}
                      </Text>
                      {item.critical && (
                        <Badge
                          style={{ color: 'var(--against)', background: 'var(--against-ground)' }}
                          leftSection={<IconAlertTriangle size={12} aria-hidden />}
                        >
                          {t('critical')}
                        </Badge>
                      )}
                      {item.class !== 'non_critical' && (
                        <Badge color="gray" c="var(--mantine-color-text)">
                          {t(`class.${item.class as 'customer'}`)}
                        </Badge>
                      )}
                    </Group>
                  </div>
                  <Text size="sm" fw={650} style={{ whiteSpace: 'nowrap' }} c={item.weight > 0 ? undefined : 'dimmed'}>
                    {item.weight > 0 ? t('points', { count: item.weight }) : t('noPoints')}
                  </Text>
                </Group>
              </Accordion.Control>
              <Accordion.Panel>
                {item.critical && (
                  <Text size="sm" c="dimmed" mb="xs">
                    {t('criticalAbout')}
                  </Text>
                )}
                <ItemDetail item={item} both={both} />
              </Accordion.Panel>
            </Accordion.Item>
          )
        })}
      </Accordion>
    </Paper>
  )
}
