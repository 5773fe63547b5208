// A calibration by the hands of two raters: made, scored blind in the conversation, locked, compared, agreed on, closed.
import { type Page, expect, test } from "@playwright/test";

import { pageOf } from "./desk";
import { asking } from "./places";

/** Scores the conversation that is open: the answer at `place` of every question (from the end where negative). */
async function score(page: Page, place: number) {
  const items = page.locator("fieldset[id^=item-]");
  await expect(items.first()).toBeVisible();
  // Blind is blind: nothing of the machine stands beside the questions.
  await expect(page.getByRole("button", { name: /^Agree/ })).toHaveCount(0);
  for (let number = 0; number < (await items.count()); number += 1) {
    const answers = items.nth(number).getByRole("group").first().getByRole("button");
    if (await answers.count()) await answers.nth(place).click();
    else await items.nth(number).getByRole("textbox").fill("As agreed.");
  }
  await expect(page.getByText("Saved", { exact: false }).first()).toBeVisible();
}

test("made, scored blind, locked, agreed on, closed", async ({ browser }) => {
  const first = await pageOf(browser, "analyst");
  const { page } = first;
  const name = `Calls of ${new Date().toISOString()}`;
  await page.goto("/calibrations?new=1");
  await page.getByRole("combobox", { name: "Program" }).click();
  await page.getByRole("option", { name: "Larkmoor" }).click();
  // What is missing is said, and nothing is sent.
  await page.getByRole("button", { name: "Open the session" }).click();
  await expect(page.getByText("Give it a name.")).toBeVisible();
  await expect(page.getByText("Choose three to five conversations.", { exact: true })).toBeVisible();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("combobox", { name: "Form" }).click();
  await page.getByRole("option").first().click();
  await page.getByLabel(/Ruoshui Zhan|若/).check();
  await page.getByLabel("Find conversations").fill("refund");
  for (let number = 1; number <= 3; number += 1) {
    await page.getByRole("button", { name: /^Choose: / }).first().click();
    await expect(page.getByText(`${number} of 3–5 chosen`)).toBeVisible();
  }
  await page.getByRole("button", { name: "Open the session" }).click();
  await page.waitForURL(/calibrations\/[0-9a-f]+-/);
  const id = page.url().split("/").at(-1)?.split("?")[0];

  const second = await pageOf(browser, "second");
  for (const [at, who] of [first, second].entries()) {
    await who.page.goto(`/calibrations/${id}`);
    for (let number = 0; number < 3; number += 1) {
      await who.page.getByRole("link", { name: /^Score: / }).first().click();
      await who.page.waitForURL(/calibration=/);
      await score(who.page, at === 0 ? 0 : number === 0 ? -1 : 0);
      await who.page.getByRole("link", { name: "To the session" }).click();
      await expect(who.page.getByText("scored", { exact: true })).toHaveCount(number + 1);
    }
  }

  await page.goto(`/calibrations/${id}`);
  await page.getByRole("button", { name: "Lock the session" }).click();
  await expect(page.getByRole("dialog").getByText("Everybody has scored.", { exact: false })).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Lock the session" }).click();
  await expect(page.getByText("People differ", { exact: false }).first()).toBeVisible();
  await page.getByRole("heading", { level: 2 }).getByRole("button").first().click();
  const text = page.getByLabel("What holds from now on").first();
  await expect(text).toBeVisible();
  await text.fill("Counts when the reason is named in the same turn.");
  await page.getByRole("button", { name: "Keep the guidance" }).first().click();
  await expect.poll(async () => (await asking(page.request)(`/api/calibrations/${id}`)).guidance.length).toBe(1);
  await page.getByRole("tab", { name: "Totals and raters" }).click();
  await expect(page.getByRole("table").first()).toBeVisible();
  await page.getByRole("button", { name: "Close", exact: false }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Close", exact: false }).last().click();
  await expect.poll(async () => (await asking(page.request)(`/api/calibrations/${id}`)).state).toBe("closed");
  // A rater reads what was agreed on.
  await second.page.goto(`/calibrations/${id}`);
  await second.page.getByRole("heading", { level: 2 }).getByRole("button").first().click();
  await expect(second.page.getByText("Counts when the reason is named in the same turn.").first()).toBeVisible();
  for (const { page, noise } of [first, second]) {
    expect(noise).toEqual([]);
    await page.context().close();
  }
});
