// What somebody finds who has read nothing: the worst-handled hostile contact, why it went wrong, and what was done well in another.
import { type Page, expect, test } from "@playwright/test";

import { pageOf } from "./desk";
import { asking } from "./places";

/** From the front page to the list of a starting point. */
async function start(page: Page, name: string) {
  await page.goto("/");
  await page.getByRole("navigation").getByRole("link", { name: "Conversations" }).click();
  await page.getByText(name, { exact: true }).first().click();
  await page.waitForURL(/hostility=/);
  return page.url();
}

/** Opens the first row. */
async function open(page: Page) {
  await page.getByRole("row").nth(1).getByRole("link").first().click();
  await page.waitForURL(/conversations\/[0-9a-f]+-/);
  await expect(page.getByRole("tab", { name: /Findings/ })).toBeVisible();
}

test("why the worst-handled hostile contact went wrong, and what was done well in another", async ({ browser }) => {
  const { page, noise } = await pageOf(browser, "lead");
  const address = await start(page, "Hostile contacts handled worst");
  // Nothing in the list is worse than what comes first.
  expect(address).toContain("sort=score");
  const month = new Date(Date.now() - 29 * 86_400_000).toISOString().slice(0, 10);
  const rows = (await asking(page.request)(`/api/conversations?hostility=3&scored=true&sort=score&from=${month}`)).conversations.filter((row: { score: number | null }) => row.score !== null);
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.every((row: { score: number; hostility: number }) => row.hostility >= 3 && row.score >= rows[0].score)).toBe(true);
  await open(page);
  expect(page.url()).toContain(rows[0].id);
  // The next missed moment: what called for it, where it was searched, what could have been said.
  await page.keyboard.press("m");
  await page.waitForURL(/mark=o/);
  await expect(page.getByText("Why:")).toBeVisible();
  await expect(page.getByText("Could have been said")).toBeVisible();

  await start(page, "Hostile, and handled well");
  await open(page);
  await expect(page.getByText("What was done well")).toBeVisible();
  expect(noise).toEqual([]);
  await page.context().close();
});
