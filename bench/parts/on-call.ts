// What it costs to find the times at which nobody is on call: the sums in a process of their own, and the command.

import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Emulator, startEmulator } from "pagertree-emulator";
import { build } from "tsdown";
import { z } from "zod";
import { runCommand } from "../../setup/command.mjs";
import { callApi } from "../../test/helpers/call-api.ts";
import type { Part } from "../part.ts";

const WORKER = fileURLToPath(new URL("../programs/on-call-worker.ts", import.meta.url));
/** Where the packages that it loads are found. */
const BUILT = fileURLToPath(new URL("../../node_modules/.cache/bench", import.meta.url));
const COMMAND = fileURLToPath(new URL("../../provider/dist/main.js", import.meta.url));

/** Teams of an account whose coverage is worked out; each has three rotations. */
const SUMMED = 100;
/** Teams of an account that the command looks at, and how long PagerTree takes for an answer, in milliseconds. */
const LISTED = 300;
const LATENCY = 50;
const REPEATS = 3;

const costsSchema = z.object({
  coverageMilliseconds: z.number(),
  yearMilliseconds: z.array(z.number()),
  yearOfPeer: z.array(z.number()),
});
const madeSchema = z.object({ schedule_id: z.string() });

/** A year of one weekly rotation is worked out by rrule-temporal as well. */
export const measureOnCall: Part = async (settings, recorder) => {
  settings.say(`who is on call in ${SUMMED} teams`);
  // Node.js takes the provider's sources for CommonJS, which they are only once they are built.
  await build({
    config: false,
    entry: [WORKER],
    outDir: BUILT,
    format: "esm",
    dts: false,
    logLevel: "error",
  });
  const worker = path.join(BUILT, "on-call-worker.mjs");
  const costs = await withTeams(SUMMED, async (emulator) => {
    return costsSchema.parse(JSON.parse(await printed(emulator, [worker])));
  });
  settings.say(`the command coverage for ${LISTED} teams`);
  const commandSeconds = await withTeams(LISTED, async (emulator) => {
    emulator.faults.add({ kind: "delay", delayMs: LATENCY, times: null });
    const seconds = [];
    for (let round = 1; round <= REPEATS; round += 1) {
      const start = performance.now();
      // The teams of the demo account have gaps.
      await printed(emulator, [COMMAND, "coverage", "--json"], [0, 1]);
      seconds.push((performance.now() - start) / 1_000);
    }
    return seconds;
  });
  await recorder.record({
    onCall: { teams: SUMMED, ...costs, listedTeams: LISTED, latency: LATENCY, commandSeconds },
  });
};

/** An account with so many teams more, in each of which one rotation follows the other by eight hours. */
async function withTeams<Result>(
  count: number,
  use: (emulator: Emulator) => Promise<Result>,
): Promise<Result> {
  const emulator = await startEmulator();
  const [user] = emulator.store.all("account_users");
  const people = [user?.id];
  const post = async (path: string, content: object) => {
    const { status, text, body } = await callApi(emulator, "POST", path, content);
    if (status !== 201) throw new Error(`POST ${path}: ${status} ${text}`);
    return body;
  };
  try {
    for (let number = 1; number <= count; number += 1) {
      const team = madeSchema.parse(
        await post("/teams", {
          name: `Team ${number}`,
          member_account_user_ids: people,
          admin_account_user_ids: people,
        }),
      );
      for (const [from, to] of [
        ["01T01:00", "01T09:00"],
        ["01T09:00", "01T17:00"],
        ["01T17:00", "02T01:00"],
      ]) {
        await post("/events", {
          schedule_ids: [team.schedule_id],
          account_user_ids: people,
          layer: 1,
          time_zone: "Europe/Berlin",
          start_time: `2026-01-${from}:00+01:00`,
          end_time: `2026-01-${to}:00+01:00`,
          repeat: true,
          frequency: 1,
          frequency_unit: "daily",
          rotation: true,
        });
      }
    }
    return await use(emulator);
  } finally {
    await emulator.close();
  }
}

/** What a program of Node.js prints for the account, if it ends with one of these statuses. */
async function printed(
  emulator: Emulator,
  args: readonly string[],
  statuses: readonly number[] = [0],
): Promise<string> {
  const { status, stdout, output } = await runCommand(process.execPath, args, {
    env: { ...process.env, PAGERTREE_BASE_URL: emulator.url, PAGERTREE_API_KEY: emulator.apiKey },
  });
  if (!statuses.includes(status)) throw new Error(output);
  return stdout;
}
