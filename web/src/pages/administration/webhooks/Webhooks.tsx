import { Modal, Table } from '@mantine/core'
import { useState } from 'react'
import { api } from '~/api/client'
import { one, useAddress } from '~/search'
import { Empty } from '~/ui/Empty'
import { ListHead } from '~/ui/ListHead'
import { ListTable } from '~/ui/ListTable'
import { Loaded } from '~/ui/Loaded'
import { ShownOnce } from '../ShownOnce'
import { Deliveries } from './Deliveries'
import { WebhookForm } from './WebhookForm'
import { WebhookLine } from './WebhookLine'
import { useWebhookWords } from './webhookWords'

/** Webhooks: which other systems are told of what, how each stands, and what became of every message. */
export function Webhooks() {
  const t = useWebhookWords()
  const { search, change } = useAddress()
  const webhooks = api.useQuery('get', '/api/webhooks', {}, { refetchInterval: 10_000 })
  const [secret, setSecret] = useState<string>()
  const all = webhooks.data?.webhooks ?? []
  const adding = one(search.add) === '1'
  const edited = all.find(({ id }) => id === one(search.edit))
  const looked = all.find(({ id }) => id === one(search.messages))
  return (
    <>
      <ListHead about={t('about')} add={t('add')} onAdd={() => change({ add: '1' })} mb="sm" />
      <Loaded
        query={webhooks}
        isEmpty={(data) => data.webhooks.length === 0}
        empty={<Empty title={t('empty')}>{t('emptyAbout')}</Empty>}
      >
        {(data) => (
          <ListTable
            minWidth={760}
            heads={
              <>
                <Table.Th>{t('address')}</Table.Th>
                <Table.Th>{t('told')}</Table.Th>
                <Table.Th>{t('state')}</Table.Th>
              </>
            }
          >
            {data.webhooks.map((webhook) => (
              <WebhookLine
                key={webhook.id}
                webhook={webhook}
                onMessages={() => change({ messages: webhook.id })}
                onEdit={() => change({ edit: webhook.id })}
                onSecret={setSecret}
              />
            ))}
          </ListTable>
        )}
      </Loaded>
      <Modal opened={adding} onClose={() => change({ add: undefined })} title={t('add')} size="lg">
        <WebhookForm onDone={() => change({ add: undefined })} />
      </Modal>
      <Modal opened={!!edited} onClose={() => change({ edit: undefined })} title={t('edit')} size="lg">
        {edited && <WebhookForm key={edited.id} webhook={edited} onDone={() => change({ edit: undefined })} />}
      </Modal>
      <Modal opened={!!secret} onClose={() => setSecret(undefined)} title={t('newSecret')} size="lg">
        <ShownOnce title={t('secretShown')} value={secret ?? ''}>
          {t('secretGive')}
        </ShownOnce>
      </Modal>
      {looked && <Deliveries webhook={looked} onClose={() => change({ messages: undefined })} />}
    </>
  )
}
