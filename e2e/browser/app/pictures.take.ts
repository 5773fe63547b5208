// `make screenshots`: every page of the app in both schemes and languages into target/screenshots, to be looked at; those that the docs show into docs/images/app.
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "@playwright/test";

import { root } from "../pages";
import { pageOf } from "./desk";
import { asking, places } from "./places";

/** Pictures of docs/app.md: which page, in which look. */
const shown: Record<string, { place: string; scheme: "light" | "dark"; language: "en" | "zh" }> = {
  conversation: { place: "conversation", scheme: "light", language: "en" },
  "conversation-zh-dark": { place: "conversation", scheme: "dark", language: "zh" },
  scorecard: { place: "conversation, scorecard", scheme: "light", language: "en" },
  conversations: { place: "conversations, searched", scheme: "light", language: "en" },
  lead: { place: "overview of a lead", scheme: "light", language: "en" },
  agent: { place: "overview of an agent", scheme: "light", language: "en" },
  "agent-page": { place: "agent", scheme: "light", language: "en" },
  builder: { place: "scorecard", scheme: "light", language: "en" },
  behaviour: { place: "behaviour", scheme: "light", language: "en" },
  dispute: { place: "dispute", scheme: "light", language: "en" },
  calibration: { place: "calibration", scheme: "light", language: "en" },
  analytics: { place: "analytics", scheme: "dark", language: "en" },
  administration: { place: "administration, users", scheme: "light", language: "zh" },
};

const all = join(root, "target", "screenshots");
mkdirSync(all, { recursive: true });

for (const place of places) {
  for (const scheme of ["light", "dark"] as const) {
    for (const language of ["en", "zh"] as const) {
      test(`${place.name} ${scheme} ${language}`, async ({ browser }) => {
        const { page } = await pageOf(browser, place.person, { scheme, language });
        await page.goto(await place.at(asking(page.request)));
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expect(page.locator("[aria-busy=true]")).toHaveCount(0, { timeout: 30_000 });
        await page.screenshot({ path: join(all, `${place.name.replace(/\W+/g, "-")}-${scheme}-${language}.png`), animations: "disabled" });
        for (const [name, wanted] of Object.entries(shown)) {
          if (wanted.place !== place.name || wanted.scheme !== scheme || wanted.language !== language) continue;
          const path = join(root, "docs", "images", "app", `${name}.png`);
          await page.screenshot({ path, animations: "disabled" });
          expect(statSync(path).size, "a picture in the repository is small").toBeLessThan(400_000);
        }
        await page.context().close();
      });
    }
  }
}
