/** Runs an exported program under Pulumi's mocks, on the package's own sources, and gives what it registers. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import vm from "node:vm";
import * as pulumi from "@pulumi/pulumi";
import { isPlainObject, mapValues } from "es-toolkit";
import ts from "typescript";
import type { Emulator } from "../../../../emulator/src/index.ts";
import * as pagertree from "../../../../provider/src/index.ts";
import type { Properties } from "../../../helpers/resource-providers.ts";

/** A resource as the engine gets it; components are left out. */
export interface Registered {
  /** Such as `Team`. */
  readonly kind: string;
  readonly name: string;
  readonly inputs: Properties;
}

/** The key by which Pulumi marks a value as secret or special. */
const signature = "4dabf18193072939515e22adb298388d";

/**
 * Runs the program in a folder.
 *
 * @param secrets - The values of the stack's configuration.
 * @param make - Makes each object, as the engine has the provider do. Default: nothing is made.
 */
export async function runProgram(
  folder: string,
  secrets: Readonly<Record<string, string>>,
  { store }: Emulator,
  make?: (kind: string, inputs: Properties) => Promise<{ id: string; outputs: Properties }>,
): Promise<Registered[]> {
  const registered: Registered[] = [];
  const kinds = [
    "teams",
    "routers",
    "integrations",
    "events",
    "notification_rules",
    "maintenance_windows",
  ] as const;
  const adopted = kinds.flatMap((kind) => [...store.all(kind)]);
  await pulumi.runtime.setMocks(
    {
      async newResource({ type, name, inputs }) {
        const [, kind] = /^pulumi-nodejs:dynamic\/pagertree:(\w+)$/.exec(type) ?? [];
        const values = plain(inputs) as Properties;
        if (kind !== undefined) registered.push({ kind, name, inputs: values });
        if (kind !== undefined && make !== undefined) {
          const { id, outputs } = await make(kind, values);
          return { id, state: { ...inputs, ...outputs } };
        }
        const object = adopted.find(({ prefix_id }) => prefix_id === values["adopt"]);
        return { id: object?.id ?? name, state: { ...inputs, prefixId: object?.prefix_id } };
      },
      call({ token, inputs }) {
        const [, caller = ""] = /:(\w+)$/.exec(token) ?? [];
        const rows = {
          getTeam: "teams",
          getRouter: "routers",
          getAccountUser: "account_users",
          getIntegration: "integrations",
        } as const;
        const kind = rows[caller as keyof typeof rows];
        const found = store.all(kind).filter((row) => matches(row, inputs));
        if (found.length !== 1)
          throw new Error(`${caller} finds ${found.length} of ${JSON.stringify(inputs)}`);
        return { id: found[0]?.id, prefixId: found[0]?.prefix_id };
      },
    },
    "account",
    "production",
  );
  pulumi.runtime.setAllConfig(
    Object.fromEntries(Object.entries(secrets).map(([key, value]) => [`account:${key}`, value])),
  );
  const modules = await modulesIn(folder);
  await pulumi.runtime.runInPulumiStack(async () => {
    load("index", modules, new Map());
    return {};
  });
  await pulumi.runtime.disconnect();
  return registered;
}

function matches(
  row: { id: string; prefix_id: string; name?: string; user?: unknown },
  wanted: Properties,
): boolean {
  const { id, name, email } = wanted;
  if (id !== undefined) return row.prefix_id === id || row.id === id;
  return name === undefined ? JSON.stringify(row.user).includes(JSON.stringify(email)) : row.name === name;
}

/** A value without the wrappers of secrets. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isPlainObject(value)) return value;
  return signature in value ? plain(value["value"]) : mapValues(value, plain);
}

async function modulesIn(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".ts"));
  const texts = await Promise.all(
    names.map(
      async (name) =>
        [name.slice(0, -".ts".length), await readFile(path.join(folder, name), "utf8")] as const,
    ),
  );
  return new Map(texts);
}

/** Loads a module of the program as Node.js would. */
function load(name: string, texts: ReadonlyMap<string, string>, loaded: Map<string, object>): object {
  const exports = loaded.get(name) ?? {};
  if (loaded.has(name)) return exports;
  loaded.set(name, exports);
  const { outputText } = ts.transpileModule(texts.get(name) ?? `throw new Error("no module ${name}")`, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const require = (wanted: string) => {
    if (wanted === "@pulumi/pulumi") return pulumi;
    if (wanted === "pulumi-pagertree") return pagertree;
    return load(path.posix.join(path.posix.dirname(name), wanted), texts, loaded);
  };
  vm.runInThisContext(`(function (require, exports) {${outputText}\n})`)(require, exports);
  return exports;
}
