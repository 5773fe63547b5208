// Days are typed or chosen in the language of the page, whatever the browser's.
import { expect, test } from "@playwright/test";

import { pageOf } from "./desk";

for (const { language, label, typed, shown } of [
  { language: "en", label: "From", typed: "2026-3-1", shown: "1 Mar 2026" },
  { language: "zh", label: "从", typed: "1 Mar 2026", shown: "2026年3月1日" },
] as const) {
  test(`a day in the audit log (${language})`, async ({ browser }) => {
    const { page, noise } = await pageOf(browser, "administrator", { language });
    await page.goto("/administration/audit");
    const from = page.getByRole("textbox", { name: label });
    await from.fill(typed);
    await expect(page).toHaveURL(/from=2026-03-01/);
    await from.press("Tab");
    await expect(from).toHaveValue(shown);
    // Another day from the calendar, in the page's language.
    await from.click();
    await expect(page.getByRole("button", { name: language === "en" ? /March 2026/ : "2026年3月" }).first()).toBeVisible();
    await from.fill("");
    await expect(page).not.toHaveURL(/from=/);
    expect(noise).toEqual([]);
    await page.context().close();
  });
}
