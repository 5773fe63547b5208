// Takes the pictures of the web pages that README and docs show.
import { statSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "@playwright/test";

import { address, root } from "./pages";

/** Picture → page, scheme, size, and what to scroll to. */
const pictures = [
  { name: "check-en", page: "check-en", scheme: "light", width: 1240, height: 1000, to: "" },
  { name: "transcript-en-dark", page: "check-en", scheme: "dark", width: 1240, height: 800, to: "#c1-t5" },
  { name: "check-zh", page: "check-zh", scheme: "light", width: 1240, height: 1000, to: "" },
  { name: "score-en", page: "score-en", scheme: "light", width: 1240, height: 1000, to: ".score" },
  { name: "report-en", page: "report-en", scheme: "light", width: 1240, height: 1000, to: "" },
] as const;

for (const { name, page: which, scheme, width, height, to } of pictures) {
  test(name, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height } });
    const page = await context.newPage();
    await page.goto(address(which));
    if (to) await page.evaluate((place) => document.querySelector(place)?.scrollIntoView({ behavior: "instant", block: "start" }), to);
    const path = join(root, "docs", "images", `${name}.png`);
    await page.screenshot({ path, animations: "disabled" });
    expect(statSync(path).size, "a picture in the repository is small").toBeLessThan(300_000);
    await context.close();
  });
}
