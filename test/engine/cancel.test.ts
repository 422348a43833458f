// Ctrl-C on the real engine, as it reaches `pulumi` in a terminal, while PagerTree does not answer.

import { expect, it, vi } from "vitest";
import { doors } from "./doors.ts";
import { type TestStack, withStack } from "./stack.ts";

vi.setConfig({ testTimeout: 120_000 });

/** Five seconds, as a user with a stopwatch has them. */
const longest = 5_000;

/** A program of four integrations, run by the language host as for a user. */
const programOf = (entry: string) => `
  const { Integration } = require("${entry}");
  for (const name of ["a", "b", "c", "d"]) {
    new Integration(name, { name, type: "datadog", teamIds: [process.env.TEAM_ID] });
  }`;

/** Runs `pulumi up`, interrupts it once a request hangs, and gives how long it took to end. */
async function interruptedUp({ project, emulator }: TestStack) {
  const hanging = () =>
    emulator.requests.filter(({ method, status }) => method === "POST" && status === null);
  const up = project.start(["up", "--yes", "--skip-preview", "--stack", "test"]);
  await vi.waitFor(() => expect(hanging()).not.toEqual([]), { timeout: 60_000, interval: 50 });
  const start = performance.now();
  up.interrupt();
  const { status, output } = await up.ended;
  return { status, output, milliseconds: performance.now() - start };
}

it.each(doors)(
  "Ctrl-C ends a run that hangs within five seconds, with a state that holds what was made, through the $door door",
  async ({ door, entry }) => {
    const stack = await withStack({ door, files: { "index.js": programOf(entry) } });
    const { project, emulator, account } = stack;
    vi.stubEnv("TEAM_ID", account.team.id);
    emulator.faults.add({ kind: "hang", method: "POST", skip: 2, times: null });

    const { status, output, milliseconds } = await interruptedUp(stack);
    expect(status).not.toBe(0);
    expect(milliseconds).toBeLessThan(longest);
    expect(output).toMatch(
      /create integration "\w": The run was cancelled before PagerTree answered\. It is not known whether PagerTree made it\./,
    );
    const made = emulator.store.all("integrations");
    expect(made).toHaveLength(2);
    const { resources } = await project.exportState();
    expect(resources.map(({ id }) => id).sort()).toEqual(made.map(({ id }) => id).sort());

    // The next run goes on where this one ended.
    emulator.faults.clear();
    await project.up();
    expect(emulator.store.all("integrations")).toHaveLength(4);
    expect((await project.preview()).changes).toEqual([]);
  },
);
