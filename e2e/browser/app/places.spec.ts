// Every page, in light and English and in dark and Chinese: no fault that axe knows, no error, nothing asked of another host.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";

import { pageOf } from "./desk";
import { asking, places } from "./places";

for (const place of places) {
  for (const { scheme, language } of [{ scheme: "light", language: "en" }, { scheme: "dark", language: "zh" }] as const) {
    test(`${place.name} (${scheme}, ${language})`, async ({ browser }) => {
      const { page, noise } = await pageOf(browser, place.person, { scheme, language });
      await page.goto(await place.at(asking(page.request)));
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await page.waitForLoadState("load");
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0, { timeout: 30_000 });
      await expect(page.locator("html")).toHaveAttribute("lang", language === "en" ? "en" : "zh-Hans");
      const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
      expect(found.violations.map((fault) => `${fault.id}: ${fault.nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`).join("; ")}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), "sideways scrolling").toBeLessThanOrEqual(0);
      expect(noise).toEqual([]);
      await page.context().close();
    });
  }
}
