import { Anchor, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { useLibrary } from '~/api/library'
import { useLanguage, words } from '~/words/i18n'
import { useChannelName } from './channelName'
import type { Line } from './reading'
import { useFormWords } from './words'

const useWords = words(
  'lines',
  {
    rate: 'Each moment that calls for it: was one of these done?',
    rateOr: 'These do just as well:',
    rateCalled: "Also called for, within the agent's next {{within}} turns, by:",
    rateCalledLevel: "Also called for, within the agent's next {{within}} turns, from level {{level}} on, by:",
    band: 'From {{from}} %: {{earns}} % of the points',
    present: 'Yes when one of these was found:',
    presentLevel: 'Yes when one of these was found at level {{level}} or more:',
    presentEvent: 'Or when the source names {{event}}.',
    'otherwise.no': 'Otherwise no.',
    'otherwise.open': 'Otherwise a person answers.',
    'otherwise.na': 'Otherwise not applicable.',
    absent: 'No when one of these was found:',
    limit: 'Each one found costs {{each}} % of the points:',
    limitAllowed: '{{allowed}} cost nothing, each one more {{each}} % of the points:',
    dosage: 'All points for {{from}} to {{to}} of these; fewer earn their proportion, more lose it:',
    for: 'The share of these, which speak for it …',
    against: '… among them and these, which speak against:',
    event: 'Whether the source names {{event}}; a person answers where it names no events.',
    'outcome.resolved': 'Whether the source says that the matter is resolved; a person answers where it does not say.',
    'outcome.result_code': 'Whether the source has a result code; a person answers where it does not say.',
    masked: 'No when a masked value ({{kinds}}) stands in the conversation: then somebody said it.',
    onChannels: 'On: {{channels}}',
    found: 'Where one of these was found, on either side:',
    foundLevel: 'Where one of these was found at level {{level}} or more, on either side:',
    timed: 'Where the turns carry times',
    agentTurns_one: 'Where the agent has at least {{count}} turn',
    agentTurns_other: 'Where the agent has at least {{count}} turns',
    customerWords_one: 'Where the customer said at least {{count}} word',
    customerWords_other: 'Where the customer said at least {{count}} words',
  },
  {
    rate: '每个需要的时机，是否做到以下之一：',
    rateOr: '以下同样算做到：',
    rateCalled: '出现以下情况后，坐席接下来 {{within}} 轮内也需要做到：',
    rateCalledLevel: '出现以下情况（{{level}} 级及以上）后，坐席接下来 {{within}} 轮内也需要做到：',
    band: '达到 {{from}}%：得 {{earns}}% 的分',
    present: '出现以下任一即为“是”：',
    presentLevel: '以下任一达到 {{level}} 级及以上即为“是”：',
    presentEvent: '来源记录了{{event}}也算。',
    'otherwise.no': '否则为“否”。',
    'otherwise.open': '否则由人工作答。',
    'otherwise.na': '否则不适用。',
    absent: '出现以下任一即为“否”：',
    limit: '每出现一次，扣本项的 {{each}}%：',
    limitAllowed: '前 {{allowed}} 次不扣，之后每次扣本项的 {{each}}%：',
    dosage: '出现 {{from}} 至 {{to}} 次得满分，少则按比例得分，多则扣分：',
    for: '正面表现……',
    against: '……在正反两面总数中的占比；反面表现：',
    event: '来源是否记录了{{event}}；来源没有事件时由人工作答。',
    'outcome.resolved': '来源是否标记为已解决；来源未注明时由人工作答。',
    'outcome.result_code': '来源是否有处理结果码；来源未注明时由人工作答。',
    masked: '会话中出现被遮蔽的敏感信息（{{kinds}}）即为“否”：说明有人说出了它。',
    onChannels: '渠道：{{channels}}',
    found: '任一方出现以下情况时：',
    foundLevel: '任一方出现以下情况（{{level}} 级及以上）时：',
    timed: '各轮带有时间时',
    agentTurns_other: '坐席至少说了 {{count}} 轮时',
    customerWords_other: '客户至少说了 {{count}} 个字时',
  },
)

/** Sentences about how an item is answered, with the behaviours that they name; each leads to its page. */
export function Lines({ lines }: { lines: readonly Line[] }) {
  const t = useWords()
  const say = useFormWords()
  const channel = useChannelName()
  const { behaviourName } = useLibrary()
  const comma = useLanguage() === 'zh' ? '、' : ', '
  return (
    <Stack gap={4}>
      {lines.map(({ key, values, behaviours }) => {
        const shown = { ...values }
        if (typeof shown.event === 'string') shown.event = say(`event.${shown.event as 'hold'}`)
        if (typeof shown.channels === 'string') shown.channels = shown.channels.split(' ').map(channel).join(comma)
        const sentence = t(key, shown)
        return (
          <Text key={`${key} ${sentence}`} size="sm" component="div">
            {sentence}{' '}
            {behaviours?.map((id, index) => (
              <Fragment key={id}>
                {index > 0 && comma}
                <Anchor
                  size="sm"
                  underline="always"
                  c="inherit"
                  renderRoot={(props) => <Link {...props} to="/behaviours/$id" params={{ id }} />}
                >
                  {behaviourName(id)}
                </Anchor>
              </Fragment>
            ))}
          </Text>
        )
      })}
    </Stack>
  )
}
