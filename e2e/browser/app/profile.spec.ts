// What is one's own: name, language, colours, password; and a session that ends in the middle of writing.
import { type Browser, type Page, expect, test } from "@playwright/test";

import { desk, signIn, watch } from "./desk";
import { asking } from "./places";

/** Somebody who was invited for this test alone (no other test is to meet another language or password), signed in by the link. */
async function invited(browser: Browser): Promise<{ page: Page; noise: string[]; email: string }> {
  const inviting = await browser.newContext();
  const headers = { "x-csrf-token": await signIn(inviting.request, "administrator"), origin: desk };
  const program = (await asking(inviting.request)("/api/programs"))[0].id;
  const email = `perrin-${Date.now()}-${Math.floor(Math.random() * 1e6)}@example.org`;
  const answer = await inviting.request.post(`${desk}/api/users`, { headers, data: { email, name: "Perrin Vole", role: "analyst", language: "en", programs: [{ program }] } });
  expect(answer.ok(), await answer.text()).toBe(true);
  const { link } = await answer.json();
  const { pathname, hash } = new URL(link.address);
  await inviting.close();
  const context = await browser.newContext({ baseURL: desk, locale: "en-GB", viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  const noise = watch(page);
  await page.goto(desk + pathname + hash);
  await page.locator("input[autocomplete=new-password]").fill("heron quill amber");
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await expect(page.getByRole("navigation").first()).toBeVisible();
  return { page, noise, email };
}

async function signInAgain(page: Page, password: string) {
  const dialog = page.getByRole("dialog", { name: "Please sign in again" });
  await dialog.locator("input[type=password]").fill(password);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toBeHidden();
}

test("name, language, colours and password are one's own to change", async ({ browser }) => {
  const { page, email } = await invited(browser);
  await page.goto("/profile");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Perrin Vole-Hart");
  await page.getByRole("combobox", { name: "Language of your pages" }).click();
  await page.getByRole("option", { name: "中文" }).click();
  await page.getByRole("region", { name: "You" }).getByRole("button", { name: "Save" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-Hans");
  await expect(page.getByRole("button", { name: "Perrin Vole-Hart" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-Hans");

  await page.getByText("深色", { exact: true }).first().click();
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");

  // Another session of the same person ends with the old password.
  const elsewhere = await browser.newContext();
  expect((await elsewhere.request.post(`${desk}/api/session`, { data: { email, password: "heron quill amber" } })).ok()).toBe(true);
  await page.locator("input[autocomplete=current-password]").fill("not this one at all");
  await page.locator("input[autocomplete=new-password]").fill("marsh lantern seven");
  await page.getByRole("button", { name: "修改密码" }).click();
  await expect(page.getByText("当前密码不正确")).toBeVisible();
  await page.locator("input[autocomplete=current-password]").fill("heron quill amber");
  await page.getByRole("button", { name: "修改密码" }).click();
  await expect(page.getByText("密码已修改，其他设备上的登录已失效")).toBeVisible();
  expect((await elsewhere.request.get(`${desk}/api/session`)).status()).toBe(401);
  expect((await elsewhere.request.post(`${desk}/api/session`, { data: { email, password: "heron quill amber" } })).status()).toBe(401);
  await elsewhere.close();
  await page.context().close();
});

test("a session that ends keeps what was typed, whether one saves or comes back an hour later", async ({ browser }) => {
  const { page } = await invited(browser);
  await page.clock.install();
  await page.goto("/profile");
  const name = page.getByRole("textbox", { name: "Name", exact: true });
  await name.fill("Perrin of the Marsh");
  await page.context().clearCookies();
  await page.getByRole("region", { name: "You" }).getByRole("button", { name: "Save" }).click();
  await signInAgain(page, "heron quill amber");
  await expect(name).toHaveValue("Perrin of the Marsh");
  await page.getByRole("region", { name: "You" }).getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Perrin of the Marsh" })).toBeVisible();

  // An hour later the browser comes to the front again: the session is asked for by itself, and is over.
  await name.fill("Perrin of the Hill");
  await page.context().clearCookies();
  await page.clock.fastForward("01:00:00");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await signInAgain(page, "heron quill amber");
  await expect(name).toHaveValue("Perrin of the Hill");
  await page.context().close();
});
