// How many requests refreshed previews take of other stacks than those of integrations alone, nothing having changed.

import { readFile } from "node:fs/promises";
import { withoutCheckpoints } from "../arms.ts";
import { MeasuredStack } from "../measured-stack.ts";
import type { Part } from "../part.ts";
import type { Results } from "../results.ts";

interface Case {
  readonly stack: string;
  readonly integrations?: number;
  readonly teams?: number;
  readonly routers?: number;
  /** Whether the program finds the team of each by its name. */
  readonly lookups?: boolean;
  /** Integrations of the account that are not of the stack. */
  readonly others?: number;
}

const cases: readonly Case[] = [
  { stack: "10 integrations of an account of 5,000", integrations: 10, others: 4_990 },
  { stack: "300 integrations of an account of 1,000", integrations: 300, others: 700 },
  { stack: "300 teams", teams: 300 },
  { stack: "300 routers", routers: 300 },
  { stack: "100 of each, and 200 lookups", integrations: 100, teams: 100, routers: 100, lookups: true },
];

/** The same engine run as the other parts make, with counts that do not depend on the machine. */
export const measureRequests: Part = async (settings, recorder) => {
  const requests: Results["requests"] = [];
  for (const one of cases) {
    settings.say(one.stack);
    requests.push({ stack: one.stack, ...(await requestsOf(one)) });
    await recorder.record({ requests });
  }
};

async function requestsOf({ integrations = 0, teams = 0, routers = 0, lookups = false, others = 0 }: Case) {
  const stack = await MeasuredStack.open({
    files: {
      "index.js": await readFile(new URL("../programs/mixed.js", import.meta.url), "utf8"),
      "package.json": JSON.stringify({ name: "bench", private: true, type: "module" }),
    },
    environment: {
      BENCH_INTEGRATIONS: String(integrations),
      BENCH_TEAMS: String(teams),
      BENCH_ROUTERS: String(routers),
      BENCH_LOOKUPS: lookups ? "yes" : "",
      ...withoutCheckpoints,
    },
  });
  try {
    await stack.run("create");
    const { store } = stack.emulator;
    const [made] = store.all("integrations");
    for (let other = 1; other <= others; other += 1) store.duplicate("integrations", made?.id ?? "");
    const { requests } = await stack.run("preview");
    // Each list that the stack has objects of, and never more than one by one; events and escalation policies besides.
    const pages = (size: number, total: number) => Math.min(size, Math.ceil(total / 100));
    const most =
      pages(integrations, store.all("integrations").length) +
      pages(teams, store.all("teams").length) +
      pages(routers, store.all("routers").length) +
      3 +
      2;
    return { most, requests };
  } finally {
    await stack.close();
  }
}
