// Secrets while things go wrong: planted in every secret option, in URLs, in rules and in the API key, and looked for
// in all that the `pulumi` command prints and stores, with its log at the highest level.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { mapValues } from "es-toolkit";
import { expect, it, vi } from "vitest";
import { type CatalogOption, optionsOf, typeNames } from "../../provider/src/catalog/catalog.ts";
import { canary, everyOption, type SampleOptions } from "../helpers/sample-options.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { sightings } from "./sightings.ts";
import { integrationNamed, withStack } from "./stack.ts";

vi.setConfig({ testTimeout: 240_000 });

const apiKey = `${canary}-api-key+/=`;
const mostLog = ["--logtostderr", "-v=9", "--logflow"];
const typesWithSecrets = typeNames.filter((type) => optionsOf(type).some(isSecret));

/** What the language host runs, as for a user; what it declares stands in a file, to be changed between runs. */
const program = `
  const { Integration } = require("pulumi-pagertree");
  for (const args of JSON.parse(require("node:fs").readFileSync("declared.json", "utf8"))) new Integration(args.name, args);`;

/** Ends the provider's process at its first request, once there is a file that says so. */
const crashing = `
  const { existsSync } = require("node:fs");
  require("node:diagnostics_channel").subscribe("http.client.request.start", () => {
    if (existsSync(__dirname + "/crash")) throw new Error("A crash of the provider");
  });`;

it("no secret leaks, whatever goes wrong, with the log at the highest level", async () => {
  const tools = await temporaryFolder();
  const preloaded = path.join(tools, "crashing.cjs");
  await writeFile(preloaded, crashing);
  const { project, emulator, account } = await withStack({
    files: { "index.js": program },
    apiKeys: [{ key: apiKey }],
    config: {},
    environment: { PAGERTREE_LOG: "debug", NODE_OPTIONS: `--require=${preloaded}` },
  });
  await project.setConfig("pagertree:apiKey", { secret: apiKey });
  await project.setConfig("pagertree:baseUrl", emulator.url);
  await project.setConfig("pagertree:maxRetries", "0");
  const declare = async (suffix: string) => {
    const declared = typesWithSecrets.map((type) => ({
      name: type,
      type,
      teamIds: [account.team.id],
      options: changed(everyOption(type), suffix),
    }));
    await writeFile(path.join(project.folder, "declared.json"), JSON.stringify(declared));
  };
  const run = (...args: string[]) => project.pulumi(...args, "--stack", "test", ...mostLog);
  const up = () => run("up", "--yes", "--skip-preview");

  // Creates whose answers are lost: every one is found.
  await declare("-first");
  const lost = [
    { kind: "answer", status: 500, afterCommit: true },
    { kind: "reset", afterCommit: true },
    { kind: "cut" },
  ] as const;
  for (const fault of lost) emulator.faults.add({ ...fault, method: "POST" });
  expect((await up()).status).toBe(0);
  for (const type of typesWithSecrets) {
    const { options } = integrationNamed(type, emulator);
    for (const { key } of optionsOf(type).filter(isSecret)) {
      expect(options[key]).toMatch(new RegExp(`${canary}.*-first`));
    }
  }

  await declare("-second");
  expect((await run("preview", "--diff")).output).toContain("[secret]");
  expect((await run("preview", "--json")).output).toContain("[secret]");

  // Updates whose answers repeat what was sent.
  const [refused, broken] = ["outgoing-webhook", "webhook"].map(
    (name) => integrationNamed(name, emulator).id,
  );
  const sent = [apiKey, ...Object.values(changed(everyOption("outgoing-webhook"), "-second")).map(String)];
  const repeated = sent.flatMap((text) => [text, JSON.stringify(text), encodeURIComponent(text)]);
  const errors = repeated.map((text) => ({ message: `option_password ${text} is not to our taste` }));
  emulator.faults.add({
    kind: "answer",
    path: `/integrations/${refused}`,
    method: "PUT",
    status: 422,
    body: { errors },
  });
  emulator.faults.add({
    kind: "answer",
    path: `/integrations/${broken}`,
    method: "PUT",
    status: 502,
    body: `<html>${JSON.stringify(changed(everyOption("webhook"), "-second"))} ${apiKey}</html>`,
  });
  const failed = await run("up", "--yes", "--skip-preview", "--continue-on-error");
  expect(failed.status).not.toBe(0);
  expect(failed.output).toContain("is not to our taste");
  expect(failed.output).toContain("502 Bad Gateway");

  await writeFile(path.join(tools, "crash"), "");
  expect((await up()).output).toContain("A crash of the provider");

  const { text } = await project.exportState();
  expect(project.transcript).toMatch(/pagertree: POST \/integrations 201/);
  expect(sightings(withoutEngineLog(project.transcript) + text, [canary])).toEqual([]);
});

/**
 * At this level Pulumi itself writes properties, secret or not, and no provider can keep it from that. These are the
 * places; nothing else may show a secret. 3.230.0 names the place in its source. 3.274.1 writes JSON, and there only the
 * SDK shows secrets: the answer to each resource, which the engine repeats.
 */
function withoutEngineLog(transcript: string): string {
  const answer =
    /^\{"time":"[^"]*","level":"\w+","msg":"(eventSink::Debug\(<\{%reset%\}>)?RegisterResource RPC finished/;
  const place = /^\s*I\d{4} [\d:.]+ +\d+ (rpc|eventsink|step_generator)\.go:\d+\] /;
  const lines = transcript.split("\n").filter((line) => !answer.test(line) && !place.test(line));
  return lines.join("\n");
}

function isSecret({ secret, key }: CatalogOption): boolean {
  return secret || key === "outgoing_rules";
}

/** Values with a suffix to the secrets, and rules that are one. */
function changed(options: SampleOptions, suffix: string): SampleOptions {
  const url = `https://example.com/${canary}${suffix}`;
  const rules = JSON.stringify({
    rules: [{ match: {}, actions: [{ type: "setval", map: { webhook_url: url } }] }],
  });
  return mapValues(options, (value, name) => {
    if (name === "outgoingRules") return rules;
    return String(value).includes(canary) ? value + suffix : value;
  });
}
