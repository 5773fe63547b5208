import { Badge, Button, Group, Tabs, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { api, type Of, queries } from '~/api/client'
import type { useFormItems } from '~/pages/reviews/forms'
import { one, useAddress } from '~/search'
import { Loaded } from '~/ui/Loaded'
import { tellDone, useTellProblem } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { RELIANCES } from './agreed'
import { QuestionsCompared } from './QuestionsCompared'
import { TotalsCompared } from './TotalsCompared'
import { useCalibrationWords } from './words'

export type Form = ReturnType<typeof useFormItems>

/** A locked session: question by question how far people agree and what was agreed on, then totals and raters. */
export function Compared({
  session,
  form,
  organiser,
}: {
  session: Of<'CalibrationWhole'>
  form: Form
  organiser: boolean
}) {
  const t = useCalibrationWords()
  const common = useCommon()
  const tell = useTellProblem()
  const { search, change } = useAddress()
  const path = { id: session.id }
  const compared = api.useQuery('get', '/api/calibrations/{id}/agreement', { params: { path } })
  const close = api.useMutation('post', '/api/calibrations/{id}/close', {
    onSuccess: () => {
      tellDone(t('closed'))
      void queries.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/calibrations'),
      })
    },
    onError: tell,
  })
  const guided = (item: string) => session.guidance.some((known) => known.item === item)
  const without = compared.data?.items.filter((item) => item.differs && !guided(item.item)).length ?? 0
  const ask = () =>
    modals.openConfirmModal({
      title: t('closeTitle'),
      children: (
        <Text size="sm">{t('closeAbout', { without: without > 0 ? t('closeWithout', { count: without }) : '' })}</Text>
      ),
      labels: { confirm: t('close'), cancel: common('cancel') },
      onConfirm: () => close.mutate({ params: { path } }),
    })
  const tab = one(search.tab) === 'totals' ? 'totals' : 'questions'
  return (
    <Loaded query={compared} lines={8}>
      {(told) => (
        <>
          <Group justify="space-between">
            <Group gap="xs">
              {[...RELIANCES, null].map((reliance) => {
                const n = told.items.filter(
                  ({ people }) => people.n > 0 && (people.reliance ?? null) === reliance,
                ).length
                return n === 0 ? null : (
                  <Badge key={reliance ?? 'none'} variant="default" size="lg">
                    {t(`summary.${reliance ?? 'none'}`, { count: n })}
                  </Badge>
                )
              })}
              <Badge variant="default" size="lg">
                {t('written', { count: session.guidance.length })}
              </Badge>
            </Group>
            {organiser && session.state === 'locked' && (
              <Button variant={without > 0 ? 'default' : 'filled'} loading={close.isPending} onClick={ask}>
                {t('close')}
              </Button>
            )}
          </Group>
          <Tabs
            value={tab}
            onChange={(value) => change({ tab: value ?? undefined }, { replace: false })}
            keepMounted={false}
          >
            <Tabs.List aria-label={t('tabs')} mb="md">
              <Tabs.Tab value="questions">{t('questions')}</Tabs.Tab>
              <Tabs.Tab value="totals">{t('totals')}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="questions">
              <QuestionsCompared session={session} told={told} form={form} organiser={organiser} />
            </Tabs.Panel>
            <Tabs.Panel value="totals">
              <TotalsCompared told={told} />
            </Tabs.Panel>
          </Tabs>
        </>
      )}
    </Loaded>
  )
}
