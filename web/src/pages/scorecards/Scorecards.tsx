import { Group, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { api } from '~/api/client'
import { useMay } from '~/api/session'
import { one, useAddress } from '~/search'
import { AddButton } from '~/ui/AddButton'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Page } from '~/ui/Page'
import { useShortcuts } from '~/ui/shortcuts'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { FormTable } from './FormTable'
import { type Form, forms } from './forms'
import { InUse } from './InUse'
import { NewForm } from './NewForm'
import { useFormWords } from './words'

const useWords = words(
  'scorecards',
  {
    about: 'What conversations are scored by: which form holds on which channel, and every version there was.',
    make: 'New form',
    search: 'Find a form',
    searchKey: 'Find a form',
    none: 'No form fits',
    noneAbout: 'Take a word away from the search, or choose another state.',
    built: 'The built-in forms come with the server; they appear here once it has started.',
  },
  {
    about: '会话按什么评分：各渠道正在使用哪张评分表，以及每张表的全部版本。',
    make: '新建评分表',
    search: '查找评分表',
    searchKey: '查找评分表',
    none: '没有符合条件的评分表',
    noneAbout: '请减少搜索词，或选择其他状态。',
    built: '内置评分表随服务器提供，服务器启动后会出现在这里。',
  },
)

const fits = (form: Form, q: string, state: string) => {
  const text = [form.name, ...form.versions.flatMap((one) => [one.title?.en, one.title?.zh])].join(' ').toLowerCase()
  return text.includes(q.toLowerCase()) && (!state || form.versions.some((one) => one.state === state))
}

/** Which form holds where, and all forms with their versions. */
export function Scorecards() {
  const t = useWords()
  const form = useFormWords()
  const common = useCommon()
  const { search, change } = useAddress()
  const [making, { open, close }] = useDisclosure(one(search.new) != null)
  const mayWrite = useMay('administrator', 'manager', 'analyst')
  const shut = () => {
    close()
    if (one(search.new)) change({ new: undefined })
  }
  const cards = api.useQuery('get', '/api/scorecards')
  const programs = api.useQuery('get', '/api/programs')
  const box = useRef<HTMLInputElement>(null)
  useShortcuts([
    { keys: '/', says: t('searchKey'), run: () => box.current?.focus() },
    ...(mayWrite ? [{ keys: 'n', says: t('make'), run: open }] : []),
  ])
  const q = one(search.q) ?? ''
  const state = one(search.state) ?? ''
  return (
    <Page
      title={common('scorecards')}
      about={t('about')}
      actions={mayWrite && <AddButton add={t('make')} onClick={open} />}
    >
      <Loaded
        query={cards}
        lines={8}
        isEmpty={(all) => all.length === 0}
        empty={<Empty title={t('none')}>{t('built')}</Empty>}
      >
        {(versions) => {
          const shown = forms(versions).filter((one) => fits(one, q, state))
          return (
            <Stack gap="lg">
              {programs.data && <InUse programs={programs.data} versions={versions} />}
              <Stack gap="xs">
                <Group gap="sm">
                  <TextInput
                    ref={box}
                    aria-label={t('search')}
                    placeholder={t('search')}
                    leftSection={<IconSearch size={16} aria-hidden />}
                    value={q}
                    onChange={(event) => change({ q: event.currentTarget.value })}
                    w={260}
                  />
                  <SegmentedControl
                    value={state}
                    onChange={(value) => change({ state: value })}
                    data={[
                      { value: '', label: common('all') },
                      { value: 'published', label: form('state.published') },
                      { value: 'draft', label: form('state.draft') },
                      { value: 'retired', label: form('state.retired') },
                    ]}
                  />
                </Group>
                {shown.length > 0 ? (
                  <FormTable forms={shown} versions={versions} programs={programs.data ?? []} />
                ) : (
                  <Empty title={t('none')}>{t('noneAbout')}</Empty>
                )}
              </Stack>
              {mayWrite && <NewForm opened={making} onClose={shut} versions={versions} from={one(search.new)} />}
            </Stack>
          )
        }}
      </Loaded>
    </Page>
  )
}
