// Bringing files in by hand: two dropped at once, one of them broken; one stopped on its way; what could not be read is put away.
import { type Page, expect, test } from "@playwright/test";

import { pageOf } from "./desk";

const record = (id: string, text: string) =>
  JSON.stringify({ id, agent: "a01", channel: "chat", started_at: new Date(Date.now() - 3_600_000).toISOString(), turns: [{ who: "customer", text }, { who: "agent", text: "I see. Let me look at this for you." }] });

/** Drops files on the page the way the system does it. */
async function drop(page: Page, files: { name: string; text: string }[]) {
  const carried = await page.evaluateHandle((files) => {
    const data = new DataTransfer();
    for (const { name, text } of files) data.items.add(new File([text], name, { type: "application/octet-stream" }));
    return data;
  }, files);
  const area = page.locator(".mantine-Dropzone-root");
  await area.dispatchEvent("dragenter", { dataTransfer: carried });
  await area.dispatchEvent("dragover", { dataTransfer: carried });
  await expect(page.getByText("Let go to send them")).toBeVisible();
  await area.dispatchEvent("drop", { dataTransfer: carried });
}

async function opened(page: Page, source: string) {
  await page.goto("/import");
  await page.getByRole("combobox", { name: "Program" }).click();
  await page.getByRole("option", { name: "Larkmoor" }).click();
  await page.getByLabel("Source").fill(source);
}

test("two files dropped, one of them broken: what could be read is in, the rest says where and why, and is put away", async ({ browser }) => {
  const { page, noise } = await pageOf(browser, "analyst");
  const run = `dropped-${Date.now()}`;
  await opened(page, run);
  await drop(page, [
    { name: "good.jsonl", text: `${record(`${run}-1`, "My parcel is late.")}\n${record(`${run}-2`, "Where is my refund?")}\n` },
    { name: "broken.jsonl", text: `${record(`${run}-3`, "The app does not open.")}\n{"id": "x", "turns": [{"who": \n` },
  ]);
  const line = (name: string) => page.getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });
  await expect(line("good.jsonl").getByText("2 new")).toBeVisible();
  await expect(line("broken.jsonl").getByText("1 new")).toBeVisible();
  await expect(line("broken.jsonl").getByText("1 unreadable")).toBeVisible();
  await expect(page.getByText("All 3 conversations are read and scored.")).toBeVisible({ timeout: 60_000 });

  const letters = page.getByRole("table", { name: "Records that could not be read" });
  const letter = letters.getByRole("row").filter({ hasText: run });
  await expect(letter).toHaveCount(1);
  await letter.getByRole("button", { name: /^Put away line 2 of/ }).click();
  await expect(letter).toHaveCount(0);
  await page.getByRole("radiogroup", { name: "Records that could not be read" }).getByText("Put away", { exact: true }).click();
  await expect(letter).toHaveCount(1);
  expect(noise).toEqual([]);
  await page.context().close();
});

test("a file stopped on its way says so, and is sent again when asked", async ({ browser }) => {
  const { page } = await pageOf(browser, "analyst");
  const run = `stopped-${Date.now()}`;
  await opened(page, run);
  // The answer is held until it has been stopped.
  let release = () => {};
  const held = new Promise<void>((resolve) => { release = resolve; });
  let sent = 0;
  await page.route("**/api/conversations?*", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    sent += 1;
    if (sent === 1) await held;
    await route.continue().catch(() => {});
  });
  await page.locator("input[type=file]").first().setInputFiles([
    { name: "first.jsonl", mimeType: "application/jsonl", buffer: Buffer.from(record(`${run}-1`, "Is anybody there?")) },
    { name: "second.jsonl", mimeType: "application/jsonl", buffer: Buffer.from(record(`${run}-2`, "I waited an hour.")) },
  ]);
  const line = (name: string) => page.getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });
  await page.getByRole("button", { name: "Stop sending first.jsonl" }).click();
  release();
  await expect(line("first.jsonl").getByText(/^Stopped/)).toBeVisible();
  // One that is stopped does not hold up the next.
  await expect(line("second.jsonl").getByText("1 new")).toBeVisible();
  await line("first.jsonl").getByRole("button", { name: "Send again" }).click();
  await expect(line("first.jsonl").getByText("1 new")).toBeVisible();
  await page.getByRole("button", { name: "Put away what is done" }).click();
  await expect(line("first.jsonl")).toHaveCount(0);
  await page.context().close();
});
