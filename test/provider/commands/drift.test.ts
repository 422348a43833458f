/** What a refreshed preview tells of drift; on the engine it is seen in test/engine/commands.test.ts. */
import { describe, expect, it } from "vitest";
import type { PreviewStep } from "../../../provider/src/commands/drift/preview.ts";
import { driftReport, secretsIn } from "../../../provider/src/commands/drift/report.ts";
import { driftMarkdown, showDrift } from "../../../provider/src/commands/drift/show.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { runCommand, withPulumi } from "./run.ts";

type Inputs = Record<string, unknown>;

const urn = "urn:pulumi:dev::shop::my:Component$pulumi-nodejs:dynamic/pagertree:Router::main";

/** The steps of a preview for one resource: as the last `up` left it, as PagerTree has it, as the program says. */
function stepsOf(
  before: Inputs,
  live: Inputs,
  declared: Inputs,
  more: Partial<PreviewStep> = {},
): PreviewStep[] {
  return [
    { op: "refresh", urn, oldState: { id: "id", inputs: before } },
    { op: "update", urn, oldState: { inputs: live }, newState: { inputs: declared }, ...more },
  ];
}

function driftOf(steps: readonly PreviewStep[], changedSecrets = new Map<string, string[]>()) {
  return driftReport(steps, changedSecrets).drifted.flatMap(({ properties }) => properties);
}

describe("driftReport", () => {
  it.each<[string, Inputs, Inputs, Inputs, unknown[]]>([
    ["nothing changed", { a: 1 }, { a: 1 }, { a: 1 }, []],
    ["PagerTree changed", { a: 1 }, { a: 2 }, { a: 1 }, [{ property: "a", declared: 1, live: 2 }]],
    ["the program changed", { a: 1 }, { a: 1 }, { a: 3 }, []],
    ["both changed", { a: 1 }, { a: 2 }, { a: 3 }, [{ property: "a", declared: 3, live: 2 }]],
    ["both changed to the same", { a: 1 }, { a: 2 }, { a: 2 }, []],
    ["PagerTree set it", {}, { a: 2 }, {}, [{ property: "a", live: 2 }]],
    ["PagerTree cleared it", { a: 1 }, {}, { a: 1 }, [{ property: "a", declared: 1 }]],
    [
      "another property of the same object changed in the program",
      { o: { a: 1, b: 1 } },
      { o: { a: 2, b: 1 } },
      { o: { a: 1, b: 9 } },
      [{ property: "o.a", declared: 1, live: 2 }],
    ],
    [
      "a rule changed",
      { rules: [{ match: { x: 1 } }, { match: { y: 1 } }] },
      { rules: [{ match: { x: 1 } }, { match: { y: 2 } }] },
      { rules: [{ match: { x: 1 } }, { match: { y: 1 } }] },
      [{ property: "rules[1].match.y", declared: 1, live: 2 }],
    ],
    [
      "a set of ids changed",
      { ids: ["a"] },
      { ids: ["a", "b"] },
      { ids: ["a"] },
      [{ property: "ids", declared: ["a"], live: ["a", "b"] }],
    ],
    ["only the provider's text changed", { __provider: "1" }, { __provider: "1" }, { __provider: "2" }, []],
    [
      "the program's value is not known yet",
      { a: 1 },
      { a: 2 },
      { a: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" },
      [{ property: "a", declared: "known after up", live: 2 }],
    ],
  ])("where %s", (_case, before, live, declared, expected) => {
    expect(driftOf(stepsOf(before, live, declared))).toEqual(expected);
  });

  it.each<[string, string, Inputs, Inputs, string]>([
    [
      "Rotation",
      "accountUserIds",
      { accountUserIds: ["a", "b"] },
      { accountUserIds: ["b", "a"] },
      '["b","a"]',
    ],
    [
      "Override",
      "endTime",
      { endTime: "2030-01-01T09:00" },
      { endTime: "2030-01-01T10:00" },
      '"2030-01-01T10:00"',
    ],
    [
      "EscalationPolicy",
      "layers[0].timeout",
      { layers: [{ timeout: 5 }] },
      { layers: [{ timeout: 6 }] },
      "6",
    ],
    ["NotificationRule", "enabled", { enabled: true }, { enabled: false }, "false"],
    [
      "MaintenanceWindow",
      "integrationIds",
      { integrationIds: ["a"] },
      { integrationIds: ["a", "b"] },
      '["a","b"]',
    ],
  ])("names a changed %s and its property, in both doors", (kind, property, declared, live, shown) => {
    for (const type of [`pulumi-nodejs:dynamic/pagertree:${kind}`, `pagertree:index:${kind}`]) {
      const ofKind = `urn:pulumi:dev::shop::${type}::mine`;
      const steps = stepsOf(declared, live, declared).map((step) => ({ ...step, urn: ofKind }));
      const report = driftReport(steps, new Map());
      expect(report.drifted).toMatchObject([{ resource: "mine", kind, properties: [{ property }] }]);
      const [, , , row = ""] = showDrift(report).split("\n");
      expect(row.split(/ {2,}/)).toEqual([`${kind} mine`, property, expect.any(String), shown]);
    }
  });

  it("says of a secret only that it is another, unless the program changed it", () => {
    const inputs = { options: { key: "[secret]", a: 1 } };
    const steps = stepsOf(inputs, inputs, inputs, { detailedDiff: { "options.key": {} } });
    expect(driftOf(steps)).toEqual([{ property: "options.key", declared: "[secret]", live: "[secret]" }]);
    expect(driftOf(steps, new Map([[urn, ["options.key"]]]))).toEqual([]);
  });

  it("names the property of a secret where the engine knows no path", () => {
    const inputs = { options: { key: "[secret]" } };
    expect(
      driftOf(stepsOf(inputs, inputs, inputs, { detailedDiff: null, diffReasons: ["options"] })),
    ).toEqual([{ property: "options", declared: "[secret]", live: "[secret]" }]);
  });

  it("does not take a property that is seen to differ for a secret", () => {
    const [, update] = stepsOf(
      {},
      { ids: ["a", "b"], a: 1 },
      { ids: ["a"], a: 2 },
      {
        detailedDiff: { "ids[1]": {}, a: {}, ab: {} },
      },
    );
    expect(update && secretsIn(update)).toEqual(["ab"]);
  });

  it("tells what was deleted in PagerTree, unless the program has given it up as well", () => {
    const [refresh] = stepsOf({ a: 1 }, {}, {});
    const steps = [refresh, { op: "create", urn, newState: { inputs: { a: 1 } } }].flatMap(
      (step) => step ?? [],
    );
    expect(driftReport(steps, new Map())).toEqual({
      stack: "shop/dev",
      drifted: [{ resource: "main", kind: "Router", urn, id: "id", deleted: true, properties: [] }],
    });
    expect(driftReport(steps.slice(0, 1), new Map()).drifted).toEqual([]);
  });

  it.each([
    ["a new name", "urn:pulumi:dev::shop::my:Component$pulumi-nodejs:dynamic/pagertree:Router::renamed"],
    ["a component", "urn:pulumi:dev::shop::my:Other$pulumi-nodejs:dynamic/pagertree:Router::main"],
    ["the other door", "urn:pulumi:dev::shop::my:Component$pagertree:index:Router::main"],
  ])("follows a resource to %s, which the program has given it by an alias", (_what, elsewhere) => {
    const [refresh, update] = stepsOf({ a: 1 }, { a: 2 }, { a: 1 });
    const moved = { op: "update", ...update, urn: elsewhere, oldState: { id: "id", inputs: { a: 2 } } };
    const { drifted } = driftReport(
      [refresh, moved].flatMap((step) => step ?? []),
      new Map(),
    );
    expect(drifted).toMatchObject([
      { resource: "main", properties: [{ property: "a", declared: 1, live: 2 }] },
    ]);
  });

  it("knows resources that came through the plugin", () => {
    const steps = stepsOf({ a: 1 }, { a: 2 }, { a: 1 }).map((step) => ({
      ...step,
      urn: "urn:pulumi:dev::shop::pagertree:index:Router::main",
    }));
    expect(driftOf(steps)).toEqual([{ property: "a", declared: 1, live: 2 }]);
  });

  it("leaves out resources of other providers", () => {
    const steps = stepsOf({ a: 1 }, { a: 2 }, { a: 1 }).map((step) => ({
      ...step,
      urn: "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::main",
    }));
    expect(driftReport(steps, new Map()).drifted).toEqual([]);
  });
});

describe("the report", () => {
  const steps = stepsOf(
    { name: "Main", key: "[secret]" },
    { name: "a | `b` <img>\u001b[2J", key: "[secret]" },
    { name: "Main", key: "[secret]" },
    { detailedDiff: { name: {}, key: {} } },
  );

  it("as text is a table that ends with what to do", () => {
    const [head, , columns, first, second] = showDrift(driftReport(steps, new Map())).split("\n");
    expect(head).toBe("Drift in 1 resource of the stack shop/dev:");
    expect(columns?.split(/ {2,}/)).toEqual(["RESOURCE", "PROPERTY", "DECLARED", "LIVE"]);
    expect(first?.split(/ {2,}/)).toEqual(["Router main", "name", '"Main"', '"a | `b` <img>\\u001b[2J"']);
    expect(second?.split(/ {2,}/)).toEqual(["Router main", "key", "[secret]", "another [secret]"]);
  });

  it("as Markdown lets no value leave its cell", () => {
    expect(driftMarkdown(driftReport(steps, new Map())).split("\n").slice(2, 6)).toEqual([
      "| Resource | Property | Declared | Live |",
      "| --- | --- | --- | --- |",
      '| `Router main` | `name` | `"Main"` | `"a \\| \'b\' <img>\\u001b[2J"` |',
      "| `Router main` | `key` | `[secret]` | `another [secret]` |",
    ]);
  });
});

describe.skipIf(process.platform === "win32")("the command pulumi", () => {
  it.each([
    ["error: no Pulumi.yaml project file found (searching upwards from /x)", "in the folder of the project"],
    ["error: no stack named 'dev' found", "`pulumi stack ls` lists the stacks"],
    ["error: passphrase must be set with PULUMI_CONFIG_PASSPHRASE", "to the passphrase of the stack"],
    [
      "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions",
      "`pulumi login`",
    ],
    ["error: the stack is currently locked by 1 lock(s)", "`pulumi cancel`"],
    [
      "error: read integration int_ODCWagoG9: PagerTree answered 401 Unauthorized.",
      "run `pulumi up --refresh --run-program` once",
    ],
    [
      "error: read integration int_ODCWagoG9: PagerTree answered 401. Run `pulumi up --refresh --run-program` once.",
      "\n Put that right",
    ],
    ["TypeError: x is not a function", "`pulumi preview --refresh` says the same"],
  ])("says %j, and what to do about that", async (said, words) => {
    const folder = await withPulumi(`console.error(${JSON.stringify(said)}); process.exitCode = 255;`);
    const { status, stderr } = await runCommand(["drift"], { PATH: folder }, folder);
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(words) });
    expect(stderr).toContain(`\n  ${said}\n`);
  });

  it("has nothing to read, and gets the API key only where it runs the program", async () => {
    const folder = await withPulumi(
      "require('fs').readFileSync(0); console.error(process.env.PAGERTREE_API_KEY, process.env.HOME); process.exitCode = 1;",
    );
    const environment = { PATH: folder, PAGERTREE_API_KEY: "pt_key", HOME: "/home/me" };
    expect((await runCommand(["drift"], environment, folder)).stderr).toContain("  pt_key /home/me\n");
    expect((await runCommand(["unmanaged"], environment, folder)).stderr).toContain("  undefined /home/me\n");
  });
});

describe("drift", () => {
  it("ends with 1 for a command line that cannot be understood, since 2 is drift", async () => {
    expect((await runCommand(["drift", "--format", "xml"])).status).toBe(1);
    expect((await runCommand(["drift", "--json", "--format", "text"])).status).toBe(1);
    expect((await runCommand(["drift", "--help"])).status).toBe(0);
  });

  it("prints JSON for --json, as the other commands do", async () => {
    const urn = "urn:pulumi:dev::alerts::pulumi:pulumi:Stack::alerts-dev";
    const preview = JSON.stringify({ steps: [{ op: "same", urn }] });
    const folder = await withPulumi(`process.stdout.write(${JSON.stringify(preview)});`);
    const run = async (...args: string[]) => runCommand(["drift", ...args], { PATH: folder }, folder);
    expect(await run("--json")).toEqual(await run("--format", "json"));
    expect(JSON.parse((await run("--json")).stdout)).toEqual({ stack: "alerts/dev", drifted: [] });
  });

  it("ends with 1 without the pulumi command", async () => {
    const folder = await temporaryFolder();
    const { status, stderr } = await runCommand(["drift"], { PATH: folder }, folder);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining("`pulumi` was not found"),
    });
  });

  it.skipIf(process.platform === "win32").each([
    [
      "the errors that pulumi tells",
      { diagnostics: [{ severity: "error", message: "the key is wrong\n" }] },
      "",
    ],
    ["what pulumi prints beside", undefined, "error: the key is wrong"],
    [
      "the lines of a program's error, without colours",
      {
        diagnostics: [
          { severity: "warning", message: "never mind" },
          { severity: "error", message: "<{%fg 1%}>the key is wrong\u001b[0m\n    at index.ts:3\n\n" },
        ],
      },
      "",
    ],
  ])("ends with 1 and %s, if the preview fails", async (_case, json, stderr) => {
    const script = [
      `process.stdout.write(${JSON.stringify(json === undefined ? "" : JSON.stringify(json))});`,
      `process.stderr.write(${JSON.stringify(stderr)});`,
      "process.exitCode = 255;",
    ];
    const folder = await withPulumi(script.join("\n"));
    const run = await runCommand(["drift", "--stack", "dev"], { PATH: folder }, folder);
    expect(run).toMatchObject({ status: 1, stdout: "" });
    expect(run.stderr).toMatch(
      /^pulumi-pagertree: `pulumi preview --refresh=true --stack dev` failed:\n {2}(error: )?the key is wrong\n/,
    );
    if (_case.startsWith("the lines")) expect(run.stderr).toContain("\n      at index.ts:3\n");
    expect(run.stderr).not.toMatch(/never mind|<\{|\[0m/);
    expect(run.stderr).toContain("`pulumi preview --refresh` says the same");
  });
});
