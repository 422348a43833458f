/** The command `export`: what it writes, what it leaves out, and what it refuses. */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { parse } from "yaml";
import { type Emulator, expectRoutes } from "../../../../emulator/src/index.ts";
import { checkTypes } from "../../../../provider/src/commands/export/type-check.ts";
import { runCommand as command } from "../../../../setup/command.mjs";
import { callApi, idOf } from "../../../helpers/call-api.ts";
import { createIntegration, demoAccount, typeId } from "../../../helpers/demo-account.ts";
import { fillWithOddities, rulesToNobody } from "../../../helpers/odd-account.ts";
import { fillOnCall } from "../../../helpers/on-call-account.ts";
import { providersFor } from "../../../helpers/resource-providers.ts";
import { attributesOf } from "../../../helpers/sample-requests.ts";
import { onCallResources, stateOf } from "../../../helpers/stack-state.ts";
import { temporaryFolder } from "../../../helpers/temporary-folder.ts";
import { withEmulator } from "../../../helpers/with-emulator.ts";
import { environmentOf, runCommand } from "../run.ts";
import { runProgram } from "./run-program.ts";

/** Exports an account without its secrets, and gives what the command came to and the program. */
async function exportOf(emulator: Emulator, ...args: string[]) {
  // In a folder without TypeScript, whose check takes seconds.
  const folder = await temporaryFolder();
  const out = path.join(folder, "account");
  const run = await runCommand(
    ["export", "--out", out, "--no-secrets", ...args],
    environmentOf(emulator),
    folder,
  );
  const read = (file: string) => readFile(path.join(out, file), "utf8").catch(() => "");
  return { ...run, out, read, program: await read("index.ts") };
}

describe("export", () => {
  it("writes a program for the plugin, and the list by which pulumi import takes over the same objects", async () => {
    const emulator = await withEmulator();
    const hook = await createIntegration(emulator, "Outgoing Webhook", {
      name: "Rootly",
      option_webhook_url: "https://example.com/?secret=s",
      option_alert_open: true,
    });
    const { platform } = demoAccount(emulator);
    const { status, program, read } = await exportOf(emulator, "--door", "plugin");
    expect(status).toBe(0);
    expect(program).toContain('import * as pagertree from "pulumi-pagertree/native";');
    expect(parse(await read("Pulumi.yaml"))).toMatchObject({
      plugins: { providers: [{ name: "pagertree", path: "node_modules/pulumi-pagertree" }] },
    });
    const { resources } = JSON.parse(await read("import.json"));
    expect(resources).toContainEqual({ type: "pagertree:index:Team", name: "platform", id: platform.id });
    expect(resources).toContainEqual(
      expect.objectContaining({ type: "pagertree:index:Integration", id: hook.id }),
    );
    expect(await read("README.md")).toContain("pulumi import --file import.json");
  });

  it("declares who is on call and how people are told, and says of what repeats otherwise that it cannot", async () => {
    const emulator = await withEmulator();
    const { store } = emulator;
    const { id } = await createIntegration(emulator, "Datadog", { name: "Shop" });
    const made = await fillOnCall(emulator, id);
    const { program, stdout, out } = await exportOf(emulator, "--door", "plugin");
    const prefixOf = (event = "") => store.find("events", event)?.prefix_id ?? "";
    expect(program).toContain(`
const shop = new pagertree.Integration("shop", {`);
    expect(program).toContain(`
new pagertree.EscalationPolicy("checkout-escalation-policy", {
  teamId: checkout.id,
  name: "Checkout Escalation Policy",
  layers: [
    { timeout: 5, color: "#10B981" },
    { timeout: 10, color: "#F59E0B" },
    { timeout: 15, color: "#EF4444" },
  ],
  repeat: 2,
  reassignTeamIds: [platform.id],
});
`);
    expect(program).toContain(`
// Shifts that are left out in PagerTree, such as overridden ones, stay so.
new pagertree.Rotation("checkout-layer-1", {
  teamId: checkout.id,
  timeZone: "Europe/Berlin",
  firstHandOff: "2026-01-05T09:00",
  accountUserIds: [adaLovelace.id, graceHopper.id],
  adopt: "${prefixOf(made.weekly)}",
});
`);
    expect(program).toContain(`
new pagertree.Rotation("checkout-layer-2", {
  teamId: checkout.id,
  layer: 2,
  timeZone: "Europe/Berlin",
  firstHandOff: "2026-01-05T09:00",
  frequencyUnit: "daily",
  shiftHours: 8,
  daysOfWeek: ["monday", "tuesday", "wednesday", "thursday", "friday"],
  turn: "week",
  accountUserIds: [adaLovelace.id, graceHopper.id],
  adopt: "${prefixOf(made.office[0])}",
});
`);
    expect(program.match(/new pagertree\.Override\(/g)).toHaveLength(3);
    expect(program).toContain(`  accountUserIds: [alanTuring.id],
  adopt: "${prefixOf(made.override)}",
});
`);
    expect(program).toContain(`
new pagertree.NotificationRule("loud", {
  name: "Loud",
  rules: [
    {
      match: { always: true },
      actions: [{ type: "notify", channels: ["push", "sms"], timeout: "2m" }],
    },
  ],
  accountUserIds: [alanTuring.id],
`);
    expect(program).toContain("  integrationIds: [shop.id],\n");
    for (const over of ["Long over", prefixOf(made.ended)]) expect(program).not.toContain(over);
    expect(program.replaceAll("\n// ", " ")).toContain(
      `Not declared: event ${prefixOf(made.together)} "Checkout, layer 3": it is not a rotation: its people are on call together`,
    );
    expect(stdout).toContain(
      `Not exported: event ${prefixOf(made.together)} "Checkout, layer 3": it is not a rotation: its people are on call together, and do not take turns; no other class`,
    );
    const { resources } = JSON.parse(await readFile(path.join(out, "import.json"), "utf8"));
    expect(resources).toEqual(
      expect.arrayContaining([
        { type: "pagertree:index:Rotation", name: "checkout-layer-1", id: made.weekly },
        {
          type: "pagertree:index:EscalationPolicy",
          name: "checkout-escalation-policy",
          id: made.policy,
        },
      ]),
    );
    const ofTeam = await exportOf(emulator, "--team", "Checkout");
    expect(ofTeam.program).toContain('new pagertree.Rotation("checkout-layer-1"');
    expect(ofTeam.program).not.toMatch(/platform-layer-1|NotificationRule|MaintenanceWindow/);
    const ofType = await exportOf(emulator, "--type", "datadog");
    expect(ofType.program).not.toMatch(/Rotation|EscalationPolicy|NotificationRule|MaintenanceWindow/);
  });

  it("declares one of two shifts that overlap and says why not the other, and PagerTree stays as it is", async () => {
    const emulator = await withEmulator();
    const { store } = emulator;
    const { platform, ada, grace } = demoAccount(emulator);
    const post = async (from: number, to: number, person: string, more: object = {}) => {
      const hour = (hours: number) => `2040-05-01T${String(hours).padStart(2, "0")}:00:00Z`;
      const answer = await callApi(emulator, "POST", "/events", {
        schedule_ids: [platform.schedule_id],
        account_user_ids: [person],
        ...{ layer: 1, time_zone: "UTC", start_time: hour(from), end_time: hour(to) },
        ...more,
      });
      return store.find("events", idOf(answer))?.prefix_id ?? "";
    };
    const first = await post(8, 10, ada.id);
    const left = [await post(8, 10, ada.id), await post(9, 11, grace.id)];
    const taken = [await post(10, 12, ada.id), await post(8, 10, ada.id, { layer: 2 })];
    const { program, stdout, out } = await exportOf(emulator);
    for (const event of [first, ...taken]) expect(program).toContain(`adopt: "${event}"`);
    for (const event of left) {
      expect(program).not.toContain(`adopt: "${event}"`);
      expect(stdout).toContain(
        `Not exported: event ${event} "Platform, 2040-05-01": it overlaps event ${first} on the same layer, which is declared`,
      );
    }
    const resources = await runProgram(out, {}, emulator);
    const { override } = providersFor({ apiKey: emulator.apiKey, baseUrl: emulator.url });
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    onTestFinished(() => told.mockRestore());
    const before = store.snapshot();
    for (const { inputs } of resources.filter(({ kind }) => kind === "Override")) {
      const held = await override.up(inputs);
      const read = await override.read(held.id, held.outputs);
      expect(await override.diff(read?.outputs ?? {}, held.inputs, held.id)).toMatchObject({
        changes: false,
      });
    }
    expect(told.mock.calls.flat()).toEqual(Array(3).fill(expect.stringMatching(/: nothing changes$/)));
    expect(store.snapshot()).toEqual(before);
  });

  it("writes first cases of who is paged, which pass", async () => {
    const emulator = await withEmulator();
    const { platform, mainRouter } = demoAccount(emulator);
    await createIntegration(emulator, "Datadog", { name: "Shop: front", team_ids: [platform.id] });
    await createIntegration(emulator, "Grafana", {
      name: "Twice",
      router_ids: [mainRouter.id],
      team_ids: [],
    });
    await createIntegration(emulator, "Webhook", { name: "twice", enabled: false });
    const { out, read } = await exportOf(emulator);
    const { cases } = parse(await read("routes.yaml"));
    expect(cases).toEqual([
      {
        ...{ integration: "Shop: front", sample: "create" },
        expect: { action: "create", teams: ["Platform"] },
      },
      { integration: expect.stringMatching(/^int_/), sample: "create", expect: { action: "create" } },
    ]);
    expect(await read("README.md")).toContain("simulate --account --cases routes.yaml");
    const account = { url: emulator.url, apiKey: emulator.apiKey };
    await expectRoutes({ account, cases: "routes.yaml", folder: out });
  });

  it.each([
    ["one team", {}, [{ action: "create", teams: ["Platform"] }]],
    ["a choice", { option_force_input: true }, [{ action: "create" }]],
    ["banned callers", { option_banned_phone: "+1" }, undefined],
  ])("writes a first case of calls to %s that passes, or none", async (_what, options, expected) => {
    const emulator = await withEmulator();
    await createIntegration(emulator, "Live Call Routing", {
      ...attributesOf("live-call-routing", {}),
      ...options,
    });
    const { out, read } = await exportOf(emulator);
    const cases: { expect: unknown }[] | undefined = parse(await read("routes.yaml"))?.cases;
    expect(cases?.map((one) => one.expect)).toEqual(expected);
    if (expected === undefined) return;
    const account = { url: emulator.url, apiKey: emulator.apiKey };
    await expectRoutes({ account, cases: "routes.yaml", folder: out });
  });

  it("writes first cases that pass for an account of all types and oddities, and none where nothing receives", async () => {
    const emulator = await withEmulator();
    expect(await (await exportOf(emulator)).read("routes.yaml")).toBe("");
    await fillWithOddities(emulator, 130);
    const { out, read } = await exportOf(emulator);
    expect(parse(await read("routes.yaml")).cases).toHaveLength(20);
    const account = { url: emulator.url, apiKey: emulator.apiKey };
    await expectRoutes({ account, cases: "routes.yaml", folder: out });
  });

  it("writes resources with references, lookups, secrets and comments", async () => {
    const emulator = await withEmulator({ switches: { teamMetaStored: true } });
    const { platform, payments, mainRouter, ada } = demoAccount(emulator);
    const rules = `rules:
  - match: {"alert.title": {$regex: checkout}} # the shop
    actions: [{type: assign, receiver: [${payments.prefix_id}, ${platform.prefix_id}], delay: 5m}]
`;
    await callApi(emulator, "PUT", `/routers/${mainRouter.id}`, { rules, enabled: false });
    await callApi(emulator, "PUT", `/teams/${payments.id}`, { notes: "Cards", meta: { costCentre: 4 } });
    const shop = await createIntegration(emulator, "Webhook", {
      name: "Shop",
      urgency: "low",
      team_ids: [],
      router_ids: [mainRouter.id],
      account_user_ids: [ada.id],
      option_token: "not to be seen",
    });
    const { status, program } = await exportOf(emulator);
    expect(status).toBe(0);
    expect(program).toContain(`const config = new pulumi.Config();

const adaLovelace = pagertree.getAccountUserOutput({
  email: "ada@example.com",
});
`);
    expect(program).toContain(`
const payments = new pagertree.Team("payments", {
  name: "Payments",
  notes: "Cards",
  memberAccountUserIds: [alanTuring.id, graceHopper.id],
  adminAccountUserIds: [graceHopper.id],
  meta: { costCentre: 4 },
  adopt: "${payments.prefix_id}",
});

// Odd: disabled: its rules are not used.
const mainRouter = new pagertree.Router("main-router", {
  name: "Main Router",
  enabled: false,
  teamId: platform.id,
  rules: [
    {
      match: { "alert.title": { $regex: "checkout" } },
      actions: [
        {
          type: "assign",
          receiver: [payments.prefixId, platform.prefixId],
          delay: "5m",
        },
      ],
    },
  ],
  adopt: "${mainRouter.prefix_id}",
});

new pagertree.Integration("shop", {
  name: "Shop",
  type: "webhook",
  urgency: "low",
  routerIds: [mainRouter.id],
  accountUserIds: [adaLovelace.id],
  options: { token: config.requireSecret("shopToken") },
  adopt: "${shop.prefix_id}",
});
`);
    expect(program).not.toContain("not to be seen");
  });

  it("declares what leads nowhere, and says so", async () => {
    const emulator = await withEmulator();
    const { payments, mainRouter } = demoAccount(emulator);
    await callApi(emulator, "PUT", `/routers/${mainRouter.id}`, { rules: rulesToNobody });
    emulator.store.update("routers", mainRouter.id, { default_receiver_team_id: null });
    emulator.store.update("teams", payments.id, { member_account_user_ids: [] });
    const shop = await createIntegration(emulator, "Datadog", { name: "Shop" });
    emulator.store.update("integrations", shop.id, { team_ids: [] });
    const { program, stdout } = await exportOf(emulator);
    expect(stdout).not.toMatch(/Not exported: (?!event)/);
    expect(program).toContain(`// Odd: no members.
const payments = new pagertree.Team("payments", {
  name: "Payments",
  memberAccountUserIds: [],
`);
    expect(program).toContain(`// Odd: no default receiver.
// Odd: leads to tem_gone0001, a dead end: not in the account.
new pagertree.Router("main-router", {
  name: "Main Router",
  rules: [
    {
      match: { always: true },
      actions: [
        {
          type: "assign",
          receiver: "tem_gone0001", // a team that is not in the account
        },
      ],
    },
  ],
  adopt: "${mainRouter.prefix_id}",
});
`);
    expect(program).toContain(`// Odd: no destination.
new pagertree.Integration("shop", {
  name: "Shop",
  type: "datadog",
  adopt: "${shop.prefix_id}",
});
`);
  });

  it("leaves out what this package cannot declare, says why, and looks it up where it is needed", async () => {
    const emulator = await withEmulator();
    const { mainRouter } = demoAccount(emulator);
    emulator.store.update("routers", mainRouter.id, { rules: "rules: [{match: 1}]" });
    const shop = { name: "Shop", team_ids: [], router_ids: [mainRouter.id] };
    await createIntegration(emulator, "Datadog", shop);
    const { program, stdout } = await exportOf(emulator);
    expect(program).toContain('const mainRouter = pagertree.getRouterOutput({ name: "Main Router" });');
    expect(program).toContain("  routerIds: [mainRouter.id],\n");
    expect(program).toMatch(/Not declared: router rtr_[\w-]+ "Main Router":\s+.*rules\[0\]\.match must/);
    expect(stdout).toMatch(/^Not exported: router rtr_[\w-]+ "Main Router": rules\[0\]\.match must/m);
  });

  it("leaves out what lacks a destination and has a secret to be sent, which PagerTree would refuse", async () => {
    const emulator = await withEmulator({ switches: { secretsOnRead: "masked" } });
    const made = await createIntegration(emulator, "Webhook", { name: "Shop", option_token: "a token" });
    emulator.store.update("integrations", made.id, { team_ids: [] });
    const { stdout } = await exportOf(emulator);
    expect(stdout).toMatch(/^Not exported: integration int_[\w-]+ "Shop": teamIds an integration needs/m);
  });

  it("leaves out what Pulumi cannot carry: half a character, and some names in meta", async () => {
    const emulator = await withEmulator();
    const { payments } = demoAccount(emulator);
    const made = await createIntegration(emulator, "Datadog", { name: "Half" });
    emulator.store.update("integrations", made.id, { name: "Half\ud83d" });
    emulator.store.update("teams", payments.id, { meta: { toString: "text" } });
    const { program, stdout } = await exportOf(emulator);
    expect(stdout).toMatch(/^Not exported: integration int_[\w-]+ .*name holds half a character/m);
    expect(program).toMatch(
      /\/\/ Its meta cannot be declared, and stays as it is\.\nconst payments = new pagertree.Team\("payments"/,
    );
  });

  it("narrows to a team with all that leads to it, or to a type, and looks up the rest", async () => {
    const emulator = await withEmulator();
    const { payments, mainRouter, platform } = demoAccount(emulator);
    await createIntegration(emulator, "Datadog", {
      name: "Routed",
      team_ids: [],
      router_ids: [mainRouter.id],
    });
    await createIntegration(emulator, "Grafana", { name: "Paid", team_ids: [payments.id, platform.id] });
    const names = (program: string) => [...program.matchAll(/^ {2}name: "(.*)",$/gm)].map(([, name]) => name);
    expect(names((await exportOf(emulator, "--team", "Platform")).program)).toEqual([
      "Platform",
      "Main Router",
      "Routed",
      "Paid",
    ]);
    expect(names((await exportOf(emulator, "--team", payments.prefix_id)).program)).toEqual([
      "Payments",
      "Paid",
    ]);
    const { program } = await exportOf(emulator, "--type", "datadog");
    expect(names(program)).toEqual(["Routed"]);
    expect(program).toContain('const mainRouter = pagertree.getRouterOutput({ name: "Main Router" });');
    expect(await exportOf(emulator, "--team", "Platfrom")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('Did you mean "Platform"?'),
    });
    expect(await exportOf(emulator, "--type", "datadgo")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('Did you mean "datadog"?'),
    });
  });

  it("leaves out what a stack has already", async () => {
    const emulator = await withEmulator();
    const { platform, payments, mainRouter } = demoAccount(emulator);
    const state = path.join(await temporaryFolder(), "state.json");
    await writeFile(
      state,
      stateOf([
        { type: "Team", id: platform.id },
        { type: "Router", id: mainRouter.id },
        ...onCallResources(emulator),
      ]),
    );
    const { program } = await exportOf(emulator, "--only-unmanaged", "--state", state);
    expect(program).toContain(`adopt: "${payments.prefix_id}"`);
    expect(program.match(/adopt: /g)).toHaveLength(1);
  });

  it("gives code as Biome and Prettier format it", async () => {
    const emulator = await withEmulator();
    await fillWithOddities(emulator, 62);
    const { out } = await exportOf(emulator);
    const biome = path.join(import.meta.dirname, "../../../../node_modules/@biomejs/biome/bin/biome");
    const style = ["--indent-style=space", "--line-width=80", "--vcs-enabled=false"];
    const { status, output } = await command(process.execPath, [biome, "format", ...style, "."], {
      cwd: out,
    });
    expect(status, output).toBe(0);
  });

  it("writes into no folder that has files, and with --force loses none of them", async () => {
    const emulator = await withEmulator();
    const out = await temporaryFolder();
    await writeFile(path.join(out, "index.ts"), "mine");
    await mkdir(path.join(out, "more"));
    const args = ["export", "--out", out, "--no-secrets"];
    const folder = path.dirname(out);
    const refused = await runCommand(args, environmentOf(emulator), folder);
    expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining("already has files in it") });
    expect(emulator.requests).toEqual([]);
    expect(await readdir(out)).toEqual(["index.ts", "more"]);
    for (const mine of ["mine", "mine again"]) {
      await writeFile(path.join(out, "index.ts"), mine);
      expect(await runCommand([...args, "--force"], environmentOf(emulator), folder)).toMatchObject({
        status: 0,
      });
    }
    // A run that changes nothing keeps nothing.
    expect(await runCommand([...args, "--force"], environmentOf(emulator), folder)).toMatchObject({
      status: 0,
    });
    const kept = (await readdir(out)).filter((file) => file.includes("before-export"));
    expect(kept).toEqual(["index.ts.before-export-1", "index.ts.before-export-2"]);
    const texts = await Promise.all(kept.map((file) => readFile(path.join(out, file), "utf8")));
    expect(texts).toEqual(["mine", "mine again"]);
  });

  it("says what to do where there is no pulumi to keep the secrets", async () => {
    const emulator = await withEmulator();
    await createIntegration(emulator, "Webhook", { name: "Shop", option_token: "not to be seen" });
    const out = path.join(await temporaryFolder(), "account");
    const { status, stderr } = await runCommand(
      ["export", "--out", out],
      { ...environmentOf(emulator), PATH: out },
      path.dirname(out),
    );
    expect(status).toBe(1);
    expect(stderr).toContain("The command `pulumi` was not found.");
    expect(stderr).not.toContain("not to be seen");
  });

  it("gives no object a word of the program's own, and says that the types are right", async () => {
    const emulator = await withEmulator();
    const words = ["Only Stack", "onlyStack", "Config", "Pulumi", "pagertree", "props", "opts", "Require"];
    const { platform, ada } = demoAccount(emulator);
    for (const name of words) {
      emulator.store.insert("teams", platform.account_id, {
        ...emulator.store.find("teams", platform.id),
        ...{ name, id: undefined, prefix_id: undefined, tiny_id: undefined },
      } as never);
    }
    await createIntegration(emulator, "Webhook", {
      name: "All",
      team_ids: emulator.store.all("teams").map(({ id }) => id),
      account_user_ids: [ada.id],
      option_token: "t",
    });
    const out = path.join(await temporaryFolder(), "account");
    const args = ["export", "--out", out, "--no-secrets"];
    const run = await runCommand(args, environmentOf(emulator));
    expect(run).toMatchObject({ status: 0, stdout: expect.stringContaining("The program compiles.\n") });
    expect(await readFile(path.join(out, "index.ts"), "utf8")).toContain("const onlyStackTeam = new");

    // What keeps a program to its stack is checked as well.
    await writeFile(path.join(out, "index.ts"), "const onlyStack: string = 5;\nimport './nowhere';\n");
    expect(checkTypes(out, [process.cwd()])).toEqual({
      isChecked: true,
      errors: [
        "index.ts(1): Type 'number' is not assignable to type 'string'.",
        expect.stringMatching(/^index\.ts\(2\): Cannot find module .*'\.\/nowhere'/),
      ],
    });
  });

  it("says that the types were not checked where there is no TypeScript", async () => {
    const { status, stdout } = await exportOf(await withEmulator());
    expect(status).toBe(0);
    expect(stdout).toContain("The program was not compiled, since there is no TypeScript here");
  });

  it("takes no file name that Windows has for a device", async () => {
    const emulator = await withEmulator();
    for (let count = 0; count < 45; count += 1) await createIntegration(emulator, "Datadog");
    const { body } = await callApi(emulator, "GET", "/integrations?limit=100");
    const { data } = body as { data: object[] };
    const renamed = data.map((row) => ({ ...row, integration_type: { id: typeId("Datadog"), name: "CON" } }));
    const list = { data: renamed, has_more: false, total_count: renamed.length };
    emulator.faults.add({
      kind: "answer",
      status: 200,
      body: list,
      times: null,
      method: "GET",
      path: "/integrations",
    });
    const { out } = await exportOf(emulator);
    expect(await readdir(path.join(out, "integrations"))).toEqual(["con-type.ts"]);
  });

  it("lists the secrets to set, and says which PagerTree does not show", async () => {
    const emulator = await withEmulator({ switches: { secretsOnRead: "omitted" } });
    const { prefix_id } = await createIntegration(emulator, "Echoes HQ", {
      name: "Echoes",
      option_api_key: "a key",
    });
    const { read, program } = await exportOf(emulator);
    expect(program).toContain('options: { apiKey: config.requireSecret("echoesApiKey") },');
    expect(
      await read("README.md"),
    ).toContain(`# apiKey of integration ${prefix_id} "Echoes", which PagerTree does not show
pulumi config set --secret echoesApiKey
`);
  });

  it("says how to pin the stack to the account, of which the program says nothing", async () => {
    const emulator = await withEmulator();
    const { account_id } = demoAccount(emulator).platform;
    const { read, program } = await exportOf(emulator);
    expect(await read("README.md")).toContain(
      `3. \`pulumi stack select --create production\`. Then \`pulumi config set pagertree:accountId ${account_id}\`: no key of another account is taken.\n`,
    );
    expect(program).not.toContain(account_id);
  });

  it("declares a type that the catalog does not know by its id, and what the catalog refuses as it is", async () => {
    const emulator = await withEmulator();
    const { store } = emulator;
    const odd = await createIntegration(emulator, "Datadog", { name: "Odd" });
    store.update("integrations", odd.id, { options: { ...odd.options, unheard_of: true } });
    const mail = await createIntegration(emulator, "Email", { name: "Mail" });
    store.update("integrations", mail.id, { options: { ...mail.options, sanitize_level: "utmost" } });
    const { program } = await exportOf(emulator);
    expect(program).toContain("  additionalOptions: { unheard_of: true },\n");
    expect(program).toMatch(
      /This package refuses it as a "email": options\.sanitizeLevel must be one of\s+\/\/ "basic"/,
    );
    expect(program).toContain('    sanitize_level: "utmost",\n');
  });
});
