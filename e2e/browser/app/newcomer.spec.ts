// What somebody finds who has read nothing: the worst-handled hostile contact, why it went wrong, and what was done well in another.
import { type Page, expect, test } from "@playwright/test";

import { pageOf } from "./desk";

/** From the front page to the first conversation of a starting point. */
async function first(page: Page, start: string) {
  await page.goto("/");
  await page.getByRole("navigation").getByRole("link", { name: "Conversations" }).click();
  await page.getByText(start, { exact: true }).first().click();
  await page.waitForURL(/hostility=/);
  await page.getByRole("row").nth(1).getByRole("link").first().click();
  await page.waitForURL(/conversations\/[0-9a-f]+-/);
  await expect(page.getByRole("tab", { name: /Findings/ })).toBeVisible();
}

test("why the worst-handled hostile contact went wrong, and what was done well in another", async ({ browser }) => {
  const { page, noise } = await pageOf(browser, "lead");
  await first(page, "Hostile contacts handled worst");
  // The next missed moment: what called for it, where it was searched, what could have been said.
  await page.keyboard.press("m");
  await page.waitForURL(/mark=o/);
  await expect(page.getByText("Why:")).toBeVisible();
  await expect(page.getByText("Could have been said")).toBeVisible();

  await first(page, "Hostile, and handled well");
  await expect(page.getByText("What was done well")).toBeVisible();
  expect(noise).toEqual([]);
  await page.context().close();
});
