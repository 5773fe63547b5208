// Work on conversations one has chosen: assigned to somebody by name, exported; and what the menu of one conversation does.
import { readFile } from "node:fs/promises";

import { type Download, expect, test } from "@playwright/test";

import { desk, pageOf, signIn } from "./desk";
import { asking } from "./places";

const text = async (download: Download) => readFile(await download.path(), "utf8");

test("three chosen conversations go to a colleague by name, and as files", async ({ browser }) => {
  const { page, noise } = await pageOf(browser, "manager");
  await page.goto("/conversations?reviewed=false");
  const boxes = page.getByRole("checkbox", { name: /^Choose the conversation of/ });
  await expect(boxes.nth(5)).toBeVisible();
  await boxes.nth(2).check();
  await boxes.nth(4).click({ modifiers: ["Shift"] });
  const bar = page.getByRole("region", { name: "What to do with the chosen conversations" });
  await expect(bar.getByText("3 chosen")).toBeVisible();

  const waiting = page.waitForEvent("download");
  await bar.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: "CSV, one row a conversation" }).click();
  const rows = (await text(await waiting)).trim().split("\r\n");
  expect(rows.length).toBe(4);

  await bar.getByRole("button", { name: "Assign reviews" }).click();
  const dialog = page.getByRole("dialog", { name: "Assign reviews" });
  await dialog.getByRole("combobox", { name: "Who reviews" }).fill("Ludo");
  await page.getByRole("option", { name: /Ludo Ferrant/ }).click();
  await dialog.getByRole("button", { name: "Assign 3 reviews" }).click();
  await expect(dialog.getByText(/reviews? assigned/)).toBeVisible();
  const assigned = Number((await dialog.getByText(/reviews? assigned/).textContent())?.match(/\d+/)?.[0]);
  const left = Number((await dialog.getByText(/left out/).textContent({ timeout: 500 }).catch(() => "0"))?.match(/\d+/)?.[0]);
  expect(assigned + left).toBe(3);
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
  // What could not be assigned stays chosen only where nothing could.
  await expect(bar).toBeVisible({ visible: assigned === 0 });
  if (left === 0) expect(noise).toEqual([]);
  await page.context().close();
});

test("one conversation is shared with its client and taken back, exported, and deleted with a reason", async ({ browser }) => {
  const { page, noise, csrf } = await pageOf(browser, "manager");
  const ask = asking(page.request);
  // One of its own, so that nothing that others look at goes.
  const own = `menu-${Date.now()}`;
  const program = (await ask("/api/programs")).find((one: { name: string }) => one.name === "Larkmoor").id;
  const record = { id: own, agent: "a01", channel: "chat", started_at: new Date(Date.now() - 3_600_000).toISOString(), turns: [{ who: "customer", text: "Where is my order?" }, { who: "agent", text: "I am sorry for the wait. It leaves today." }] };
  const brought = await page.request.post(`${desk}/api/conversations?program=${program}&source=menu`, { headers: { "x-csrf-token": csrf, origin: desk, "content-type": "application/json" }, data: JSON.stringify(record) });
  expect(brought.ok(), await brought.text()).toBe(true);
  const id = (await brought.json()).receipts[0].id;
  await expect.poll(async () => (await ask(`/api/conversations/${id}`)).conversation.state, { timeout: 60_000 }).toBe("evaluated");

  const client = await browser.newContext();
  await signIn(client.request, "client");
  const seen = async () => (await client.request.get(`${desk}/api/conversations/${id}`)).status();
  expect(await seen()).toBe(404);
  await page.goto(`/conversations/${id}`);
  const more = page.getByRole("button", { name: "More actions" });
  await more.click();
  await page.getByRole("menuitem", { name: "Share with the client" }).click();
  await expect(page.getByText("Shared with the client", { exact: true })).toBeVisible();
  expect(await seen()).toBe(200);
  await more.click();
  await page.getByRole("menuitem", { name: "Take back from the client" }).click();
  await expect(page.getByText("Shared with the client", { exact: true })).toBeHidden();
  expect(await seen()).toBe(404);
  await client.close();

  for (const [name, holds] of [["vCon", '"vcon"'], ["JSON", "It leaves today"], ["CSV", own]] as const) {
    const waiting = page.waitForEvent("download");
    await more.click();
    await page.getByRole("menuitem", { name: `Export as ${name}` }).click();
    expect(await text(await waiting)).toContain(holds);
  }

  await more.click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete this conversation?" });
  await expect(dialog.getByRole("button", { name: "Delete" })).toBeDisabled();
  await dialog.getByRole("textbox").fill("The customer asked for it.");
  await dialog.getByRole("button", { name: "Delete" }).click();
  await page.waitForURL(/\/conversations$/);
  // Words of this page are not those of the page before.
  await expect(page.getByRole("button", { name: "Export", exact: true })).toBeVisible();
  expect((await page.request.get(`${desk}/api/conversations/${id}`)).status()).toBe(404);
  expect(noise).toEqual([]);
  await page.context().close();
});

test("a review given back is taken again from what tells of it", async ({ browser }) => {
  const { page, noise } = await pageOf(browser, "second");
  const ask = asking(page.request);
  await page.goto("/reviews");
  const mine = async () => (await ask("/api/reviews?mine=true&limit=100")).items.filter((one: { state: string }) => one.state !== "submitted").map((one: { id: string }) => one.id).sort();
  const before = await mine();
  const back = page.getByRole("button", { name: "Give back" }).first();
  await expect(back).toBeVisible();
  await back.click();
  await expect.poll(mine).toHaveLength(before.length - 1);
  await page.getByRole("button", { name: "Take it again" }).click();
  await expect.poll(mine).toEqual(before);
  expect(noise).toEqual([]);
  await page.context().close();
});
