import { Checkbox, Fieldset, Input, MultiSelect, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { client, type Of, queries } from '~/api/client'
import { useSession } from '~/api/session'
import { CloseFoot, FormFoot } from '~/ui/FormFoot'
import { tellDone } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { ShownOnce } from '../ShownOnce'
import { GROUPS, isAddress, ticked, toggled } from './events'
import { useEventNames } from './eventWords'

const useWords = words(
  'webhookForm',
  {
    url: 'Address',
    urlAbout: 'Where the other system receives messages: https://…',
    urlWrong: 'An address begins with https:// and holds no user name',
    events: 'What it is told of',
    eventsAbout: 'Messages hold ids and states alone: no words of a conversation, no names, no figures.',
    eventsMissing: 'Choose at least one',
    programs: 'Programs',
    programsAbout: 'Where none is chosen, it is told of all of them, also of those to come.',
    make: 'Add the webhook',
    secret: 'Its secret, shown this once',
    secretAbout:
      'Give it to the other system: with it, it sees that messages come from here and were not changed. How is in the documentation (docs/webhooks.md).',
  },
  {
    url: '地址',
    urlAbout: '对方系统接收消息的地址：https://…',
    urlWrong: '地址以 https:// 开头，不能包含用户名',
    events: '通知哪些事件',
    eventsAbout: '消息里只有编号和状态，不含会话原文、姓名或统计数据。',
    eventsMissing: '请至少选择一项',
    programs: '项目',
    programsAbout: '不选则通知全部项目，包括以后新建的。',
    make: '添加 Webhook',
    secret: '密钥，只显示这一次',
    secretAbout: '请交给对方系统：用它可以验证消息确实来自这里且未被改动。验证方法见文档 docs/webhooks.md。',
  },
)

/** Adds a webhook and shows its secret, once; or changes one. */
export function WebhookForm({ webhook, onDone }: { webhook?: Of<'WebhookOut'>; onDone: () => void }) {
  const t = useWords()
  const common = useCommon()
  const name = useEventNames()
  const { programs } = useSession()
  const [url, setUrl] = useState(webhook?.url ?? '')
  const [events, setEvents] = useState<string[]>([...(webhook?.events ?? [])])
  const [chosen, setChosen] = useState<string[]>([...(webhook?.programs ?? [])])
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<unknown>()
  const [secret, setSecret] = useState<string>()
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isAddress(url) || events.length === 0) return
    setBusy(true)
    setWrong(undefined)
    const body = { url: url.trim(), events, programs: chosen }
    const answer = webhook
      ? client.PATCH('/api/webhooks/{id}', { params: { path: { id: webhook.id } }, body })
      : client.POST('/api/webhooks', { body })
    const { data, error } = await answer.catch((error) => ({ data: undefined, error }))
    setBusy(false)
    if (!data) return setWrong(error)
    void queries.invalidateQueries({ queryKey: ['get', '/api/webhooks'] })
    if ('secret' in data) return setSecret(data.secret)
    tellDone(common('saved'))
    onDone()
  }
  if (secret)
    return (
      <Stack>
        <ShownOnce title={t('secret')} value={secret}>
          {t('secretAbout')}
        </ShownOnce>
        <CloseFoot onClose={onDone} />
      </Stack>
    )
  return (
    <form onSubmit={send} noValidate>
      <Stack>
        <TextInput
          label={t('url')}
          description={t('urlAbout')}
          placeholder="https://example.org/hooks/rapport"
          type="url"
          required
          data-autofocus
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
          error={tried && !isAddress(url) ? t('urlWrong') : null}
        />
        <div>
          <Input.Label component="div" required>
            {t('events')}
          </Input.Label>
          <Input.Description mb="xs">{t('eventsAbout')}</Input.Description>
          <Stack gap="sm">
            {GROUPS.map(({ group, events: all }) => {
              const state = ticked(events, all)
              return (
                <Fieldset
                  key={group}
                  p="sm"
                  legend={
                    <Checkbox
                      label={name(group)}
                      fw={600}
                      checked={state === 'all'}
                      indeterminate={state === 'some'}
                      onChange={() => setEvents(toggled(events, all, state !== 'all'))}
                    />
                  }
                >
                  <Stack gap={6}>
                    {all.map((one) => (
                      <Checkbox
                        key={one}
                        label={name(one)}
                        checked={events.includes(one)}
                        onChange={(event) => setEvents(toggled(events, [one], event.currentTarget.checked))}
                      />
                    ))}
                  </Stack>
                </Fieldset>
              )
            })}
          </Stack>
          {tried && events.length === 0 && <Input.Error mt="xs">{t('eventsMissing')}</Input.Error>}
        </div>
        <MultiSelect
          label={t('programs')}
          description={t('programsAbout')}
          placeholder={chosen.length === 0 ? common('allPrograms') : undefined}
          data={programs.map(({ id, name }) => ({ value: id, label: name }))}
          value={chosen}
          onChange={setChosen}
          clearable
        />
        <FormFoot wrong={wrong} busy={busy} onCancel={onDone}>
          {webhook ? common('save') : t('make')}
        </FormFoot>
      </Stack>
    </form>
  )
}
