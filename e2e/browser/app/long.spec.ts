// A conversation of 500 turns: only what is in view is in the page, and the last turn is reached.
import { expect, test } from "@playwright/test";

import { pageOf } from "./desk";
import { longCall, scrolled } from "./long";

test("a conversation of 500 turns keeps only what is in view in the page", async ({ browser }) => {
  const { page, csrf } = await pageOf(browser, "manager");
  const { id, remove } = await longCall(page.request, csrf, "long");
  await page.goto(`/conversations/${id}`);
  const lines = page.getByRole("region", { name: "What was said" });
  await expect(lines.locator("mark").first()).toBeVisible();
  const { gaps, most } = await scrolled(lines);
  expect(gaps.length, "there is much to scroll").toBeGreaterThan(50);
  expect(most).toBeLessThan(60);
  await expect(lines.getByText("call you tomorrow before noon").last()).toBeInViewport();
  await remove();
  await page.context().close();
});
