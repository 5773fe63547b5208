// Figures by hand: a picture and a table of each part as files that hold what they show, and the door before hostility.
import { readFile } from "node:fs/promises";

import { type Download, type Page, expect, test } from "@playwright/test";

import { pageOf } from "./desk";
import { asking } from "./places";

const bytes = async (download: Download) => readFile(await download.path());

async function saved(page: Page, press: () => Promise<void>) {
  const waiting = page.waitForEvent("download");
  await press();
  return waiting;
}

for (const [section, title] of [["first-contact", "How many cases did one contact settle?"], ["channels", "Does it differ by channel?"]] as const) {
  test(`${section}: the chart, its table, both as files`, async ({ browser }) => {
    const { page, noise } = await pageOf(browser, "manager");
    await page.goto(`/analytics?section=${section}`);
    await expect(page.getByRole("heading", { name: title })).toBeVisible();
    const part = page.getByRole("region", { name: title });
    await expect(part.locator("canvas").first()).toBeVisible();
    const picture = await saved(page, () => part.getByRole("button", { name: "Save as a picture (PNG)" }).first().click());
    expect(picture.suggestedFilename()).toMatch(/\.png$/);
    const png = await bytes(picture);
    expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    expect(png.length).toBeGreaterThan(3_000);
    const table = await saved(page, () => part.getByRole("button", { name: "CSV" }).first().click());
    const lines = (await bytes(table)).toString("utf8").trim().split("\r\n");
    await part.getByText("Table", { exact: true }).first().click();
    const rows = part.getByRole("table").first().getByRole("row");
    await expect(rows.nth(1)).toBeVisible();
    expect(lines.length).toBeGreaterThanOrEqual(await rows.count());
    expect(noise).toEqual([]);
    await page.context().close();
  });
}

test("hostility is asked for deliberately, and the look is written down", async ({ browser }) => {
  const { page, noise } = await pageOf(browser, "lead");
  let asked = 0;
  page.on("request", (request) => { if (request.url().includes("/api/figures/exposure")) asked += 1; });
  await page.goto("/analytics?section=hostility");
  const show = page.getByRole("button", { name: "Show it, to protect people" });
  await expect(show).toBeVisible();
  await page.waitForLoadState("networkidle", { timeout: 5_000 }).catch(() => {});
  expect(asked, "asked before anybody wanted it").toBe(0);
  await show.click();
  await expect(page.getByText("What the levels mean")).toBeVisible();
  expect(asked).toBe(1);
  const admin = await pageOf(browser, "administrator");
  const log = await asking(admin.page.request)("/api/audit?limit=50");
  const lead = (await asking(page.request)("/api/session")).user.id;
  expect(log.entries.some((entry: { action: string; actor: string }) => entry.action === "exposure.read" && entry.actor === lead)).toBe(true);
  expect(noise).toEqual([]);
  for (const one of [page, admin.page]) await one.context().close();
});
