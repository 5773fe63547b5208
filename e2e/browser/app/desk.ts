// The demo organisation in a browser: who works there, and a page for each of them.
import type { APIRequestContext, Browser, Page } from "@playwright/test";

/** Its address; `RAPPORT_DESK` names a demo that runs already. */
export const desk = process.env.RAPPORT_DESK ?? "http://127.0.0.1:18917";

export const people = {
  administrator: "admin@example.org",
  manager: "hollis.carbery@example.org",
  lead: "thessaly.brandt@example.org",
  analyst: "ludo.ferrant@example.org",
  second: "ruoshui.zhan@example.org",
  coach: "bryony.askell@example.org",
  agent: "maren.oxley@example.org",
  client: "isaura.quenby@example.com",
} as const;
export type Person = keyof typeof people;

const PASSWORD = "wrenfield-demo";

/** Signs in by the API; answers with what changes must send back. */
export async function signIn(request: APIRequestContext, person: Person): Promise<string> {
  const answer = await request.post(`${desk}/api/session`, { data: { email: people[person], password: PASSWORD } });
  if (!answer.ok()) throw new Error(`${person} cannot sign in: ${await answer.text()}`);
  return (await answer.json()).csrf;
}

export interface Wish {
  scheme?: "light" | "dark";
  language?: "en" | "zh";
  width?: number;
  height?: number;
}

/** A page of somebody who is signed in, and everything that went wrong on it. The language is theirs to choose, so the answer that tells it is changed. */
export async function pageOf(browser: Browser, person: Person, { scheme = "light", language = "en", width = 1440, height = 900 }: Wish = {}): Promise<{ page: Page; noise: string[]; csrf: string }> {
  const context = await browser.newContext({ baseURL: desk, colorScheme: scheme, viewport: { width, height }, locale: language === "zh" ? "zh-CN" : "en-GB", reducedMotion: "reduce" });
  const csrf = await signIn(context.request, person);
  await context.route("**/api/session", async (route) => {
    const answer = await route.fetch();
    const told = await answer.json().catch(() => null);
    if (told?.user) told.user.language = language;
    await route.fulfill(told ? { response: answer, json: told } : { response: answer });
  });
  const page = await context.newPage();
  return { page, noise: watch(page), csrf };
}

/** What a page asks of other hosts, and everything it complains about. */
export function watch(page: Page): string[] {
  const noise: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(desk) && !url.startsWith("data:") && !url.startsWith("blob:")) noise.push(`asks for ${url}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) noise.push(`${response.status()} from ${response.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error") noise.push(`says ${message.text()}`);
  });
  page.on("pageerror", (error) => noise.push(`fails with ${error.message}`));
  return noise;
}
