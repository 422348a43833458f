// `kill -9` of the engine, of the provider's process and of the program, while a request is under way; and what the
// next run makes of it.

import { expect, it, vi } from "vitest";
import type { Fault } from "../../emulator/src/faults.ts";
import { killAtOnce, processesUnder } from "../helpers/processes.ts";
import { doors } from "./doors.ts";
import { type TestStack, withStack } from "./stack.ts";

vi.setConfig({ testTimeout: 300_000 });

const [dynamic, native] = doors;

/** What is killed, by the commands of its processes; with the engine go all that it has started. */
const victims = {
  engine: /./,
  provider: /dynamic-provider|pulumi-resource-pulumi-nodejs|pulumi-resource-pagertree/,
  program: /pulumi-language-nodejs|cmd.run/,
};

const programOf = (entry: string) => `
  const { Integration } = require("${entry}");
  const more = process.env.ADOPT ? { adopt: process.env.ADOPT } : {};
  if (process.env.ENDLESS) setInterval(() => {}, 60_000);
  if (process.env.NAME) {
    new Integration("web", { name: process.env.NAME, type: "datadog", teamIds: [process.env.TEAM_ID], ...more });
  }`;

/** A stack of one integration, whose program goes by the environment. */
async function withProgram({
  door,
  entry,
}: Pick<(typeof doors)[number], "door" | "entry">): Promise<TestStack> {
  const stack = await withStack({ door, files: { "index.js": programOf(entry) } });
  vi.stubEnv("TEAM_ID", stack.account.team.id);
  vi.stubEnv("NAME", "Web");
  vi.stubEnv("ADOPT", "");
  vi.stubEnv("ENDLESS", "");
  return stack;
}

/** Runs `pulumi up`, and kills a part of it while the next request that the fault strikes is under way. */
async function killedUp({ project, emulator }: TestStack, victim: keyof typeof victims, fault: Fault) {
  emulator.faults.add(fault);
  const before = emulator.requests.length;
  const isUnderWay = () =>
    emulator.requests.slice(before).some(({ method, status }) => method === fault.method && status === null);
  const up = project.start(["up", "--yes", "--skip-preview", "--stack", "test"]);
  await vi.waitFor(() => expect(isUnderWay()).toBe(true), { timeout: 120_000, interval: 50 });
  const killed = (await processesUnder(up.pid)).filter(({ command }) => victims[victim].test(command));
  expect(killed).not.toEqual([]);
  if (victim === "engine") killAtOnce([up.pid]);
  killAtOnce(killed.map(({ pid }) => pid));
  const { status } = await up.ended;
  expect(status).not.toBe(0);
  // The lock of a killed engine stays.
  if (victim === "engine") await project.pulumi("cancel", "--yes", "--stack", "test");
}

/** A request that gets no answer, before it is carried out or after. */
const hang = (method: string, afterCommit: boolean): Fault => ({ kind: "hang", method, afterCommit });

const names = ({ emulator }: TestStack) => emulator.store.all("integrations").map(({ name }) => name);

it.each([
  { ...dynamic, victim: "engine" },
  { ...native, victim: "provider" },
] as const)(
  "a create after whose commit the $victim of the $door door is killed is not made again, but named, and taken over as the error says",
  async ({ victim, ...door }) => {
    const stack = await withProgram(door);
    const { project, emulator } = stack;
    await killedUp(stack, victim, hang("POST", true));
    const [left] = emulator.store.all("integrations");
    expect(names(stack)).toEqual(["Web"]);

    const stopped = await project.up({ expectFailure: true });
    expect(stopped.text).toContain(`adopt: "${left?.prefix_id}"`);
    expect(names(stack)).toEqual(["Web"]);

    vi.stubEnv("ADOPT", left?.prefix_id ?? "");
    await project.up();
    expect(emulator.store.all("integrations").map(({ id }) => id)).toEqual([left?.id]);
    expect((await project.exportState()).resources.map(({ id }) => id)).toEqual([left?.id]);
    expect((await project.preview()).changes).toEqual([]);
  },
);

it.each(doors)(
  "whatever is killed before and amid a create, in an update and in a deletion, through the $door door, nothing is lost or doubled",
  async (door) => {
    const stack = await withProgram(door);
    const { project, emulator } = stack;
    const held = async () => (await project.exportState()).resources.map(({ id }) => id);
    await killedUp(stack, "engine", hang("POST", false));
    expect(names(stack)).toEqual([]);
    vi.stubEnv("ENDLESS", "true");
    await killedUp(stack, "program", { kind: "delay", method: "POST", delayMs: 2_000 });
    vi.stubEnv("ENDLESS", "");
    const [made] = emulator.store.all("integrations");
    expect(await held()).toEqual([made?.id]);

    vi.stubEnv("NAME", "Renamed");
    await killedUp(stack, "provider", hang("PUT", false));
    await killedUp(stack, "engine", hang("PUT", true));
    expect(await held()).toEqual([made?.id]);
    await project.up();
    expect(emulator.store.all("integrations")).toMatchObject([{ id: made?.id, name: "Renamed" }]);

    vi.stubEnv("NAME", "");
    await killedUp(stack, "provider", hang("DELETE", false));
    expect(await held()).toEqual([made?.id]);
    await killedUp(stack, "engine", hang("DELETE", true));
    await project.up();
    expect(names(stack)).toEqual([]);
    expect(await held()).toEqual([]);
    expect(
      emulator.requests.filter(({ method, status }) => method === "POST" && status === 201),
    ).toHaveLength(1);
  },
);
