// Every page of the app: an address for each, made from what the demo organisation has.
import type { APIRequestContext } from "@playwright/test";

import { type Person, desk } from "./desk";

export interface Place {
  name: string;
  person: Person;
  /** The address; asks the API where it needs the id of something. */
  at: (ask: (path: string) => Promise<any>) => Promise<string>;
}

const fixed = (name: string, person: Person, address: string): Place => ({ name, person, at: async () => address });

export const places: Place[] = [
  fixed("overview of an administrator", "administrator", "/"),
  fixed("overview of a manager", "manager", "/"),
  fixed("overview of a lead", "lead", "/"),
  fixed("overview of an analyst", "analyst", "/"),
  fixed("overview of a coach", "coach", "/"),
  fixed("overview of an agent", "agent", "/"),
  fixed("overview of a client", "client", "/"),
  fixed("conversations", "analyst", "/conversations"),
  fixed("conversations, searched", "analyst", "/conversations?q=refund"),
  fixed("conversations of an agent", "agent", "/conversations"),
  fixed("conversations of a client", "client", "/conversations"),
  fixed("conversations, none", "analyst", "/conversations?q=zzzzzz"),
  { name: "conversation", person: "analyst", at: async (ask) => `/conversations/${(await ask("/api/conversations?hostility=3&limit=1")).conversations[0].id}` },
  { name: "conversation, scorecard", person: "analyst", at: async (ask) => `/conversations/${(await ask("/api/conversations?limit=1&standing=below")).conversations[0].id}?tab=scorecard` },
  { name: "conversation, notes", person: "lead", at: async (ask) => `/conversations/${(await ask("/api/conversations?limit=1")).conversations[0].id}?tab=notes` },
  { name: "conversation, history", person: "manager", at: async (ask) => `/conversations/${(await ask("/api/conversations?limit=1&reviewed=true")).conversations[0].id}?tab=history` },
  { name: "conversation of an agent", person: "agent", at: async (ask) => `/conversations/${(await ask("/api/conversations?limit=1")).conversations[0].id}` },
  { name: "conversation in review", person: "analyst", at: async (ask) => {
    const review = (await ask("/api/reviews?limit=1&mine=true&state=assigned")).items[0] ?? (await ask("/api/reviews?limit=1")).items[0];
    return `/conversations/${review.conversation}?review=${review.id}&tab=scorecard`;
  } },
  fixed("cases", "analyst", "/cases"),
  { name: "case", person: "analyst", at: async (ask) => `/cases/${(await ask("/api/cases?limit=1")).cases[0].id}` },
  fixed("import", "analyst", "/import"),
  fixed("agents", "lead", "/agents"),
  { name: "agent", person: "lead", at: async (ask) => `/agents/${(await ask("/api/agents"))[0].id}` },
  { name: "agent of themselves", person: "agent", at: async (ask) => `/agents/${(await ask("/api/session")).agents[0]}` },
  fixed("scorecards", "analyst", "/scorecards"),
  { name: "scorecard", person: "analyst", at: async (ask) => `/scorecards/${(await ask("/api/scorecards"))[0].id}` },
  fixed("behaviours", "analyst", "/behaviours"),
  fixed("behaviour", "agent", "/behaviours/apology_owned"),
  fixed("playground", "analyst", "/playground"),
  fixed("reviews", "analyst", "/reviews"),
  fixed("samples", "analyst", "/samples"),
  { name: "sample", person: "analyst", at: async (ask) => `/samples/${(await ask("/api/samples"))[0].id}` },
  fixed("disputes", "analyst", "/disputes"),
  fixed("disputes of an agent", "agent", "/disputes"),
  { name: "dispute", person: "analyst", at: async (ask) => `/disputes/${(await ask("/api/disputes?limit=1")).items[0].id}` },
  fixed("calibrations", "analyst", "/calibrations"),
  { name: "calibration", person: "analyst", at: async (ask) => `/calibrations/${(await ask("/api/calibrations"))[0].id}` },
  fixed("analytics", "manager", "/analytics"),
  fixed("analytics, hostility", "lead", "/analytics?section=hostility"),
  fixed("analytics of an agent", "agent", "/analytics"),
  fixed("analytics of a client", "client", "/analytics"),
  fixed("administration", "administrator", "/administration"),
  ...["users", "teams", "agents", "programs", "tokens", "webhooks", "audit", "queue", "health"].map((part) => fixed(`administration, ${part}`, "administrator", `/administration/${part}`)),
  { name: "program, own rules", person: "manager", at: async (ask) => `/programs/${(await ask("/api/programs"))[0].id}?tab=rules` },
  { name: "program", person: "manager", at: async (ask) => `/programs/${(await ask("/api/programs"))[0].id}` },
  fixed("profile", "agent", "/profile"),
  fixed("start", "administrator", "/start"),
  fixed("nowhere", "analyst", "/nowhere"),
];

/** Asks the API as whoever the context is signed in as. */
export const asking = (request: APIRequestContext) => async (path: string) => {
  const answer = await request.get(desk + path);
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
};
