/** Probes an outgoing webhook of an account of its own. */
import { expect } from "vitest";
import { createOutgoing } from "../../helpers/alerts.ts";
import type { Body } from "../../helpers/call-api.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";
import { type CommandRun, environmentOf, runCommand } from "./run.ts";

/** Probes one outgoing webhook of a new account, which the probe must leave as it is. */
export async function probeWebhook(
  url: string,
  attributes: Body = {},
  ...args: string[]
): Promise<CommandRun> {
  const emulator = await withEmulator();
  const { prefix_id } = await createOutgoing(emulator, url, { name: "Bridge", ...attributes });
  const before = emulator.requests.length;
  const run = await runCommand(["probe", prefix_id, ...args], environmentOf(emulator));
  // A probe only reads.
  expect(emulator.requests.slice(before).map(({ method }) => method)).toEqual(["GET"]);
  return run;
}
