import { Alert, Grid, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { api, type Of } from '~/api/client'
import { useMay, useSession } from '~/api/session'
import { useFormItems } from '~/pages/reviews/forms'
import { Loaded } from '~/ui/Loaded'
import { Page } from '~/ui/Page'
import { useLanguage } from '~/words/i18n'
import { AppealForm } from './AppealForm'
import { BlastRadius } from './BlastRadius'
import { Contested } from './Contested'
import { isOverturned, moveOf } from './course'
import { DisputeUntil } from './DisputeUntil'
import { MoveForm } from './MoveForm'
import { answerIn, itemIn, markIn } from './marks'
import { StateBadge } from './StateBadge'
import { Thread } from './Thread'
import { useDisputeWords } from './words'

/** One dispute: its thread, what it is about, what the reader may do, and once the agent was right, where else the error is. */
export function Dispute() {
  const t = useDisputeWords()
  const { id } = useParams({ strict: false }) as { id: string }
  const asked = api.useQuery('get', '/api/disputes/{id}', { params: { path: { id } } })
  return (
    <>
      {asked.data ? (
        <Known dispute={asked.data} />
      ) : (
        <Page title={t('title')}>
          <Loaded query={asked}>{() => null}</Loaded>
        </Page>
      )}
    </>
  )
}

function Known({ dispute }: { dispute: Of<'DisputeWhole'> }) {
  const t = useDisputeWords()
  const lang = useLanguage()
  const { user, role, agents } = useSession()
  const reviewer = useMay('administrator', 'manager', 'lead', 'analyst')
  const { data: kept } = api.useQuery('get', '/api/evaluations/{id}', {
    params: { path: { id: dispute.evaluation }, query: { lang } },
  })
  const { data: review } = api.useQuery(
    'get',
    '/api/reviews/{id}',
    { params: { path: { id: dispute.review ?? '' } } },
    { enabled: !!dispute.review },
  )
  const form = useFormItems(kept?.evaluation.scorecard.hash)
  const item = itemIn(kept?.evaluation, dispute.item)
  const formItem = form.item(dispute.item)
  const question = item?.text ?? form.textOf(dispute.item)
  const answer = review?.answers.find((one) => one.item === dispute.item) ?? answerIn(item)
  const move = moveOf(dispute, { user: user.id, role, agents, scoredBy: review?.reviewer })
  return (
    <Page title={t('titleOf', { item: question })}>
      <Group gap="sm">
        <StateBadge state={dispute.state} />
        <DisputeUntil dispute={dispute} />
      </Group>
      <Grid>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap="md">
            <Paper>
              <Title order={2} size="h5" mb="md">
                {t('thread')}
              </Title>
              <Thread dispute={dispute} scale={formItem?.scale} />
            </Paper>
            {move.may === 'appeal' && <AppealForm dispute={dispute} />}
            {(move.may === 'answer' || move.may === 'decide') && (
              <MoveForm key={dispute.state} dispute={dispute} move={move.may} item={formItem} />
            )}
            {move.may === null && move.because && (
              <Alert icon={<IconInfoCircle aria-hidden />} color="gray">
                <Text size="sm">{t(`not.${move.because}`)}</Text>
              </Alert>
            )}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Contested
            dispute={dispute}
            question={question}
            answer={answer}
            scale={formItem?.scale}
            evidence={item?.evidence ?? []}
            scoredBy={review?.reviewer}
            scoreBefore={kept?.evaluation.score}
            mark={dispute.mark ? markIn(item, dispute.mark.finding) : undefined}
          />
        </Grid.Col>
      </Grid>
      {reviewer && isOverturned(dispute.state) && dispute.mark?.cue && (
        <BlastRadius dispute={dispute} textOf={form.textOf} />
      )}
    </Page>
  )
}
