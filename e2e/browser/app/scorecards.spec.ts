// A form from its first draft to its end: begun, edited by keys and by mouse, changed in two tabs at once, tried, published, the past judged again, retired.
import { type Page, expect, test } from "@playwright/test";

import { pageOf } from "./desk";
import { asking } from "./places";

const saved = (page: Page) => expect(page.getByRole("status").filter({ hasText: /^Saved$/ })).toBeVisible();

/** What the parts of the form are called, from the top. */
const parts = (page: Page) => page.getByRole("navigation", { name: "Parts of the form" }).getByRole("listitem").allInnerTexts();

/** Begins a draft from the general form, and opens the builder. */
async function begin(page: Page, id: string) {
  await page.goto("/scorecards");
  await page.getByRole("button", { name: "New form" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New form" });
  await dialog.getByRole("combobox", { name: "Program" }).click();
  await page.getByRole("option", { name: "Larkmoor" }).click();
  await dialog.getByLabel("Name in English").fill("Calls, shortened");
  await dialog.getByLabel("Id").fill(id);
  await dialog.getByRole("button", { name: "Make the draft" }).click();
  await page.waitForURL(/\/scorecards\/[0-9a-f]+-.*\/edit/);
  await saved(page);
  return page.url().match(/scorecards\/([0-9a-f-]+)/)?.[1] ?? "";
}

test("begun, edited by keys and mouse, tried, published, the past judged again, retired", async ({ browser }) => {
  const { page, noise } = await pageOf(browser, "manager");
  const ask = asking(page.request);
  const id = await begin(page, `short-${Date.now()}`);
  const outline = page.getByRole("navigation", { name: "Parts of the form" });

  // By keys: down into the form, and a question one place further.
  const before = await parts(page);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(() => parts(page)).not.toEqual(before);
  await saved(page);
  await page.keyboard.press("Control+z");
  await expect.poll(() => parts(page)).toEqual(before);
  await saved(page);

  // By mouse: the second question is dragged above the first.
  const grips = outline.getByRole("button", { name: /^Move “|^Move "/ });
  const from = await grips.nth(2).boundingBox();
  const to = await grips.nth(1).boundingBox();
  if (!from || !to) throw new Error("no grips");
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2, from.y - 6, { steps: 4 });
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2 - 2, { steps: 6 });
  await page.mouse.up();
  await expect.poll(async () => (await parts(page))[1]).toBe(before[2]);
  await saved(page);

  // By the keyboard alone: the grip takes the row, an arrow moves it, the grip drops it.
  await grips.nth(1).focus();
  await page.keyboard.press("Space");
  await expect(page.getByText(/^Now at place 2 of/)).toBeAttached();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByText(/^Now at place 3 of/)).toBeAttached();
  await page.keyboard.press("Space");
  await expect.poll(() => parts(page)).toEqual(before);
  await saved(page);

  // A field: what is typed is the server's a moment later.
  await outline.getByRole("button", { name: before[1].split("\n")[0], exact: true }).first().click();
  const question = page.getByRole("textbox", { name: /Question/ }).first();
  await question.fill("Did they greet, and say their name?");
  await expect.poll(async () => (await ask(`/api/scorecards/${id}`)).body).toContain("Did they greet, and say their name?");

  // A mistake is kept in the browser and said where it is.
  const points = page.getByRole("textbox", { name: "Points", exact: true });
  const had = await points.inputValue();
  await points.fill(String(Number(had) + 7));
  await expect(page.getByText(/to mend before it can be saved/)).toBeVisible();
  await points.fill(had);
  await saved(page);

  // Tried on the past, and seen.
  await page.getByRole("link", { name: "Try it" }).click();
  await page.getByRole("button", { name: "Try it" }).click();
  await expect(page.getByText(/would get another score|Nothing would change|No conversation fits/).first()).toBeVisible();
  await page.getByRole("tab", { name: "The form" }).click();
  await expect(page.getByText("Did they greet, and say their name?").first()).toBeVisible();

  // Published and used, the past judged again, retired.
  await page.getByRole("tab", { name: "Publish" }).click();
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await expect.poll(async () => (await ask(`/api/scorecards/${id}`)).state).toBe("published");
  await page.getByRole("button", { name: "Judge again" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Judge again" }).click();
  await expect(page.getByText(/conversations were made with something else|conversations are what would be made now/)).toBeVisible();
  await expect(page.getByText("Nothing is waiting.")).toBeVisible({ timeout: 90_000 });
  await page.getByRole("button", { name: "Retire" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Retire" }).click();
  await expect.poll(async () => (await ask(`/api/scorecards/${id}`)).state).toBe("retired");
  expect(noise.filter((line) => !line.startsWith("422 from") && !line.includes("status of 422"))).toEqual([]);
  await page.context().close();
});

test("a draft changed in two tabs keeps what was typed in both", async ({ browser }) => {
  const { page } = await pageOf(browser, "manager");
  const id = await begin(page, `tabs-${Date.now()}`);
  const name = (on: Page) => on.getByRole("textbox", { name: /Name/ }).first();
  let other = await page.context().newPage();
  await other.goto(page.url());
  await expect(name(other)).toBeVisible();
  await name(page).fill("Theirs");
  const stored = async () => (await asking(page.request)(`/api/scorecards/${id}`)).title.en;
  await expect.poll(stored).toBe("Theirs");
  await name(other).fill("Mine");
  const conflict = () => other.getByText("Somebody else changed this draft. Yours is kept in this browser.");
  await expect(conflict()).toBeVisible();
  await expect(name(other)).toHaveValue("Mine");
  // What the first tab types and saves since takes nothing from the second: reloaded, its text is still there, and still asks which of the two it is to be.
  await name(page).fill("Theirs again");
  await expect.poll(stored).toBe("Theirs again");
  await saved(page);
  await other.reload();
  await expect(conflict()).toBeVisible();
  await expect(name(other)).toHaveValue("Mine");
  // Closed, it leaves its text to the next.
  const closed = other.waitForEvent("close");
  await other.close({ runBeforeUnload: true });
  await closed;
  other = await page.context().newPage();
  await other.goto(page.url());
  await expect(conflict()).toBeVisible();
  await expect(name(other)).toHaveValue("Mine");
  // Theirs is looked at; undo brings mine back, and it is saved over theirs.
  await other.getByRole("button", { name: "Show theirs" }).click();
  await expect(name(other)).toHaveValue("Theirs again");
  await saved(other);
  await other.getByRole("button", { name: "Undo" }).click();
  await expect(name(other)).toHaveValue("Mine");
  await expect.poll(stored).toBe("Mine");
  await page.context().close();
});
