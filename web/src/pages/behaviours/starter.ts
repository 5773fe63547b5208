/** A working rule to begin with: what it looks for, and examples that test it. */
export const STARTER = `format: 1
id: our_promise
side: agent                      # agent, customer or both
polarity: "+"                    # "+", "-", or "0" for a signal
tier: extended
skill: follow_through
name: {en: Our promise, zh: 我们的承诺}
definition: {en: "Promises to call back personally, with a time.", zh: 承诺本人回电，并说明时间。}
why: {en: "A name and a time make a promise that can be kept.", zh: 有人负责、有时间，承诺才兑现得了。}
source: our house rules
reason: {en: "promises a call back with a time", zh: 承诺回电并说明时间}
say:
  en: ["I'll call you back myself by three."]
  zh: ["三点前我本人给您回电。"]

cues:
  en:
    - id: 1
      match: ["i will ..2 call you back ..3 (by|before|at|within) ..3 (@number|today|tomorrow)"]
      span: sentence
      confidence: 0.9
  zh:
    - id: 1
      match: ["@number点..2(前|之前)..6(回电|回您电话)"]
      span: sentence
      confidence: 0.9

examples:
  en:
    fires:
      - "C: When do I hear from you? / A: I'll call you back myself by three."
    silent:
      - "C: Will you call me back? / A: Somebody will."
  zh:
    fires:
      - "C: 什么时候有消息？ / A: 三点前我本人给您回电。"
    silent:
      - "C: 会给我回电吗？ / A: 到时候会联系您。"
`

/** Something to read at once, in either language. */
export const SAMPLE = {
  en: `Customer: You charged me twice and I am furious!
Agent: Your account number, please.
Customer: 5531. So what happens now?
Agent: I'm so sorry, we charged you twice and that was our mistake. I'm refunding it now, it takes three days.`,
  zh: `客户：你们扣了我两次钱，太气人了！
客服：请提供一下账号。
客户：5531，那现在怎么办？
客服：非常抱歉，是我们重复扣款了。我现在就给您退，三个工作日内到账。`,
}
