// Exports on the real engine: what they write takes over an account without changing it.

import { readdir, readFile, symlink } from "node:fs/promises";
import path from "node:path";
import ts from "typescript";
import { expect, it, onTestFinished, vi } from "vitest";
import type { Emulator } from "../../emulator/src/index.ts";
import { toOptionKey } from "../../provider/src/catalog/catalog.ts";
import { createIntegration, demoAccount } from "../helpers/demo-account.ts";
import { createEngineProject, type EngineProject } from "../helpers/engine.ts";
import { fillWithOddities } from "../helpers/odd-account.ts";
import { fillOnCall } from "../helpers/on-call-account.ts";
import { canary } from "../helpers/sample-options.ts";
import { withEmulator } from "../helpers/with-emulator.ts";
import { environmentOf, runCommand } from "../provider/commands/run.ts";
import { sightings } from "./sightings.ts";
import { writesOf } from "./stack.ts";

vi.setConfig({ testTimeout: 300_000 });

/** A place for an export, on an engine with settings of its own. */
async function withPlace(emulator: Emulator): Promise<{ engine: EngineProject; out: string }> {
  const engine = await createEngineProject({
    environment: {
      ...(environmentOf(emulator) as Record<string, string>),
      // The state of hundreds of resources is not written at each of them.
      PULUMI_EXPERIMENTAL: "true",
      PULUMI_SKIP_CHECKPOINTS: "true",
    },
  });
  onTestFinished(() => engine.close());
  return { engine, out: path.join(engine.folder, "account") };
}

/** Every file of a folder by its path. */
async function filesIn(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    files.sort().map(async (file) => [path.relative(folder, file), await readFile(file, "utf8")]),
  );
  return Object.fromEntries(texts);
}

function compilerErrors(folder: string): string[] {
  const { config } = ts.readConfigFile(path.join(folder, "tsconfig.json"), (file) => ts.sys.readFile(file));
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  expect(options.strict).toBe(true);
  const program = ts.createProgram(fileNames, { ...options, exactOptionalPropertyTypes: true });
  return ts.getPreEmitDiagnostics(program).map(({ messageText, file }) => {
    return `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

/** Sets the secrets that the README of an export lists, all at once. */
async function setSecrets({ store }: Emulator, engine: EngineProject, out: string): Promise<void> {
  const readme = await readFile(path.join(out, "README.md"), "utf8");
  const listed = readme.matchAll(/^# (\w+) of integration ([\w-]+) .*\npulumi config set --secret (\S+)$/gm);
  const settings = [...listed].flatMap(([, property = "", id = "", key = ""]) => {
    const { options = {} } = store.all("integrations").find(({ prefix_id }) => prefix_id === id) ?? {};
    return ["--secret", `${key}=${options[toOptionKey(property)]}`];
  });
  expect(await engine.pulumi("stack", "init", "production", "-C", out)).toMatchObject({ status: 0 });
  expect(await engine.pulumi("config", "set-all", ...settings, "-C", out)).toMatchObject({ status: 0 });
}

it("an account of 300 integrations, with all types, all options, odd names and dead routes, is taken over as it is", async () => {
  const emulator = await withEmulator();
  await fillWithOddities(emulator, 300);
  await fillOnCall(emulator, emulator.store.all("integrations")[0]?.id ?? "");
  const { engine, out } = await withPlace(emulator);
  const held = emulator.store.snapshot();
  const before = emulator.requests.length;

  const exported = await runCommand(["export", "--out", out, "--no-secrets"], environmentOf(emulator));
  expect(exported.status, exported.stderr).toBe(0);
  // No resource is an event whose people are on call together, time and again.
  expect(exported.stdout).not.toMatch(
    /Not exported: (?!event .*: it is not a rotation: its people are on call)/,
  );
  expect(exported.stdout.match(/Not exported: /g)).toHaveLength(3);
  expect(exported.stdout).toContain("The program compiles.");
  const files = await filesIn(out);
  await runCommand(
    ["export", "--out", `${out}-2/account`, "--no-secrets"],
    environmentOf(emulator),
    path.dirname(out),
  );
  expect(await filesIn(`${out}-2/account`)).toEqual(files);
  expect(sightings(JSON.stringify([files, exported]), [canary])).toEqual([]);
  expect(compilerErrors(out)).toEqual([]);

  await setSecrets(emulator, engine, out);
  const up = await engine.pulumi("up", "--yes", "-C", out);
  expect(up.status, up.output).toBe(0);
  const told = [
    ...up.output.matchAll(/^ *(?:adopts|takes over) [a-z ]+? ([a-z]{3}_[\w-]+)(?: ".*"| \(.*\))?: (.*)$/gm),
  ];
  const { store } = emulator;
  const prefixIds = (kind: Parameters<typeof store.all>[0]) => store.all(kind).map(({ prefix_id: id }) => id);
  const ofKind = (prefix: string) =>
    // The preview tells it, and the update once more.
    [...new Set(told.map(([, id = ""]) => id))].filter((id) => id.startsWith(`${prefix}_`)).toSorted();
  expect(ofKind("int")).toEqual(prefixIds("integrations").toSorted());
  expect(ofKind("tem")).toEqual(prefixIds("teams").toSorted());
  expect(ofKind("rtr")).toEqual(prefixIds("routers").toSorted());
  expect(ofKind("ntr")).toEqual(prefixIds("notification_rules").toSorted());
  const counts = { rotationsAndOverrides: ofKind("evt").length, windows: ofKind("mtw").length };
  expect(counts).toEqual({ rotationsAndOverrides: 9, windows: 1 });
  expect(ofKind("esp")).toHaveLength(1);
  expect(new Set(told.map(([, , change]) => change))).toEqual(new Set(["nothing changes"]));
  const next = await engine.pulumi("preview", "--expect-no-changes", "-C", out);
  expect(next.status, next.output).toBe(0);

  expect(writesOf(emulator, before)).toEqual([]);
  expect(emulator.store.snapshot()).toEqual(held);
});

it("through the plugin, secrets go into the stack's encrypted configuration, and another stack is refused", async () => {
  const emulator = await withEmulator();
  const { id } = await createIntegration(emulator, "Webhook", {
    name: "In",
    option_token: ` ${canary}\r\n\n`,
  });
  await fillOnCall(emulator, id);
  const events = ["created", "open", "acknowledged", "rejected", "timeout", "resolved", "dropped", "handoff"];
  await createIntegration(emulator, "Outgoing Webhook", {
    name: "Rootly",
    option_webhook_url: `https://webhooks.rootly.com/incoming/pagertree?a=1&secret=${canary}%2B&b=2#c`,
    ...Object.fromEntries(events.map((event) => [`option_alert_${event}`, true])),
  });
  const { engine, out } = await withPlace(emulator);
  const before = emulator.requests.length;

  const environment = { ...process.env, ...engine.environment };
  const exported = await runCommand(["export", "--out", out, "--door", "plugin"], environment);
  expect(exported.status, exported.stderr).toBe(0);
  expect(exported.stdout).toContain("3 secrets are in the stack's configuration, encrypted.");
  const files = await filesIn(out);
  expect(sightings(JSON.stringify([files, exported]), [canary])).toEqual([]);
  expect(files["index.ts"]).toContain("new pagertree.RootlyBridge(");
  const { account_id } = demoAccount(emulator).platform;
  expect(files["Pulumi.production.yaml"]).toContain(`pagertree:accountId: ${account_id}\n`);
  expect(files["README.md"]).not.toContain("pagertree:accountId");

  await symlink(path.join(engine.folder, "node_modules"), path.join(out, "node_modules"), "junction");
  const up = await engine.pulumi("up", "--yes", "--skip-preview", "-C", out);
  expect(up.status, up.output).toBe(0);
  expect(up.output).toContain('"Rootly": nothing changes');
  expect(up.output).toContain('"In": nothing changes');
  const next = await engine.pulumi("preview", "--expect-no-changes", "-C", out);
  expect(next.status, next.output).toBe(0);

  await engine.pulumi("stack", "init", "another", "--copy-config-from", "production", "-C", out);
  const refused = await engine.pulumi("up", "--yes", "--skip-preview", "-C", out, "--stack", "another");
  expect(refused.status).not.toBe(0);
  expect(refused.output).toContain(
    'The objects of this program belong to the stack "production", and the stack "another" cannot have them as well',
  );
  const { resources } = JSON.parse(
    (await engine.pulumi("stack", "export", "-C", out, "--stack", "another")).stdout,
  ).deployment;
  expect(JSON.stringify(resources ?? [])).not.toMatch(/pagertree:(?:index:)?Integration/);

  // To go back is harmless: what was adopted stays.
  const destroyed = await engine.pulumi(
    "destroy",
    "--yes",
    "--skip-preview",
    "-C",
    out,
    "--stack",
    "production",
  );
  expect(destroyed.status, destroyed.output).toBe(0);
  expect(writesOf(emulator, before)).toEqual([]);
  expect(sightings(engine.transcript, [canary])).toEqual([]);
});
