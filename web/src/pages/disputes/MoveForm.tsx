import { Button, Group, Paper, Radio, Select, Stack, Text, Textarea, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { modals } from '@mantine/modals'
import { api, type Of, queries } from '~/api/client'
import { answerWords, choicesOf, type FormItem } from '~/pages/reviews/answers'
import { useReviewWords } from '~/pages/reviews/words'
import { ProblemNote, tellDone } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { useTextOf } from '~/words/say'
import { correctionOf } from './course'
import { useDisputeWords } from './words'

/** A reviewer's answer, or the second reviewer's decision: is the agent right, what the answer is from now on, and why. */
export function MoveForm({
  dispute,
  move,
  item,
}: {
  dispute: Of<'DisputeWhole'>
  move: 'answer' | 'decide'
  item: FormItem | undefined
}) {
  const t = useDisputeWords()
  const reviews = useReviewWords()
  const common = useCommon()
  const textOf = useTextOf()
  const correction = correctionOf(dispute)
  const choices = item ? choicesOf(item) : []
  const needsAnswer = correction !== 'mark'
  const form = useForm({
    mode: 'controlled',
    initialValues: { right: '', answer: '', reason: '' },
    validate: {
      right: (right) => (right ? null : t('verdict')),
      answer: (answer, { right }) => (needsAnswer && right === 'yes' && !answer ? t('correctedMissing') : null),
      reason: (reason) => (reason.trim() ? null : t('whyMissing')),
    },
  })
  const onSuccess = () => {
    tellDone(t(move === 'answer' ? 'sent' : 'closed'))
    void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/disputes') })
  }
  const answer = api.useMutation('post', '/api/disputes/{id}/answer', { onSuccess })
  const decide = api.useMutation('post', '/api/disputes/{id}/decide', { onSuccess })
  const params = { path: { id: dispute.id } }
  const send = form.onSubmit(({ right, answer: chosen, reason }) => {
    const agentRight = right === 'yes'
    const corrected = choices.find((one) => one.value === chosen)
    const body = {
      reason,
      ...(agentRight && needsAnswer && corrected && { answer: { item: dispute.item, ...corrected.answer } }),
    }
    if (move === 'answer') return answer.mutate({ params, body: { accept: agentRight, ...body } })
    modals.openConfirmModal({
      title: t('sureTitle'),
      children: <Text size="sm">{t('sureDecide')}</Text>,
      labels: { confirm: t('decide'), cancel: common('cancel') },
      onConfirm: () => decide.mutate({ params, body: { uphold: agentRight, ...body } }),
    })
  })
  const leads = { mark: 'agentRightMark', review: 'agentRightReview', beside: 'agentRightBeside' } as const
  const cards = [
    { value: 'yes', name: t('agentRight'), about: t(leads[correction]) },
    { value: 'no', name: t('stands'), about: t(move === 'answer' ? 'standsFirst' : 'standsSecond') },
  ]
  return (
    <Paper component="section" aria-label={t(move === 'answer' ? 'answerTitle' : 'decideTitle')}>
      <form noValidate onSubmit={send}>
        <Stack gap="md">
          <div>
            <Title order={2} size="h5">
              {t(move === 'answer' ? 'answerTitle' : 'decideTitle')}
            </Title>
            {move === 'decide' && (
              <Text size="sm" c="dimmed">
                {t('decideAbout')}
              </Text>
            )}
          </div>
          <Radio.Group label={t('verdict')} {...form.getInputProps('right')}>
            <Group mt="xs" align="stretch" grow preventGrowOverflow={false}>
              {cards.map(({ value, name, about }) => (
                <Radio.Card key={value} value={value} p="sm" radius="md" miw={220}>
                  <Group wrap="nowrap" align="flex-start">
                    <Radio.Indicator mt={2} />
                    <div>
                      <Text fw={600}>{name}</Text>
                      <Text size="sm" c="dimmed">
                        {about}
                      </Text>
                    </div>
                  </Group>
                </Radio.Card>
              ))}
            </Group>
          </Radio.Group>
          {needsAnswer && form.values.right === 'yes' && (
            <Select
              label={t('corrected')}
              description={t('correctedAbout')}
              required
              maw={320}
              data={choices.map((one) => ({
                value: one.value,
                label: textOf(one.text) || answerWords(one.stands, item?.scale, reviews),
              }))}
              {...form.getInputProps('answer')}
            />
          )}
          <Textarea
            label={t('why')}
            description={t('whyAbout')}
            required
            autosize
            minRows={3}
            {...form.getInputProps('reason')}
          />
          {(answer.error ?? decide.error) && <ProblemNote problem={answer.error ?? decide.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={answer.isPending || decide.isPending}>
              {t(move === 'answer' ? 'send' : 'decide')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  )
}
