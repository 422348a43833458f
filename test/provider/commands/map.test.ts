/** The map of an account: its graph, and the Mermaid text that draws it. */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSimulator, type Emulator } from "../../../emulator/src/index.ts";
import { mermaidText } from "../../../provider/src/commands/map/mermaid.ts";
import { callApi } from "../../helpers/call-api.ts";
import { createIntegration, demoAccount } from "../../helpers/demo-account.ts";
import { stateOf } from "../../helpers/stack-state.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";
import { environmentOf, runCommand } from "./run.ts";

/** The names of a team's members. */
async function membersOf(emulator: Emulator, teamId: string): Promise<string[]> {
  const ids = emulator.store.find("teams", teamId)?.member_account_user_ids ?? [];
  return emulator.store.all("account_users").flatMap(({ id, user }) => (ids.includes(id) ? [user.name] : []));
}

describe("map", () => {
  it("draws every way from an integration to people, and marks the dead ends", async () => {
    const emulator = await withEmulator();
    const { platform, payments, mainRouter, ada } = demoAccount(emulator);
    const rules = `rules:
  - match: {always: true}
    actions: [{type: assign, receiver: [${platform.prefix_id}, tem_gone0001]}]
`;
    await callApi(emulator, "PUT", `/routers/${mainRouter.id}`, {
      rules,
      default_receiver_team_id: payments.id,
    });
    await createIntegration(emulator, "Datadog", {
      name: "Shop",
      team_ids: [],
      router_ids: [mainRouter.id],
      account_user_ids: [ada.id],
    });
    await createIntegration(emulator, "Webhook", { name: "Asleep", enabled: false });
    const { status, stdout } = await runCommand(["map"], environmentOf(emulator));
    expect(status).toBe(0);
    const keyOf = (name: string) => new RegExp(`^ +(n\\d+)\\W+"${name}["<]`, "m").exec(stdout)?.[1];
    const [shop, router, missing] = ["Shop", mainRouter.name, "tem#95;gone0001"].map(keyOf);
    const [platformKey, paymentsKey] = [platform.name, payments.name].map(keyOf);
    for (const line of [
      `${shop} --> ${router}`,
      `${router} -- "rule 1" --> ${platformKey}`,
      `${router} -- "rule 1" --> ${missing}`,
      `${router} -. default .-> ${paymentsKey}`,
      `class ${missing} missing`,
      `class ${missing} dead`,
      `class ${keyOf("Asleep")} disabled`,
    ]) {
      expect(stdout.split("\n").map((each) => each.trim())).toContain(line);
    }
    // What somebody has switched off is no dead end.
    expect(stdout).not.toContain(`class ${keyOf("Asleep")} dead`);
    expect(stdout).not.toContain("dead end#58; disabled");
    expect(emulator.requests.filter(({ method }) => method === "GET")).toHaveLength(6);
  });

  it("writes the picture into a file, and says why it cannot", async () => {
    const emulator = await withEmulator();
    const file = path.join(await temporaryFolder(), "account.mmd");
    const written = await runCommand(["map", "--out", file], environmentOf(emulator));
    expect(written).toMatchObject({ status: 0, stdout: "" });
    expect(await readFile(file, "utf8")).toMatch(/^flowchart LR\n/);
    const lost = await runCommand(["map", "--out", path.join(file, "x")], environmentOf(emulator));
    expect(lost).toMatchObject({ status: 1, stderr: expect.stringContaining("--out") });
  });
});

describe("map --out", () => {
  it.each([
    [["--out", "a.png"], ".png is not what map writes."],
    [["--out", "a.PDF", "--format", "svg"], ".pdf is not what map writes as svg."],
    [["--out", "a.svg", "--format", "html"], ".svg is not what map writes as html."],
    [["--out", "a.txt"], ".txt is not what map writes."],
  ])("refuses %j before it asks for anything", async (args, words) => {
    const emulator = await withEmulator();
    const folder = await temporaryFolder();
    const { status, stderr } = await runCommand(["map", ...args], environmentOf(emulator), folder);
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(words) });
    expect(stderr).toContain("Choose a name that ends in .html, .svg or .mmd");
    expect(emulator.requests).toEqual([]);
  });

  it.each([["a.mmd"], ["account"], ["a.txt", "--format", "mermaid"]])(
    "writes Mermaid into %s",
    async (...args) => {
      const emulator = await withEmulator();
      const folder = await temporaryFolder();
      await runCommand(["map", "--out", ...args], environmentOf(emulator), folder);
      expect(await readFile(path.join(folder, args[0] ?? ""), "utf8")).toMatch(/^flowchart LR\n/);
    },
  );
});

describe("accountGraph", () => {
  it("follows no rule of a disabled router, and tells the rules that send to one receiver", async () => {
    const emulator = await withEmulator();
    const { platform, payments, mainRouter } = demoAccount(emulator);
    const to = (...ids: string[]) => `{match: {always: true}, actions: [{type: assign, receiver: [${ids}]}]}`;
    const rules = `rules: [${to(platform.prefix_id)}, ${to(payments.prefix_id)}, ${to(platform.prefix_id)}]`;
    await callApi(emulator, "PUT", `/routers/${mainRouter.id}`, {
      rules,
      default_receiver_team_id: payments.id,
    });
    emulator.store.update("teams", payments.id, { member_account_user_ids: [] });
    const { stdout } = await runCommand(["map"], environmentOf(emulator));
    expect(stdout).toContain('-- "rule 1, 3" -->');
    expect(stdout).toContain('-- "rule 2" -->');
    expect(stdout).not.toContain("reaches nobody");
    await callApi(emulator, "PUT", `/routers/${mainRouter.id}`, { enabled: false });
    const disabled = (await runCommand(["map"], environmentOf(emulator))).stdout;
    expect(disabled).toContain("disabled#58; its rules are not used<br/>dead end#58; reaches nobody");
  });
});

describe("map --lit", () => {
  /** An account in which a rule sends critical alerts to Payments, or as it is changed; a simulation of one in a file. */
  async function simulated(change: (emulator: Emulator) => Promise<unknown> = async () => {}) {
    const emulator = await withEmulator();
    const { platform, payments, mainRouter } = demoAccount(emulator);
    await callApi(emulator, "PUT", `/routers/${mainRouter.id}`, {
      rules: `rules:
  - match: {alert.urgency: critical}
    actions: [{type: assign, receiver: ${payments.prefix_id}}]
`,
      default_receiver_team_id: platform.id,
    });
    const ways = { team_ids: [], router_ids: [mainRouter.id] };
    await createIntegration(emulator, "Webhook", { name: "Shop", ...ways });
    await createIntegration(emulator, "Webhook", { name: "Stock", ...ways });
    await change(emulator);
    const simulator = await createSimulator({ account: { url: emulator.url, apiKey: emulator.apiKey } });
    const folder = await temporaryFolder();
    const write = async (urgency: string) => {
      const payload = { event_type: "create", id: "1", title: "Disk full", urgency };
      const simulation = await simulator.simulate({ to: "Shop", payload });
      const file = path.join(folder, `${urgency}.json`);
      await writeFile(file, JSON.stringify(simulation));
      return file;
    };
    return { emulator, write };
  }

  /** The lines of the flowchart that are lit, by the names of both ends. */
  function litWays(text: string): string[] {
    const names = new Map(
      [...text.matchAll(/^ {2}(n\d+)[([{/]+"([^"<]*)/gm)].map(([, key = "", name = ""]) => [key, name]),
    );
    const edges = [...text.matchAll(/^ {2}(n\d+) -.* (n\d+)$/gm)];
    return [...text.matchAll(/linkStyle (\d+) stroke-width/g)].map(([, index]) => {
      const [, from = "", to = ""] = edges[Number(index)] ?? [];
      return `${names.get(from)} > ${names.get(to)}`;
    });
  }

  it("lights the way by the rule that matches, and else by default, to who is paged", async () => {
    const { emulator, write } = await simulated();
    const draw = async (urgency: string) => {
      const run = await runCommand(["map", "--lit", await write(urgency)], environmentOf(emulator));
      expect(run.status, run.stderr).toBe(0);
      return run.stdout;
    };
    const [critical, low] = [await draw("critical"), await draw("low")];

    expect(litWays(critical)).toEqual([
      "Shop > Main Router",
      "Main Router > Payments",
      ...(await membersOf(emulator, demoAccount(emulator).payments.id)).map((name) => `Payments > ${name}`),
    ]);
    expect(litWays(low)).toContain("Main Router > Platform");
    expect(litWays(low)).not.toContain("Main Router > Payments");
    // All that is drawn and not passed is pale.
    const key = /(n\d+)\W+"Stock/.exec(critical)?.[1];
    expect(critical).toContain(`class ${key} unlit`);
    expect(/(n\d+)\W+"Shop/.exec(critical)?.[1]).not.toBe(key);
  });

  it("draws the same in a picture, apart from boxes with the same ways that the alert does not pass", async () => {
    const { emulator, write } = await simulated();
    const lit = await write("critical");
    const { stdout } = await runCommand(["map", "--lit", lit, "--format", "svg"], environmentOf(emulator));

    const boxes = [...stdout.matchAll(/<g class="box[^>]*data-id="(\w+)"( opacity="0.25")?/g)];
    const pale = new Map(boxes.map(([, id = "", opacity]) => [id, opacity !== undefined]));
    const [shop, stock] = emulator.store.all("integrations");
    const { platform, payments } = demoAccount(emulator);
    expect([shop, stock, payments, platform].map((one) => pale.get(one?.id ?? ""))).toEqual([
      ...[false, true],
      ...[false, true],
    ]);
    expect(stdout).toContain("Where an alert of Shop goes");
  });

  it("leaves those pale whose notification rule ignores the alert, asked by a team, a rule or the integration", async () => {
    const { emulator, write } = await simulated(async (changed) => {
      const { payments, mainRouter, ada } = demoAccount(changed);
      const [everybody] = changed.store.all("notification_rules");
      const ignoring = { match: { "alert.urgency": "low" }, actions: [{ type: "ignore" }] };
      await callApi(changed, "PUT", `/notification_rules/${everybody?.id}`, {
        rules: JSON.stringify({ rules: [ignoring] }),
      });
      const receiver = [ada.prefix_id, payments.prefix_id];
      const both = { match: { always: true }, actions: [{ type: "assign", receiver }] };
      await callApi(changed, "PUT", `/routers/${mainRouter.id}`, {
        rules: JSON.stringify({ rules: [both] }),
      });
      const [shop] = changed.store.all("integrations");
      await callApi(changed, "PUT", `/integrations/${shop?.id}`, { account_user_ids: [ada.id] });
    });
    const draw = async (urgency: string) => {
      const run = await runCommand(["map", "--lit", await write(urgency)], environmentOf(emulator));
      expect(run.status, run.stderr).toBe(0);
      const key = /(n\d+)\W+"Ada Lovelace/.exec(run.stdout)?.[1];
      return { ways: litWays(run.stdout), isPale: run.stdout.includes(`class ${key} unlit`) };
    };
    const [critical, low] = [await draw("critical"), await draw("low")];

    expect(critical.ways).toContain("Main Router > Ada Lovelace");
    expect(critical.ways).toContain("Shop > Ada Lovelace");
    expect(critical.isPale).toBe(false);
    expect(low.ways.toSorted()).toEqual(["Main Router > Payments", "Shop > Main Router"]);
    expect(low.isPale).toBe(true);
  });

  it("refuses a file that holds no simulation, and one of another account", async () => {
    const { write } = await simulated();
    const other = await withEmulator();
    const file = path.join(await temporaryFolder(), "map.json");
    await writeFile(file, "{}");

    const none = await runCommand(["map", "--lit", file], environmentOf(other));
    const foreign = await runCommand(["map", "--lit", await write("low")], environmentOf(other));
    expect([none.status, foreign.status]).toEqual([1, 1]);
    expect(none.stderr).toContain(
      "map.json does not contain a simulation. Write it with: npx pagertree-emulator simulate",
    );
    expect(foreign.stderr).toContain('The integration "Shop" of --lit is not on the map.');
  });
});

describe("map --state", () => {
  it("draws what the stack manages, and what alerts get to from there", async () => {
    const emulator = await withEmulator();
    const { payments, mainRouter } = demoAccount(emulator);
    await callApi(emulator, "PUT", `/routers/${mainRouter.id}`, { default_receiver_team_id: payments.id });
    const ours = await createIntegration(emulator, "Datadog", {
      name: "Shop",
      team_ids: [],
      router_ids: [mainRouter.id],
    });
    const looked = await createIntegration(emulator, "Grafana", { name: "Looked at" });
    await createIntegration(emulator, "Webhook", { name: "By hand" });
    const folder = await temporaryFolder();
    const state = stateOf([
      { type: "Integration", id: ours.id },
      { type: "Integration", id: looked.id, external: true },
      { type: "Team", id: "01M82S8J6KJV3DWNNKB670FKY6" },
    ]);
    await writeFile(path.join(folder, "state.json"), state);
    const args = ["map", "--state", "state.json", "--format", "svg"];
    const { status, stdout } = await runCommand(args, environmentOf(emulator), folder);
    expect(status).toBe(0);
    const titles = [...stdout.matchAll(/data-id=[^>]*><title>(.*?)<\/title>/g)].map(([, title]) => title);
    expect(titles.map((title) => title?.split("&quot;")[1]).sort()).toEqual(
      ["Shop", mainRouter.name, payments.name, ...(await membersOf(emulator, payments.id))].sort(),
    );
    expect(stdout).toContain("Where the alerts of the stack my-alerts/dev go");
  });

  it.each([
    ["no such file", undefined, "pulumi stack export"],
    ["no JSON", "{", "is not what `pulumi stack export` writes"],
    [
      "another JSON",
      '{"deployment": {"resources": [{"urn": 5}]}}',
      "is not what `pulumi stack export` writes",
    ],
  ])("says of %s what to do", async (_case, text, words) => {
    const emulator = await withEmulator();
    const folder = await temporaryFolder();
    if (text !== undefined) await writeFile(path.join(folder, "state.json"), text);
    const run = await runCommand(["map", "--state", "state.json"], environmentOf(emulator), folder);
    expect(run).toMatchObject({ status: 1, stdout: "", stderr: expect.stringContaining(words) });
  });

  it("refuses a stack of another account, whose objects would all look deleted", async () => {
    const emulator = await withEmulator();
    const { platform } = demoAccount(emulator);
    const folder = await temporaryFolder();
    const outputs = { accountId: "01M82S8J6KJV3DWNNKB670FKY6" };
    await writeFile(path.join(folder, "state.json"), stateOf([{ type: "Team", id: platform.id, outputs }]));
    const run = await runCommand(["map", "--state", "state.json"], environmentOf(emulator), folder);
    expect(run).toMatchObject({ status: 1, stdout: "", stderr: expect.stringContaining(outputs.accountId) });
  });

  it("is not taken together with --stack", async () => {
    const { status, stderr } = await runCommand(["map", "--state", "a.json", "--stack", "dev"]);
    expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining("--stack") });
  });
});

describe("mermaidText", () => {
  it("lets no name be more than a label", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.constant('"]; <script>`end`')), (name) => {
        const node = { id: "a", kind: "team", name, deadEnd: "", disabled: "" } as const;
        const [, box] = mermaidText({ nodes: [node], edges: [] }).split("\n");
        expect(box).toMatch(/^ {2}n0\["(?:[\p{L}\p{N} ]|#\d+;)+"\]$/u);
      }),
    );
  });
});
