// A conversation of 500 turns, brought in for a test and taken away after it.
import { type APIRequestContext, type Locator, expect } from "@playwright/test";

import { desk } from "./desk";
import { asking } from "./places";

const said = [
  "I have been waiting for three weeks, and nobody calls me back.",
  "I am sorry that you waited so long. I look at your order now.",
  "That is what the last person said, too.",
  "You are right to be upset about it. I send it out today, and call you tomorrow before noon.",
];

/** Brings it in and waits until it is read; `remove` takes it away again. */
export async function longCall(request: APIRequestContext, csrf: string, source: string) {
  const ask = asking(request);
  const headers = { "x-csrf-token": csrf, origin: desk, "content-type": "application/json" };
  const program = (await ask("/api/programs")).find((one: { name: string }) => one.name === "Larkmoor").id;
  const turns = Array.from({ length: 500 }, (_, turn) => ({ who: turn % 2 === 0 ? "customer" : "agent", text: said[turn % said.length] }));
  const call = { id: `long-${Date.now()}`, agent: "a01", channel: "chat", started_at: new Date(Date.now() - 3_600_000).toISOString(), turns };
  const brought = await request.post(`${desk}/api/conversations?program=${program}&source=${source}`, { headers, data: JSON.stringify(call) });
  const id: string = (await brought.json()).receipts[0].id;
  await expect.poll(async () => (await ask(`/api/conversations/${id}`)).conversation.state, { timeout: 120_000 }).toBe("evaluated");
  return { id, remove: () => request.delete(`${desk}/api/conversations/${id}?reason=measured`, { headers }) };
}

/** Scrolls from top to bottom, 300 points a frame: milliseconds between frames, and the most lines that were in the page at a time. */
export async function scrolled(place: Locator): Promise<{ gaps: number[]; most: number }> {
  return await place.evaluate(async (place) => {
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const gaps: number[] = [];
    let most = 0;
    let last = await frame();
    while (place.scrollTop + place.clientHeight < place.scrollHeight - 4 && gaps.length < 2_000) {
      place.scrollTop += 300;
      const now = await frame();
      gaps.push(now - last);
      most = Math.max(most, place.querySelectorAll("li").length);
      last = now;
    }
    return { gaps, most };
  });
}
