import { Alert, Button, Group, List, Modal, Progress, Select, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { api, queries } from '~/api/client'
import { useUserName } from '~/api/names'
import { useMay, useSession } from '~/api/session'
import { ConversationLink } from '~/ui/ConversationLink'
import { useProblemText } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { moment } from '~/words/say'
import type { Row } from '../list/useList'
import { assignOne, type Became, type Reviewer } from './assign'
import { useActionWords } from './words'

const REVIEWS = ['manager', 'lead', 'analyst', 'administrator']

/** Has the chosen conversations reviewed: by whom, how far it is, and what could not be done and why. */
export function AssignReviews({
  opened,
  onClose,
  rows,
  onDone,
}: {
  opened: boolean
  onClose: () => void
  rows: readonly Row[]
  onDone: () => void
}) {
  const t = useActionWords()
  const common = useCommon()
  const text = useProblemText()
  const userName = useUserName()
  const { user } = useSession()
  const assigns = useMay('administrator', 'manager', 'lead')
  const users = api.useQuery('get', '/api/users', {}, { enabled: opened && assigns, staleTime: 5 * 60_000 })
  const [to, setTo] = useState<Reviewer | null>(null)
  const [became, setBecame] = useState<{ row: Row; became: Became }[]>([])
  const [all, setAll] = useState(0)
  const stop = useRef(false)
  const running = all > 0 && became.length < all && !stop.current
  const over = all > 0 && !running
  // biome-ignore lint/correctness/useExhaustiveDependencies: it begins anew each time it opens
  useEffect(() => {
    if (!opened) return
    setBecame([])
    setAll(0)
    setTo(assigns ? null : 'me')
  }, [opened])

  const programs = [...new Set(rows.map((row) => row.program))]
  const reviewers = (users.data ?? [])
    .filter((one) => one.id !== user.id && one.state === 'active' && REVIEWS.includes(one.role))
    .map((one) => {
      const everywhere =
        one.role === 'administrator' || programs.every((id) => one.programs.some((of) => of.program === id))
      const role = common(`role.${one.role as 'analyst'}`)
      return { value: one.id, label: `${one.name} · ${everywhere ? role : t('notIn')}`, disabled: !everywhere }
    })
    .sort((a, b) => Number(a.disabled) - Number(b.disabled))

  const go = async () => {
    if (!to) return
    stop.current = false
    setBecame([])
    setAll(rows.length)
    for (const row of rows) {
      if (stop.current) break
      const result = await assignOne(row, to)
      setBecame((before) => [...before, { row, became: result }])
    }
    void queries.invalidateQueries({ queryKey: ['get', '/api/reviews'] })
  }
  const why = (one: Became): string => {
    switch (one.kind) {
      case 'open':
        return one.reviewer
          ? t('openAlready', { name: userName(one.reviewer) ?? common('somebody') })
          : t('openInQueue')
      case 'notRead':
        return t('notRead')
      case 'kept':
        return t('staysWithYou', { why: text(one.problem) })
      case 'failed':
        return text(one.problem)
      case 'assigned':
        return ''
    }
  }
  const done = became.filter((one) => one.became.kind === 'assigned').length
  const problems = became.filter((one) => one.became.kind !== 'assigned')
  const leave = () => {
    stop.current = true
    onClose()
    if (over && done > 0) onDone()
  }
  return (
    <Modal
      opened={opened}
      onClose={leave}
      title={assigns ? t('title') : t('reviewMyself')}
      closeOnClickOutside={!running}
    >
      <Stack gap="sm">
        {all === 0 && (
          <>
            <Text size="sm">{t('about', { count: rows.length })}</Text>
            {assigns && (
              <Select
                label={t('reviewer')}
                searchable
                allowDeselect={false}
                data-autofocus
                value={to}
                onChange={setTo}
                data={[
                  { value: 'me', label: t('me') },
                  { value: 'queue', label: t('queue') },
                  { group: t('people'), items: reviewers },
                ]}
              />
            )}
            <Text size="xs" c="dimmed">
              {t('stream')}
            </Text>
          </>
        )}
        {all > 0 && (
          <div role="status">
            <Progress value={(became.length / all) * 100} aria-label={t('progress', { done: became.length, all })} />
            <Text size="sm" mt={6}>
              {over ? t('done', { count: done }) : t('progress', { done: became.length, all })}
            </Text>
          </div>
        )}
        {problems.length > 0 && (
          <Alert color="orange" variant="light" title={t('problems', { count: problems.length })}>
            <List size="sm">
              {problems.map(({ row, became }) => (
                <List.Item key={row.id}>
                  <ConversationLink id={row.id}>
                    {[moment(row.started_ms), row.agent?.name].filter(Boolean).join(', ')}
                  </ConversationLink>
                  {': '}
                  {why(became)}
                </List.Item>
              ))}
            </List>
          </Alert>
        )}
        <Group justify="flex-end">
          {running && (
            <Button
              variant="default"
              onClick={() => {
                stop.current = true
              }}
            >
              {t('stop')}
            </Button>
          )}
          {over && done > 0 && (
            <Button variant="default" renderRoot={(props) => <Link {...props} to="/reviews" />}>
              {t('toReviews')}
            </Button>
          )}
          {over && <Button onClick={leave}>{t('close')}</Button>}
          {all === 0 && (
            <Button onClick={() => void go()} disabled={!to}>
              {t('go', { count: rows.length })}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}
