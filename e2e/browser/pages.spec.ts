// The pages as a reader meets them: accessible, quiet, by keyboard, without scripts, on paper, on a telephone.
import AxeBuilder from "@axe-core/playwright";
import { type Page, expect, test } from "@playwright/test";

import { address, hostile, pages } from "./pages";

/** Everything a page asks for, and everything it complains about. */
function watch(page: Page) {
  const noise: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith("file:") && !request.url().startsWith("data:")) noise.push(`asks for ${request.url()}`);
  });
  page.on("console", (message) => noise.push(`says ${message.text()}`));
  page.on("pageerror", (error) => noise.push(`fails with ${error.message}`));
  page.on("dialog", (dialog) => noise.push(`opens ${dialog.type()}`));
  return noise;
}

for (const [name, { lang }] of Object.entries(pages)) {
  for (const scheme of ["light", "dark"] as const) {
    test(`${name} in ${scheme} has no fault that axe knows, and asks for nothing`, async ({ browser }) => {
      const context = await browser.newContext({ colorScheme: scheme, viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      const noise = watch(page);
      await page.goto(address(name));
      await expect(page.locator("html")).toHaveAttribute("lang", lang === "en" ? "en" : "zh-Hans");
      // Everything is looked at, what is folded too.
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
      expect(found.violations.map((fault) => `${fault.id}: ${fault.nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`).join("; ")}`)).toEqual([]);
      expect(noise).toEqual([]);
      await context.close();
    });
  }

  test(`${name} needs no sideways scrolling on a telephone`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(address(name));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
}

test("the first stop of the keyboard leads to the content", async ({ page }) => {
  await page.goto(address("check-en"));
  await page.keyboard.press("Tab");
  await expect(page.locator(".skip")).toBeFocused();
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => location.hash)).toBe("#main");
});

test("a mark leads to its note, and a note opens by key", async ({ page }) => {
  await page.goto(address("rules-en"));
  const turn = page.locator("#c1-t10");
  const letter = turn.locator("a.letter").first();
  await letter.focus();
  await page.keyboard.press("Enter");
  const note = page.locator("#c1-t10a");
  await expect(note).toHaveAttribute("open", "");
  await expect(note).toContainText("Negative emotion");
  const other = turn.locator("details").nth(1);
  await expect(other).not.toHaveAttribute("open", "");
  await other.locator("summary").focus();
  await page.keyboard.press("Enter");
  await expect(other).toHaveAttribute("open", "");
  await expect(other.locator("dl")).toBeVisible();
});

test("every link inside a page leads somewhere, and no anchor stands twice", async ({ page }) => {
  for (const name of Object.keys(pages)) {
    await page.goto(address(name));
    const wrong = await page.evaluate(() => {
      const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
      const twice = ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} twice`);
      const nowhere = [...document.querySelectorAll("a[href]")].map((link) => link.getAttribute("href") ?? "").filter((target) => !target.startsWith("#") || !document.getElementById(target.slice(1)));
      return [...twice, ...nowhere];
    });
    expect(wrong, name).toEqual([]);
  }
});

test("the choice of colours works by key, wins over the system's, and is remembered", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(address("check-en"));
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.locator("#scheme-auto").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("#scheme-dark")).toBeChecked();
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.reload();
  await expect(page.locator("#scheme-dark")).toBeChecked();
  expect(await background()).toBe(dark);
});

test("everything works without scripts", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, colorScheme: "light" });
  const page = await context.newPage();
  await page.goto(address("rules-en"));
  const against = page.locator("#c1-t9 .against details");
  await expect(against.locator(".say")).toBeVisible();
  const signal = page.locator("#c1-t2 .signal details").first();
  await expect(signal.locator("dl")).toBeHidden();
  await signal.locator("summary").click();
  await expect(signal.locator("dl")).toBeVisible();
  await page.locator(".scheme label", { hasText: "Dark" }).click();
  await expect(page.locator("body")).toHaveCSS("background-color", "rgb(20, 23, 26)");
  await context.close();
});

test("on paper it is light, without controls, and whole", async ({ page }) => {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.goto(address("rules-en"));
  await expect(page.locator("body")).toHaveCSS("background-color", "rgb(255, 255, 255)");
  await expect(page.locator(".scheme")).toBeHidden();
  await expect(page.locator("#c1-t29")).toBeVisible();
  await expect(page.locator("#c1-t9 .say")).toBeVisible();
  const paper = await page.pdf({ format: "A4", printBackground: true });
  const sheets = paper.toString("latin1").match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
  expect(sheets).toBeGreaterThan(1);
  expect(sheets).toBeLessThan(12);
});

test("words that are markup stay words", async ({ page }) => {
  const noise = watch(page);
  await page.goto(address("hostile"));
  await expect(page).not.toHaveTitle(/broken/);
  await expect(page.locator("h2").first()).toHaveText(hostile.id);
  await expect(page.locator("#c1-t0 .said")).toContainText("</p></li></ol><script>");
  expect(await page.locator("#c1-t0 .said").textContent()).not.toContain("\u202e");
  expect(await page.locator("script").count()).toBe(1);
  expect(await page.locator("style").count()).toBe(1);
  expect(await page.locator("img").count()).toBe(0);
  expect(noise).toEqual([]);
});

test("the policy of the page allows nothing but its own style and script", async ({ page }) => {
  const noise: string[] = [];
  page.on("console", (message) => noise.push(message.text()));
  await page.goto(address("check-en"));
  const policy = await page.locator("meta[http-equiv='Content-Security-Policy']").getAttribute("content");
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("unsafe");
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'ran'";
    document.body.append(script);
    const image = document.createElement("img");
    image.src = "https://example.org/x.png";
    document.body.append(image);
  });
  await expect.poll(() => noise.length).toBeGreaterThan(1);
  await expect(page).not.toHaveTitle("ran");
});

test("what the customer's words say has its words too, and tells of no agent", async ({ page }) => {
  for (const name of ["check-en", "check-zh"]) {
    await page.goto(address(name));
    const readings = page.locator("section.readings");
    await expect(readings).toHaveCount(1);
    const line = readings.locator("svg.spark");
    if (await line.count()) await expect(line).toHaveAccessibleName(/\d/);
    for (const link of await readings.locator(".emotions a").all()) {
      const turn = (await link.getAttribute("href")) ?? "";
      await expect(page.locator(turn)).toHaveClass(/customer/);
    }
  }
  await page.goto(address("rules-en"));
  await expect(page.locator("section.readings")).toHaveCount(0);
});

test("the list of conversations leads to each of them", async ({ page }) => {
  await page.goto(address("many-en"));
  const links = page.locator(".contents li a");
  expect(await links.count()).toBe(4);
  await links.nth(3).click();
  await expect(page.locator("#c4")).toBeInViewport();
  await expect(page.locator("article.conversation")).toHaveCount(4);
});

test("polarity is never told by colour alone", async ({ page }) => {
  await page.goto(address("check-en"));
  for (const [kind, sign] of [["for", "✓"], ["against", "✗"], ["signal", "·"]]) {
    const signs = await page.locator(`.notes > .${kind} .sign`).allTextContents();
    expect(signs.length).toBeGreaterThan(0);
    expect(new Set(signs)).toEqual(new Set([sign]));
  }
  const lines = await page.evaluate(() => ["for", "against", "signal"].map((kind) => getComputedStyle(document.querySelector(`mark.${kind}`) as Element).textDecorationStyle));
  expect(new Set(lines).size).toBe(3);
});
