/**
 * Records what PagerTree's own adapters make of requests, as test/emulator/adapters/recorded has it:
 *
 *     node generate/adapter-tables/record.ts CHECKOUT [TYPE…]
 *
 * CHECKOUT is PagerTree/pager_tree-integrations. It needs Ruby with the gems activemodel, actionpack, httparty and
 * jmespath.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import type { Choice } from "../../emulator/src/adapters/adapter.ts";
import { ADAPTERS } from "../../emulator/src/adapters/adapters.ts";
import catalog from "../../provider/src/catalog/integration-types.json" with { type: "json" };
import samples from "../../provider/src/catalog/sample-requests.json" with { type: "json" };
import {
  type Base,
  type Change,
  changed,
  type Outcome,
  outcomeOf,
  type Table,
  unchanged,
} from "../../test/helpers/adapter-tables.ts";
import { ADDED, NUMBERS, OPTIONS, WORDS } from "./variants.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const [checkout, ...only] = process.argv.slice(2);
if (checkout === undefined) throw new Error("name a checkout of PagerTree/pager_tree-integrations");

/** Types whose adapters need more than a request. */
const LEFT_OUT = ["email", "custom-webhook"];
/** Types whose adapters read the body themselves. */
const READS_BODY = ["aws-cloudwatch", "sentry"];
/** What each value that an adapter reads is replaced with, beside the words that it knows: every kind, and nothing. */
const VALUES = ["", "null", "false", '""', '"a, b "', "5", "2.5", '["a"]', '{"a":1}'];

/** An adapter without what decides nothing. */
const NO_FIELDS = {
  ...{ thirdPartyId: () => null, title: () => null, description: () => null, additionalData: () => [] },
  ...{ dedupKeys: () => [], tags: () => null, meta: () => new Map() },
  incident: () => ({ incident: false, severity: null, message: null }),
};

type Path = readonly (string | number)[];

const input: { base: Base; json: string }[] = [];
const tables = await Promise.all(Object.keys(ADAPTERS).filter(isWanted).map(plan));
const outcomes = await runAdapters();
await mkdir(`${root}/test/emulator/adapters/recorded`, { recursive: true });
for (const { type, bases } of tables) {
  const table: Table = {
    adapter: adapterOf(type),
    bases: bases.map(({ base, index, changes }) => ({
      ...base,
      outcome: outcomes[index] ?? {},
      changes: changes.map(({ path, rows }): Change => [path, groupRows(rows, outcomes[index] ?? {})]),
    })),
  };
  await writeFile(`${root}/test/emulator/adapters/recorded/${type}.json`, inLines(table));
}
console.log(`${outcomes.length} requests of ${tables.length} types`);

function isWanted(type: string): boolean {
  return !LEFT_OUT.includes(type) && (only.length === 0 || only.includes(type));
}

function adapterOf(type: string): string {
  return Object.entries(catalog.types).find(([key]) => key === type)?.[1].adapter ?? "";
}

async function plan(type: string) {
  const adapter = ADAPTERS[type];
  if (adapter === undefined) throw new Error(`no adapter ${type}`);
  const bases = basesOf(type).map(async (base) => {
    const paths = new Map<string, Path>();
    const deciding = new Set<string>();
    await outcomeOf(adapter, base, unchanged(base), (path) => paths.set(JSON.stringify(path), path));
    const decisions = { ...adapter, ...NO_FIELDS };
    await outcomeOf(decisions, base, unchanged(base), (path) => deciding.add(JSON.stringify(path)));
    const index = ask(base, unchanged(base));
    const words = [...(WORDS[type] ?? []), ...wordsOf(adapter.action), ...wordsOf(adapter.urgency)];
    const numbers = NUMBERS[type] ?? [];
    const decisiveValues = [...VALUES, ...[...words, ...numbers].map((word) => JSON.stringify(word))];
    const changes = prefixesOf([...paths.values()])
      .filter((path) => isThere(base.data, path.slice(0, -1)))
      .map((path) => ({
        path,
        rows: [...new Set(deciding.has(JSON.stringify(path)) ? decisiveValues : VALUES)].map((value) => ({
          value,
          index: ask(base, changed(base, path, value)),
        })),
      }));
    return { base, index, changes };
  });
  return { type, bases: await Promise.all(bases) };
}

function basesOf(type: string): Base[] {
  const sample: Record<string, { headers?: Record<string, string>; query?: object; body?: object }> =
    Object.fromEntries(
      Object.entries(Object.entries(samples).find(([key]) => key === type)?.[1] ?? {}).filter(
        ([name]) => name !== "options",
      ),
    );
  const plain = Object.entries(sample).map(([name, request]): Base => {
    const data = structuredClone(request.query ?? request.body ?? {});
    const isText = type === "aws-cloudwatch";
    if (isText) Reflect.set(data, "Message", JSON.parse(String(Reflect.get(data, "Message"))));
    const headers = Object.fromEntries(
      Object.entries(request.headers ?? {}).filter(([header]) => header !== "content-type"),
    );
    return {
      ...{ name, options: {}, hasAlert: false, headers, data, isBody: READS_BODY.includes(type) },
      ...(isText ? { textKey: "Message" } : {}),
    };
  });
  const added = (ADDED[type] ?? []).flatMap(({ name, of, ...change }) => {
    const base = plain.find((candidate) => candidate.name === of);
    if (base === undefined) throw new Error(`${type} has no sample ${of}`);
    const data = { ...Object(base.data), ...change.data };
    for (const key of change.without ?? []) delete data[key];
    return [
      { ...base, name, headers: change.headers ?? base.headers, hasAlert: change.hasAlert ?? false, data },
    ];
  });
  const all = [...plain, ...added];
  const options = OPTIONS[type];
  return options === undefined
    ? all
    : [...all, ...all.map((base) => ({ ...base, name: `${base.name}, options on`, options }))];
}

/** Every path, and what is on the way to it. */
function prefixesOf(paths: readonly Path[]): Path[] {
  const all = paths.flatMap((path) => path.map((_key, index) => path.slice(0, index + 1)));
  return [...new Map(all.map((path) => [JSON.stringify(path), path])).values()];
}

function isThere(data: unknown, path: Path): boolean {
  const value = path.reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), data);
  return typeof value === "object" && value !== null;
}

function wordsOf(choice: unknown): string[] {
  const isChoice = typeof choice === "object" && choice !== null && "of" in choice;
  return isChoice ? Object.keys((choice as Choice<string>).of) : [];
}

function ask(base: Base, json: string): number {
  return input.push({ base, json }) - 1;
}

async function runAdapters(): Promise<Outcome[]> {
  const types = new Map(tables.flatMap(({ type, bases }) => bases.map(({ base }) => [base, type])));
  const lines = input.map(({ base: { options, hasAlert, headers, isBody }, json }, index) =>
    JSON.stringify({
      adapter: adapterOf(types.get(input[index]?.base ?? never()) ?? ""),
      ...{ options, hasAlert, headers, body: json, params: isBody ? "{}" : json },
    }),
  );
  const { stdout } = await execa(
    "ruby",
    ["-W0", `${root}/generate/adapter-tables/adapters.rb`, checkout ?? ""],
    {
      input: lines.join("\n"),
      maxBuffer: 1e9,
    },
  );
  return stdout.split("\n").map((line) => JSON.parse(line));
}

function never(): never {
  throw new Error("no base");
}

/** Rows with the same outcome in one, told by what differs from the base's. */
function groupRows(rows: readonly { value: string; index: number }[], base: Outcome) {
  const groups = new Map<string, string[]>();
  for (const { value, index } of rows) {
    const outcome = outcomes[index] ?? {};
    const keys = [...new Set([...Object.keys(base), ...Object.keys(outcome)])];
    const differing = keys.filter((key) => base[key] !== outcome[key]);
    // What makes no alert lacks the parts of one, which goes without saying.
    const isCreate = outcome["action"] === "create" || outcome["action"] === "recreate";
    const told = differing.filter((key) => isCreate || outcome[key] !== undefined);
    const key = JSON.stringify(Object.fromEntries(told.map((name) => [name, outcome[name] ?? null])));
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return [...groups].map(([differences, values]) => [values, JSON.parse(differences)] as const);
}

/** A base on a line, and each change on one of its own. */
function inLines({ adapter, bases }: Table): string {
  const texts = bases.map(({ changes, ...base }) => {
    const lines = changes.map((change) => `\n      ${JSON.stringify(change)}`);
    return `\n    ${JSON.stringify(base).slice(0, -1)},\n      "changes": [${lines.join(",")}] }`;
  });
  return `{\n  "adapter": ${JSON.stringify(adapter)},\n  "bases": [${texts.join(",")}]\n}\n`;
}
