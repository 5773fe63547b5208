// The desk's main path, by the hands of three people: a file comes in, is read, reviewed, disputed, decided for the agent, and the figures change.
import { expect, test } from "@playwright/test";

import { desk, pageOf } from "./desk";
import { asking } from "./places";

const turns = [
  ["agent", "Good morning, Larkmoor, this is Maren. How can I help you?"],
  ["customer", "I am really upset. You charged me twice this month and nobody told me."],
  ["agent", "Calm down, please. That is our policy and there is nothing I can do about it."],
  ["customer", "That is not fair. I want my money back."],
  ["agent", "You should have read the terms. It is not my fault."],
  ["customer", "So what now?"],
  ["agent", "Is there anything else I can help with? Thank you for calling, goodbye."],
];
const call = { id: `flow-${Date.now()}`, agent: "a01", customer: "k-9001", channel: "voice", started_at: new Date(Date.now() - 86_400_000).toISOString(), turns: turns.map(([who, text]) => ({ who, text })) };

test("import, findings, review, dispute, decision, figures", async ({ browser }) => {
  const analyst = await pageOf(browser, "analyst");
  const ask = asking(analyst.page.request);
  const larkmoor = (await ask("/api/programs")).find((program: { name: string }) => program.name === "Larkmoor").id;
  const blames = async () => {
    const told = await ask(`/api/figures/behaviours?by=program&program=${larkmoor}&behaviour=blame_or_defend`);
    return told.rows[0]?.found.negative.count ?? 0;
  };
  const before = await blames();

  // The analyst brings a file in, and finds the conversation by its words.
  await analyst.page.goto("/import");
  await analyst.page.getByRole("combobox", { name: "Program" }).or(analyst.page.getByLabel("Program")).first().click();
  await analyst.page.getByRole("option", { name: "Larkmoor" }).click();
  await analyst.page.locator("input[type=file]").first().setInputFiles({ name: "flow.jsonl", mimeType: "application/jsonl", buffer: Buffer.from(JSON.stringify(call)) });
  await expect(analyst.page.getByText("1 new").first()).toBeVisible();
  await expect.poll(async () => (await ask("/api/conversations?q=really%20upset&from=" + call.started_at.slice(0, 10))).conversations.filter((row: { external_id: string; state: string }) => row.external_id === call.id && row.state === "evaluated").length, { timeout: 60_000 }).toBe(1);
  const id = (await ask("/api/conversations?q=really%20upset&from=" + call.started_at.slice(0, 10))).conversations.find((row: { external_id: string }) => row.external_id === call.id).id;
  expect(await blames()).toBe(before + 1);

  await analyst.page.goto("/conversations?q=really+upset");
  await analyst.page.locator(`a[href*="${id}"]`).first().click();
  await expect(analyst.page.getByText("Blames or defends").or(analyst.page.getByText(/[Bb]lame/)).first()).toBeVisible();

  // A review: the machine is agreed with, but for what it leaves to people.
  await analyst.page.getByRole("button", { name: "Start a review" }).click();
  await analyst.page.waitForURL(/review=/);
  const blind = analyst.page.getByRole("switch", { name: "Blind" });
  await expect(blind).toBeVisible();
  if (await blind.isChecked()) await blind.click({ force: true });
  const items = analyst.page.locator("fieldset[id^=item-]");
  await expect(items.first()).toBeVisible();
  for (let number = 0; number < (await items.count()); number += 1) {
    const agree = items.nth(number).getByRole("button", { name: /^Agree/ });
    if (await agree.count()) await agree.first().click();
    else await items.nth(number).getByRole("group").getByRole("button").first().click();
  }
  await analyst.page.getByRole("button", { name: "Submit", exact: true }).click();
  await analyst.page.getByRole("dialog").getByRole("button", { name: "Submit" }).click();
  await expect.poll(async () => (await ask(`/api/conversations/${id}`)).reviews[0]?.state).toBe("submitted");

  // The agent contests the mark on the words "You should have read the terms".
  const agent = await pageOf(browser, "agent");
  const mark = (await ask(`/api/conversations/${id}`)).findings.find((finding: { behaviour: string }) => finding.behaviour === "blame_or_defend").id;
  await agent.page.goto(`/conversations/${id}?mark=${mark}`);
  await agent.page.getByRole("button", { name: "Dispute this" }).first().click();
  await agent.page.getByRole("dialog").getByRole("textbox").fill("The terms were the customer's question; I pointed at the page.");
  await agent.page.getByRole("dialog").getByRole("button", { name: "Send the dispute" }).click();
  await expect.poll(async () => (await ask(`/api/disputes?conversation=${id}`)).items.length).toBe(1);
  const dispute = (await ask(`/api/disputes?conversation=${id}`)).items[0].id;

  // Somebody who did not review it agrees with the agent: the mark is gone, and so it is from the figures.
  const second = await pageOf(browser, "second");
  await second.page.goto(`/disputes/${dispute}`);
  await second.page.getByRole("radio", { name: /The agent is right/ }).click();
  await second.page.getByLabel("Why", { exact: false }).last().fill("She answers what was asked.");
  const corrected = second.page.getByRole("combobox", { name: /Corrected answer/ });
  if (await corrected.count()) {
    await corrected.click();
    await second.page.getByRole("option").first().click();
  }
  await second.page.getByRole("button", { name: "Send the answer" }).click();
  await expect.poll(async () => (await ask(`/api/disputes/${dispute}`)).state).toBe("accepted");
  await expect.poll(blames, { timeout: 60_000 }).toBe(before);
  await agent.page.goto(`/disputes/${dispute}`);
  await expect(agent.page.getByText(/You were right/).first()).toBeVisible();

  for (const { noise } of [analyst, agent, second]) expect(noise).toEqual([]);
  for (const { page } of [analyst, agent, second]) await page.context().close();
});

test("a rule is written in the playground, kept in a program, and finds", async ({ browser }) => {
  const { page, noise, csrf } = await pageOf(browser, "manager");
  const ask = asking(page.request);
  const program = (await ask("/api/programs")).find((one: { name: string }) => one.name === "Larkmoor");
  const rule = `format: 1
id: lantern_phrase
side: agent
polarity: "+"
tier: extended
skill: relationship
name: {en: Lantern phrase, zh: 提灯用语}
definition: {en: "Says the brand's phrase.", zh: 说出品牌用语。}
why: {en: "It is known by it.", zh: 客户因此记得。}
source: our house rules
reason: {en: "says the brand's phrase", zh: 说出品牌用语}
cues:
  en:
    - {id: 1, match: ["we leave a lantern on"]}
examples:
  en:
    fires: ["A: We leave a lantern on for you."]
    silent: ["A: We sell lanterns."]
`;
  await page.goto("/playground?rule=1&text=Agent%3A+We+leave+a+lantern+on+for+you.");
  await page.getByRole("textbox", { name: "The rule (YAML)" }).fill(rule);
  await expect(page.getByText("2 of 2 examples do what they should")).toBeVisible();
  await page.getByRole("button", { name: "Keep in a program" }).click();
  const dialog = page.getByRole("dialog", { name: "Keep in a program" });
  await dialog.getByRole("combobox", { name: "Program" }).click();
  await page.getByRole("option", { name: "Larkmoor" }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Larkmoor finds by it from now on", { exact: false })).toBeVisible();
  await dialog.getByRole("link", { name: /See the rules of Larkmoor/ }).click();
  await page.waitForURL(/tab=rules/);
  await expect(page.getByRole("row", { name: /Lantern phrase/ })).toContainText("2 of 2 do what they should");
  await page.getByRole("button", { name: "Look" }).click();
  await expect(page.getByText("Nobody would change").or(page.getByText(/would get another score/))).toBeVisible({ timeout: 60_000 });

  const analyst = await pageOf(browser, "analyst");
  const id = `lantern-${Date.now()}`;
  const call = { id, agent: "a01", channel: "chat", turns: [{ who: "customer", text: "Will you be there tonight?" }, { who: "agent", text: "Of course, we leave a lantern on for you." }] };
  const sent = await analyst.page.request.post(`/api/conversations?program=${program.id}`, { data: call, headers: { "x-csrf-token": analyst.csrf } });
  const conversation = (await sent.json()).receipts[0].id;
  await expect.poll(async () => (await ask(`/api/conversations/${conversation}`)).conversation.state, { timeout: 60_000 }).toBe("evaluated");
  await analyst.page.goto(`/conversations/${conversation}`);
  await expect(analyst.page.getByText("Lantern phrase").first()).toBeVisible();
  await analyst.page.goto(`/behaviours?q=lantern&program=${program.id}`);
  await expect(analyst.page.getByText("Own", { exact: true })).toBeVisible();

  // Another test finds the program as it was.
  const removed = await page.request.delete(`/api/programs/${program.id}/rules`, { headers: { "x-csrf-token": csrf, "if-match": "*" } });
  expect(removed.status()).toBe(204);
  for (const each of [noise, analyst.noise]) expect(each).toEqual([]);
  for (const each of [page, analyst.page]) await each.context().close();
});

test("a session that ends is taken up again on the same page", async ({ browser }) => {
  const { page } = await pageOf(browser, "coach");
  await page.goto("/conversations?q=refund");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.context().clearCookies();
  await page.getByRole("navigation").getByRole("link", { name: "Scorecards" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await dialog.locator("input[type=password]").fill("wrenfield-demo");
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toBeHidden();
  expect(page.url()).toBe(`${desk}/scorecards`);
  await page.context().close();
});

test("the list of keys opens by ? and signing out leads to the door", async ({ browser }) => {
  const { page } = await pageOf(browser, "analyst");
  await page.goto("/reviews");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /Ludo Ferrant/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.context().close();
});
