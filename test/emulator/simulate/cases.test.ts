// Cases: what is expected of a payload, from a file, in the command and in a test.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { checkRoutes, expectRoutes, type RouteCase } from "../../../emulator/src/index.ts";
import { demoAccount } from "../../helpers/demo-account.ts";
import { fileWith, pulumiPlan } from "../../helpers/pulumi-state.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";
import { simulate } from "./command.ts";
import {
  chat,
  database,
  integration,
  NOON,
  network,
  people,
  rotation,
  router,
  rule,
  stack,
  stateFile,
} from "./stack.ts";

const wakesDatabase: RouteCase = {
  name: "a critical alert wakes the database team",
  integration: "prometheus",
  sample: "create",
  at: NOON,
  expect: {
    teams: ["Database"],
    users: [people.grace],
    urgency: "critical",
    action: "create",
    webhooks: { chat: ["alert.open"] },
  },
};

/** The same rules, of which the first one catches what is meant for the second. */
const misrouted = stack.map((resource) =>
  resource.type === "Router"
    ? router([
        rule({ "alert.urgency": { $in: ["low", "critical"] } }, network),
        rule({ always: true }, database),
      ])
    : resource,
);

/** What the cases come to, in short. */
async function failuresOf(cases: RouteCase, state?: string): Promise<readonly string[]> {
  const { results } = await checkRoutes({ state: state ?? (await stateFile()), cases: [cases] });
  return results[0]?.failures ?? [];
}

describe("a case", () => {
  it("passes where all is as expected", async () => {
    await expectRoutes({ state: await stateFile(), cases: [wakesDatabase] });
  });

  it("of a misrouted rule fails with the rule, its place, and who would have been paged", async () => {
    const state = await stateFile(misrouted);
    const failing = expectRoutes({ state, cases: [wakesDatabase] });
    await expect(failing).rejects.toThrow("✗ a critical alert wakes the database team (cases[0])");
    await expect(failing).rejects.toThrow("teams: expected Database, but the alert goes to team Network");
    await expect(failing).rejects.toThrow(
      'rules[0] of router "By job" (by-job in the program) matches (alert.urgency {"$in":["low","critical"]}), and sends it to team Network.',
    );
    await expect(failing).rejects.toThrow(`at once: ${people.ada} (team Network, layer 1)`);
  });

  it.each<[string, Partial<RouteCase>, string]>([
    [
      "users",
      { expect: { users: [people.ada] } },
      `users: expected ${people.ada}, but it pages ${people.grace}`,
    ],
    ["urgency", { expect: { urgency: "low" } }, "urgency: expected low, but it is critical"],
    ["action", { expect: { action: "resolve" } }, "action: expected resolve, but it is create"],
    ["webhooks", { expect: { webhooks: {} } }, "webhooks: expected nothing, but alert.open by chat are sent"],
    ["nobody", { expect: { teams: [] } }, "teams: expected nobody, but the alert goes to team Database"],
    [
      "an unknown team",
      { expect: { teams: ["Databse"] } },
      'has no team "Databse"; it has "Database", "Network"',
    ],
    ["an unknown integration", { integration: "x" }, 'has no integration "x"; it has "chat", "prometheus"'],
  ])("fails with %s that is not as expected", async (_what, changes, message) => {
    expect((await failuresOf({ ...wakesDatabase, ...changes })).join("\n")).toContain(message);
  });

  it("changes a sample, merges objects and takes out what is null", async () => {
    const { integration: to, at } = wakesDatabase;
    const changes = { commonLabels: { job: null, severity: "low" } };
    expect(
      await failuresOf({ integration: to, at, changes, expect: { urgency: "low", teams: ["Network"] } }),
    ).toEqual([]);
  });

  it("fails where it is not known who is on call, or where the alert goes", async () => {
    const without = await stateFile([
      database,
      network,
      router([rule({ always: true }, database)]),
      integration("prometheus"),
      chat,
    ]);
    const users = await failuresOf({ ...wakesDatabase, expect: { users: [database.id ?? ""] } }, without);
    expect(users.join("\n")).toContain("has no account user");
    const known = await stateFile([...stack.filter(({ name }) => name !== "database-primary")]);
    const vague = await failuresOf({ ...wakesDatabase, expect: { users: [people.ada] } }, known);
    expect(vague[0]).toBe(
      "users: who is on call in team Database is not known; read the account for it (--account)",
    );
  });

  it("names people by their addresses where the account is read", async () => {
    const emulator = await withEmulator();
    const { platform } = demoAccount(emulator);
    await checkRoutesOn(emulator, [platform.id], { teams: ["Platform"], users: ["ada@example.com"] });
  });
});

async function checkRoutesOn(
  emulator: Awaited<ReturnType<typeof withEmulator>>,
  teamIds: readonly string[],
  wanted: RouteCase["expect"],
): Promise<void> {
  const state = await stateFile([integration("datadog", { teamIds, routerIds: [] })]);
  const account = { url: emulator.url, apiKey: emulator.apiKey };
  await expectRoutes({ state, account, cases: [{ integration: "datadog", expect: wanted }] });
}

const yaml = `cases:
  - name: a critical alert wakes the database team
    integration: prometheus
    sample: create
    at: ${NOON}
    expect:
      teams: [Database]
  - integration: prometheus
    payload:
      status: firing
      groupKey: 9007199254740993
      commonLabels: { alertname: Disk, severity: low }
    at: ${NOON}
    expect: { teams: [Network], urgency: low }
`;

describe("a file of cases", () => {
  it("is played by the command, which reports each case and ends with 0", async () => {
    const args = ["--state", await stateFile(), "--cases", await fileWith(yaml, "routes.yaml")];
    const { status, output } = await simulate(args);
    expect(status).toBe(0);
    expect(output).toContain(
      "  ✓ a critical alert wakes the database team\n  ✓ a payload to prometheus\n\nAll pass.\n",
    );
  });

  it("ends with 1 where a case fails, with its line, and writes JUnit's XML", async () => {
    const junit = path.join(await temporaryFolder(), "junit.xml");
    const cases = await fileWith(yaml.replace("[Network], urgency: low", "[Database]"), "routes.yaml");
    const { status, output } = await simulate([
      "--state",
      await stateFile(),
      "--cases",
      cases,
      "--junit",
      junit,
    ]);
    expect(status).toBe(1);
    expect(output).toContain(
      `  ✗ a payload to prometheus (${cases}:8)\n      teams: expected Database, but the alert goes to team Network\n`,
    );
    expect(output).toContain("1 of 2 cases failed.");
    const xml = await readFile(junit, "utf8");
    expect(xml).toContain('tests="2" failures="1"');
    expect(xml).toContain('<testcase name="a critical alert wakes the database team"');
    expect(xml).toContain('<failure message="teams: expected Database, but the alert goes to team Network">');
  });

  it("is played on a plan: what passes now fails on what will be", async () => {
    const state = await stateFile();
    const [before] = stack.filter(({ type }) => type === "Router");
    const [after] = misrouted.filter(({ type }) => type === "Router");
    if (!before || !after) throw new Error("The stack has no router.");
    const plan = await fileWith(pulumiPlan([{ op: "update", before, after }], { same: 6 }), "plan.json");
    const cases = await fileWith(yaml, "routes.yaml");
    expect(await simulate(["--state", state, "--cases", cases])).toMatchObject({ status: 0 });
    const planned = await simulate(["--state", state, "--plan", plan, "--cases", cases]);
    expect(planned.status).toBe(1);
    expect(planned.output).toContain("rules[0] of router");
  });

  it("takes a payload from a file beside it", async () => {
    const cases = await fileWith(
      `cases: [{ integration: prometheus, payloadFile: "alert.json", at: ${NOON}, expect: { urgency: low } }]`,
      "routes.yaml",
    );
    const payload = { status: "firing", groupKey: "x", commonLabels: { alertname: "Disk", severity: "low" } };
    await writeFile(path.join(path.dirname(cases), "alert.json"), JSON.stringify(payload));
    await expectRoutes({ state: await stateFile(), cases });
  });

  it.each([
    [
      "    expect:\n      team: [Database]",
      ':6:7: cases[0].expect does not take "team"; it takes teams, users, urgency, action, webhooks',
    ],
    [
      "    expects: {}\n    expect: { teams: [] }",
      ':5:5: cases[0] does not take "expects"; it takes name, integration',
    ],
    ["    expect: {}", ":5:13: cases[0].expect: expects nothing"],
    ["    payload: x\n    expect: { teams: [] }", ":4:13: cases[0].sample: cannot be combined with payload"],
    ["    at: 2026-03-02\n    expect: { teams: [] }", ":5:9: cases[0].at: is not a time with an offset"],
    ["    expect: { action: page }", ":5:23: cases[0].expect.action:"],
    ["    expect: { teams: [ }", ":5:24:"],
  ])("with a mistake is refused with its place: %j", async (lines, message) => {
    const head = yaml.split("\n").slice(0, 4);
    const cases = await fileWith([...head, lines, ""].join("\n"), "routes.yaml");
    await expect(checkRoutes({ state: await stateFile(), cases })).rejects.toThrow(`routes.yaml${message}`);
  });

  it("of something else is refused", async () => {
    const state = await stateFile([rotation(database, people.ada)]);
    await expect(checkRoutes({ state, cases: await fileWith("[]", "a.yaml") })).rejects.toThrow(
      /a\.yaml:1:1: the file: /,
    );
    await expect(checkRoutes({ state, cases: "no-such-file" })).rejects.toThrow(
      "the cases in no-such-file cannot be read",
    );
    await expect(simulate(["--cases", "x", "--to", "y"])).rejects.toThrow(
      "--cases and --to exclude each other",
    );
    await expect(simulate(["--to", "x", "--junit", "y"])).rejects.toThrow("--junit is for --cases");
  });
});
