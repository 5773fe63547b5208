import { Alert, Modal, Stack, Text, Textarea } from '@mantine/core'
import { createContext, type ReactNode, useContext, useState } from 'react'
import { api, queries } from '~/api/client'
import { useSession } from '~/api/session'
import { FormFoot } from '~/ui/FormFoot'
import { tellDone, useProblemText } from '~/ui/Problem'
import { words } from '~/words/i18n'
import { MarkCard } from '../findings/MarkCard'
import { useReading } from '../reading/Reading'

const useWords = words(
  'disputing',
  {
    title: 'Dispute an answer',
    about: 'A reviewer who did not score this answers within three working days. Disputes are never counted by agent.',
    why: 'Why it is wrong',
    whyAbout: 'For example: I was quoting the customer; I had done it before the recording began.',
    send: 'Send the dispute',
    sent: 'Dispute sent',
  },
  {
    title: '对评分提出申诉',
    about: '将由未参与评分的复核人在三个工作日内答复。申诉次数从不用于考核坐席。',
    why: '哪里不对',
    whyAbout: '例如：我是在转述客户的话；录音开始前我已经核实过。',
    send: '提交申诉',
    sent: '申诉已提交',
  },
)

/** What is disputed: an answer to an item, of the machine or of a review, and the mark that it rests on. */
export interface Disputed {
  item: string
  text: string
  mark?: string
  review?: string
}

const Dispute = createContext<((disputed: Disputed) => void) | undefined>(undefined)

/** Opens the form of a dispute; none for those who may not dispute. */
export const useDispute = () => useContext(Dispute)

/** Lets agents (their own conversations) and leads dispute answers, in one dialogue for the whole page. */
export function Disputing({ children }: { children: ReactNode }) {
  const { role, agents } = useSession()
  const { whole } = useReading()
  const [disputed, open] = useState<Disputed>()
  const own = role === 'agent' && agents.includes(whole.conversation.agent?.id ?? '')
  const may = (role === 'lead' || own) && whole.evaluation
  return (
    <Dispute.Provider value={may ? open : undefined}>
      {children}
      {disputed && <Form disputed={disputed} onClose={() => open(undefined)} />}
    </Dispute.Provider>
  )
}

function Form({ disputed, onClose }: { disputed: Disputed; onClose: () => void }) {
  const t = useWords()
  const problem = useProblemText()
  const { whole, marks } = useReading()
  const [reason, setReason] = useState('')
  const send = api.useMutation('post', '/api/disputes', {
    onSuccess: () => {
      tellDone(t('sent'))
      void queries.invalidateQueries({ queryKey: ['get', '/api/conversations/{id}'] })
      void queries.invalidateQueries({ queryKey: ['get', '/api/disputes'] })
      onClose()
    },
  })
  const mark = marks.find(({ id }) => id === disputed.mark)
  const submit = () =>
    send.mutate({
      body: {
        conversation: whole.conversation.id,
        item: disputed.item,
        finding: disputed.mark,
        review: disputed.review,
        reason: reason.trim(),
      },
    })
  return (
    <Modal opened onClose={onClose} title={t('title')} closeOnClickOutside={false}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack gap="sm">
          <Text fw={600}>{disputed.text}</Text>
          {mark && <MarkCard mark={mark} />}
          <Text size="sm" c="dimmed">
            {t('about')}
          </Text>
          <Textarea
            data-autofocus
            label={t('why')}
            description={t('whyAbout')}
            required
            autosize
            minRows={3}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {send.error && (
            <Alert color="red" role="alert">
              {problem(send.error)}
            </Alert>
          )}
          <FormFoot busy={send.isPending} disabled={!reason.trim()} onCancel={onClose}>
            {t('send')}
          </FormFoot>
        </Stack>
      </form>
    </Modal>
  )
}
