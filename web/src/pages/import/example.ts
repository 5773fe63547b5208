/** Where the example comes from, so that it is known again. */
export const EXAMPLE_SOURCE = 'example'
export const EXAMPLE_NAME = 'example.jsonl'

/** Three conversations that never were, without agents or customers by name: a call that is turned, a chat that misses, a Chinese one. */
const CONVERSATIONS = [
  {
    id: 'example-parcel',
    channel: 'voice',
    turns: [
      {
        who: 'agent',
        text: 'Good morning, Thistlewick Post, you are speaking with the help line. How can I help you?',
        start_ms: 0,
        end_ms: 4200,
      },
      {
        who: 'customer',
        text: 'My parcel has been "out for delivery" for five days. I am really fed up, nobody tells me anything.',
        start_ms: 4800,
        end_ms: 10_900,
      },
      {
        who: 'agent',
        text: 'I understand how frustrating that is, five days of waiting without a word. I am sorry, we should have told you. Could you give me the parcel number so I can look where it is?',
        start_ms: 12_100,
        end_ms: 21_300,
      },
      { who: 'customer', text: 'It is TW-1180.', start_ms: 22_000, end_ms: 24_100 },
      {
        who: 'agent',
        text: 'Thank you. So the parcel left our depot on Monday and has not moved since, is that right? It was loaded on the wrong van. I can send it again today so it is with you tomorrow before noon, or you can collect it at the depot this afternoon. Which would you prefer?',
        start_ms: 29_500,
        end_ms: 43_000,
      },
      {
        who: 'customer',
        text: 'Tomorrow is fine. Thank you, that is the first clear answer I got.',
        start_ms: 43_900,
        end_ms: 48_000,
      },
      {
        who: 'agent',
        text: 'I will call you tomorrow at noon to make sure it has arrived. Is there anything else I can do for you?',
        start_ms: 48_700,
        end_ms: 54_100,
      },
      { who: 'customer', text: 'No, that is all. Thanks!', start_ms: 54_800, end_ms: 56_500 },
    ],
    outcome: { resolved: true },
  },
  {
    id: 'example-kettle',
    channel: 'chat',
    turns: [
      { who: 'customer', text: 'The kettle you sent me leaks and it ruined my kitchen worktop. I am so disappointed.' },
      { who: 'agent', text: 'What is the order number?' },
      { who: 'customer', text: 'KT-204. This is the second broken one!' },
      { who: 'agent', text: 'Our policy says that returns take 14 days. You have to fill in the form.' },
      { who: 'customer', text: 'Can you not just send a new one?' },
      { who: 'agent', text: 'No, that is not possible. You should have read the terms.' },
    ],
    outcome: { resolved: false },
  },
  {
    id: 'example-broadband',
    channel: 'voice',
    lang: 'zh',
    turns: [
      { who: 'agent', text: '您好，这里是竹溪宽带客服，请问有什么可以帮您？', start_ms: 0, end_ms: 3600 },
      {
        who: 'customer',
        text: '网断了三天了，打了两次电话都没人管，真的很着急，我在家上班啊。',
        start_ms: 4200,
        end_ms: 9800,
      },
      {
        who: 'agent',
        text: '断网三天还影响您上班，确实让人着急。很抱歉，之前的报修我们没有跟进好。我先跟您核对一下：是光猫上的红灯一直亮着，对吗？',
        start_ms: 10_900,
        end_ms: 20_700,
      },
      { who: 'customer', text: '对，一直亮红灯。', start_ms: 21_300, end_ms: 23_000 },
      {
        who: 'agent',
        text: '明白了，这是线路故障，不是您设备的问题。我现在给您安排加急上门，今天下午三点之前到，断网这三天的费用我也给您申请减免。您看这样可以吗？',
        start_ms: 24_100,
        end_ms: 36_500,
      },
      { who: 'customer', text: '可以，谢谢你。', start_ms: 37_200, end_ms: 38_900 },
      {
        who: 'agent',
        text: '不客气。下午四点我会再给您打电话，确认网络恢复了没有。请问还有其他需要帮忙的吗？',
        start_ms: 39_600,
        end_ms: 46_800,
      },
      { who: 'customer', text: '没有了，再见。', start_ms: 47_300, end_ms: 48_600 },
    ],
    outcome: { resolved: true },
  },
]

/** The example as a file of JSON Lines. */
export const example = () =>
  new Blob([CONVERSATIONS.map((one) => `${JSON.stringify(one)}\n`).join('')], { type: 'application/x-ndjson' })
