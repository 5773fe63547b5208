// `make bench-web`: how fast the conversation page is there, from the address to the first mark that answers a click, with nothing kept by the
// browser, and again with its files kept; and what a step of scrolling costs in a long conversation. Machines differ and are shared, so the page's
// own processor time stands beside a piece of arithmetic that the same browser does in the same run; what people wait for is recorded with it.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { type Browser, type CDPSession, type Page, expect, test } from "@playwright/test";

import { root } from "../pages";
import { type Person, desk, signIn } from "./desk";
import { longCall, scrolled } from "./long";
import { asking } from "./places";

/** Milliseconds of processor time that a fixed piece of arithmetic and sorting takes in this browser: the least of several. */
async function yardstick(page: Page, cdp: CDPSession): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let number = 0; number < 7; number += 1) {
    const before = await metrics(cdp);
    await page.evaluate(() => {
      let seed = 1;
      const numbers = Array.from({ length: 200_000 }, () => (seed = (seed * 48_271) % 2_147_483_647));
      return numbers.sort((a, b) => a - b)[0];
    });
    least = Math.min(least, (await metrics(cdp)).task - before.task);
  }
  return least;
}

async function metrics(cdp: CDPSession) {
  const { metrics } = await cdp.send("Performance.getMetrics");
  const of = (name: string) => (metrics.find((one) => one.name === name)?.value ?? 0) * 1_000;
  return { task: of("TaskDuration"), script: of("ScriptDuration"), layout: of("LayoutDuration") + of("RecalcStyleDuration") };
}

interface Opening {
  /** Milliseconds of the page's processor time. */
  task: number;
  script: number;
  layout: number;
  /** Milliseconds until the first mark stood there, and how long the longest single task was. */
  mark: number;
  longest: number;
}

/** Opens an address and clicks its first mark as soon as there is one. */
async function open(page: Page, cdp: CDPSession, address: string): Promise<Opening> {
  await page.goto("about:blank");
  const before = await metrics(cdp);
  await page.goto(address, { waitUntil: "commit" });
  const mark = page.locator("mark").first();
  await mark.waitFor();
  const stood = await page.evaluate(() => (window as unknown as { stood: number }).stood);
  await mark.click();
  await expect(page.locator("mark[data-selected]").first()).toBeVisible();
  const after = await metrics(cdp);
  const longest = await page.evaluate(() => Math.max(0, ...(window as unknown as { tasks: number[] }).tasks));
  // The same renderer serves every address here, so its counters go on; a new one begins at zero.
  const from = after.task >= before.task ? before : { task: 0, script: 0, layout: 0 };
  return { task: after.task - from.task, script: after.script - from.script, layout: after.layout - from.layout, mark: stood, longest };
}

/** A page that writes down when the first mark stood there and how long tasks were; with nothing kept from before. */
async function fresh(browser: Browser, person: Person = "analyst"): Promise<{ page: Page; cdp: CDPSession; csrf: string }> {
  const context = await browser.newContext({ baseURL: desk, viewport: { width: 1440, height: 900 }, locale: "en-GB", reducedMotion: "reduce" });
  const csrf = await signIn(context.request, person);
  await context.addInitScript(() => {
    const kept = window as unknown as { stood: number; tasks: number[] };
    kept.tasks = [];
    new PerformanceObserver((list) => kept.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask", buffered: true });
    const watch = new MutationObserver(() => {
      if (!document.querySelector("mark")) return;
      kept.stood = performance.now();
      watch.disconnect();
    });
    watch.observe(document, { childList: true, subtree: true });
  });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  // What others on the machine take is not counted: the thread's own time.
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  return { page, cdp, csrf };
}

/** Keeps the figures for docs/app.md, and says them. */
function record(name: string, figures: unknown) {
  const folder = join(root, "target", "speed");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(figures, null, 2)}\n`);
  console.log(`\n${name}: ${JSON.stringify(figures)}`);
}

const middle = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

test("from the address of a conversation to the first click", async ({ browser }) => {
  const { page: judge, cdp: clock } = await fresh(browser);
  await judge.goto("/profile");
  const ruler = await yardstick(judge, clock);
  const rows = (await asking(judge.request)("/api/conversations?hostility=3&sort=hostility&limit=50")).conversations;
  // The longest of them: most turns, so most to draw.
  const { id, turns } = rows.reduce((a: { turns: number }, b: { turns: number }) => (b.turns > a.turns ? b : a));
  await judge.context().close();

  const openings: Record<"cold" | "kept", Opening[]> = { cold: [], kept: [] };
  for (let number = 0; number < 5; number += 1) {
    const { page, cdp } = await fresh(browser);
    openings.cold.push(await open(page, cdp, `/conversations/${id}`));
    openings.kept.push(await open(page, cdp, `/conversations/${id}`));
    await page.context().close();
  }
  const told = (name: "cold" | "kept") => {
    const of = (key: keyof Opening) => Math.round(middle(openings[name].map((one) => one[key])));
    return { task: of("task"), script: of("script"), layout: of("layout"), mark: of("mark"), longest: of("longest") };
  };
  record("opening", { turns, yardstick: Math.round(ruler), cold: told("cold"), kept: told("kept") });
});

test("scrolling through a conversation of 500 turns", async ({ browser }) => {
  const { page, cdp, csrf } = await fresh(browser, "manager");
  const { id, remove } = await longCall(page.request, csrf, "speed");
  await page.goto("/profile");
  const ruler = await yardstick(page, cdp);

  await page.goto(`/conversations/${id}`);
  const lines = page.getByRole("region", { name: "What was said" });
  await expect(lines.locator("mark").first()).toBeVisible();
  const before = await metrics(cdp);
  const { gaps } = await scrolled(lines);
  const task = ((await metrics(cdp)).task - before.task) / gaps.length;
  gaps.sort((a, b) => a - b);
  const at = (share: number) => gaps[Math.floor(gaps.length * share)] ?? 0;
  record("scrolling", { yardstick: Math.round(ruler), task: Number(task.toFixed(1)), frames: gaps.length, half: at(0.5), slow: at(0.95) });
  await remove();
  await page.context().close();
});
