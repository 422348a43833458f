// `kill -9` of the engine and of the provider's process, while a request is under way; and what the next run makes of it.

import { expect, it, vi } from "vitest";
import { killAtOnce, processesUnder } from "../helpers/processes.ts";
import { type TestStack, withStack } from "./stack.ts";

vi.setConfig({ testTimeout: 300_000 });

type Victim = "engine" | "provider";

const program = `
  const { Integration } = require("pulumi-pagertree");
  const more = process.env.ADOPT ? { adopt: process.env.ADOPT } : {};
  if (process.env.NAME) {
    new Integration("web", { name: process.env.NAME, type: "datadog", teamIds: [process.env.TEAM_ID], ...more });
  }`;

/** A stack of one integration, whose program goes by the environment. */
async function withProgram(): Promise<TestStack> {
  const stack = await withStack({ files: { "index.js": program } });
  vi.stubEnv("TEAM_ID", stack.account.team.id);
  vi.stubEnv("NAME", "Web");
  vi.stubEnv("ADOPT", "");
  return stack;
}

/** Runs `pulumi up`, and kills one process of it at the next request of this method. */
async function killedUp(
  { project, emulator }: TestStack,
  victim: Victim,
  method: string,
  afterCommit: boolean,
) {
  emulator.faults.add({ kind: "hang", method, afterCommit });
  const isHanging = () =>
    emulator.requests.some((request) => request.method === method && request.status === null);
  const up = project.start("up", "--yes", "--skip-preview", "--stack", "test");
  await vi.waitFor(() => expect(isHanging()).toBe(true), { timeout: 120_000, interval: 50 });
  const started = await processesUnder(up.pid);
  const provider = started.filter(({ command }) =>
    /dynamic-provider|pulumi-resource-pulumi-nodejs/.test(command),
  );
  expect(provider).not.toEqual([]);
  if (victim === "engine") killAtOnce([up.pid]);
  killAtOnce((victim === "engine" ? started : provider).map(({ pid }) => pid));
  const { status } = await up.ended;
  expect(status).not.toBe(0);
  // The lock of a killed engine stays.
  if (victim === "engine") await project.pulumi("cancel", "--yes", "--stack", "test");
}

const names = ({ emulator }: TestStack) => emulator.store.all("integrations").map(({ name }) => name);

it.each<Victim>(["engine", "provider"])(
  "a create after whose commit the %s is killed is not made again, but named, and taken over as the error says",
  async (victim) => {
    const stack = await withProgram();
    const { project, emulator } = stack;
    await killedUp(stack, victim, "POST", true);
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

it("an engine that is killed before a create, in an update and in a deletion loses nothing and doubles nothing", async () => {
  const stack = await withProgram();
  const { project, emulator } = stack;
  await killedUp(stack, "engine", "POST", false);
  expect(names(stack)).toEqual([]);
  await project.up();
  const [made] = emulator.store.all("integrations");

  vi.stubEnv("NAME", "Renamed");
  await killedUp(stack, "engine", "PUT", true);
  expect((await project.exportState()).resources.map(({ id }) => id)).toEqual([made?.id]);
  await project.up();
  expect(emulator.store.all("integrations")).toMatchObject([{ id: made?.id, name: "Renamed" }]);

  vi.stubEnv("NAME", "");
  await killedUp(stack, "engine", "DELETE", true);
  await project.up();
  expect(names(stack)).toEqual([]);
  expect((await project.exportState()).resources).toEqual([]);
  expect(emulator.requests.filter(({ method, status }) => method === "POST" && status === 201)).toHaveLength(
    1,
  );
});
