// Pages on a phone, 390 points wide: nothing runs out of the screen, nothing to press is cut off, a table keeps what its rows are about in view.
import { expect, test } from "@playwright/test";

import { pageOf } from "./desk";
import { asking, places } from "./places";

const carried = [
  "overview of a lead", "overview of an analyst", "overview of an agent", "conversations", "conversation", "conversation in review", "agents", "agent", "reviews", "samples",
  "disputes", "dispute", "calibrations", "calibration", "scorecard", "analytics", "administration, users", "administration, queue", "program", "profile",
];

for (const [at, place] of places.filter(({ name }) => carried.includes(name)).entries()) {
  // Both languages in turn: Chinese is shorter, and breaks anywhere.
  const language = at % 3 === 2 ? "zh" : "en";
  test(`${place.name} on a phone (${language})`, async ({ browser }) => {
    const { page, noise } = await pageOf(browser, place.person, { language, width: 390, height: 844 });
    await page.goto(await place.at(asking(page.request)));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0, { timeout: 30_000 });
    const found = await page.evaluate(() => {
      const scrolls = (element: Element | null): boolean => !!element && element !== document.body && (["auto", "scroll"].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
      const cut = [...document.querySelectorAll("a, button, input, select, textarea, [role=tab], .mantine-SegmentedControl-label")].filter((element) => {
        const { right, left, width } = element.getBoundingClientRect();
        return width > 1 && (right > innerWidth + 1 || left < -1) && !scrolls(element.parentElement) && !element.closest("nav, .skip") && !(element as HTMLElement).matches(".skip");
      });
      const loose = [...document.querySelectorAll<HTMLElement>(".mantine-TableScrollContainer-scrollContainer")].flatMap((table) => {
        const viewport = [table, ...table.querySelectorAll<HTMLElement>("*")].find((element) => element.scrollWidth > element.clientWidth + 4 && ["auto", "scroll"].includes(getComputedStyle(element).overflowX));
        const first = table.querySelector("tbody tr > :first-child");
        if (!viewport || !first || first.hasAttribute("colspan")) return [];
        viewport.scrollLeft = 200;
        const seen = first.getBoundingClientRect();
        const inside = seen.left >= viewport.getBoundingClientRect().left - 1 && seen.width < innerWidth * 0.6;
        viewport.scrollLeft = 0;
        return inside ? [] : [first.textContent?.slice(0, 40)];
      });
      return {
        sideways: document.documentElement.scrollWidth - innerWidth,
        cut: cut.map((element) => `${element.tagName} ${element.textContent?.slice(0, 40) || element.getAttribute("aria-label")}`),
        loose,
        header: document.querySelector("header")?.getBoundingClientRect().height ?? 0,
      };
    });
    expect(found.sideways, "sideways scrolling").toBeLessThanOrEqual(0);
    expect(found.cut, "cut off").toEqual([]);
    expect(found.loose, "rows that lose what they are about").toEqual([]);
    expect(found.header).toBeLessThanOrEqual(60);
    expect(noise).toEqual([]);
    await page.context().close();
  });
}
