// The packages as `npm pack` makes them, installed in a project outside of the repository.

import { cp, readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/src/index.ts";
import { runCommand } from "../../setup/command.mjs";
import { userCompilerOptions } from "../helpers/compiler-options.ts";
import { createEngineProject } from "../helpers/engine.ts";
import { type InstalledPackages, installPackages } from "./installed.ts";
import { otherProgram, otherResolutions, printed, programs } from "./programs.ts";

let project: InstalledPackages;

beforeAll(async () => {
  project = await installPackages();
}, 300_000);

// The packages of two projects are many small files.
afterAll(() => project?.remove(), 60_000);

describe.each(["pulumi-pagertree", "pagertree-emulator"] as const)("the package %s", (name) => {
  it("has what a package needs, and takes at most 2.1 MB", () => {
    const { files, unpackedSize } = project.packed[name];
    expect(files).toEqual(
      expect.arrayContaining(["LICENSE", "README.md", "package.json", "dist/index.js", "dist/index.d.ts"]),
    );
    const others = files.filter(
      (file) =>
        !/^(LICENSE|[A-Z-]+\.md|package\.json|schema\.json|pulumi-resource-pagertree(\.cmd)?|dist\/[\w-]+(\.d\.ts|\.js))$/.test(
          file,
        ),
    );
    expect(others).toEqual([]);
    expect(unpackedSize).toBeLessThanOrEqual(2_100_000);
  });

  it("has the license of each package that is bundled into it", async () => {
    const folder = path.join(project.nodeModules, name);
    const scripts = project.packed[name].files.filter((file) => file.endsWith(".js"));
    const texts = await Promise.all(scripts.map((file) => readFile(path.join(folder, file), "utf8")));
    const bundled = texts.flatMap((text) =>
      [...text.matchAll(/^\/\/#region .*node_modules\/((?:@[^/]+\/)?[^/]+)\//gm)].map(([, from]) => from),
    );
    const notices = project.packed[name].files.includes("THIRD-PARTY-NOTICES.md")
      ? await readFile(path.join(folder, "THIRD-PARTY-NOTICES.md"), "utf8")
      : "";
    const named = [...notices.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    expect(named).toEqual([...new Set(bundled)].sort());
  });

  it("has no file in dist that its entries do not lead to", async () => {
    const folder = path.join(project.nodeModules, name);
    const scripts = ["index", "native", "provider", "plugin", "main"].flatMap((entry) => [
      `${entry}.js`,
      `${entry}.d.ts`,
    ]);
    // A worker is started by its path, which no import shows.
    const entries = [...scripts, "worker.js"];
    const built = project.packed[name].files.filter((file) => file.startsWith("dist/"));
    const reached = new Set<string>();
    const pending = entries.map((entry) => `dist/${entry}`).filter((entry) => built.includes(entry));
    for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
      if (reached.has(file)) continue;
      reached.add(file);
      const text = await readFile(path.join(folder, file), "utf8");
      for (const [, specifier = ""] of text.matchAll(/["'](\.\/[\w.-]+)["']/g)) {
        const script = path.posix.join("dist", specifier);
        const wanted = file.endsWith(".d.ts") ? `${script.replace(/\.js$/, "")}.d.ts` : script;
        if (built.includes(wanted)) pending.push(wanted);
      }
    }
    expect([...reached].sort()).toEqual(built);
  });

  it("depends on no package that it does not load", async () => {
    const folder = path.join(project.nodeModules, name);
    const scripts = project.packed[name].files.filter((file) => file.endsWith(".js"));
    const texts = await Promise.all(scripts.map((file) => readFile(path.join(folder, file), "utf8")));
    const { dependencies } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
    const isLoaded = (dependency: string) => texts.some((text) => text.includes(`"${dependency}`));
    expect(Object.keys(dependencies).filter((dependency) => !isLoaded(dependency))).toEqual([]);
  });

  it("has nothing of the machine that built it", async () => {
    const { files } = project.packed[name];
    const texts = await Promise.all(
      files.map((file) => readFile(path.join(project.nodeModules, name, file), "utf8")),
    );
    const root = path.join(import.meta.dirname, "..", "..");
    expect(files.filter((_file, index) => texts[index]?.includes(root))).toEqual([]);
  });

  it("passes publint", async () => {
    const { messages } = await publint({ pkgDir: path.join(project.nodeModules, name), pack: false });
    expect(messages).toEqual([]);
  });
});

describe("a program", () => {
  it.each(Object.entries(programs))("in %s gets the package", async (name, { files, main }) => {
    const folder = await project.write(name, files);
    if (main.startsWith("out/")) {
      expect(await project.tsc(folder)).toMatchObject({ output: "", status: 0 });
    }
    const { stdout, output, status } = await project.node(folder, main);
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(JSON.parse(stdout)).toEqual(printed);
  });

  it.each(Object.entries(otherResolutions))(
    "finds the types by the module resolution %s",
    async (name, settings) => {
      const folder = await project.write(name, { "tsconfig.json": settings, "index.ts": otherProgram });
      const { output } = await project.tsc(folder);
      // Pulumi's own declarations are not this package's to answer for.
      const complaints = output.split("\n").filter((line) => /^[^ ].*\(\d+,\d+\)/.test(line));
      expect(complaints.filter((line) => !line.includes("node_modules/@"))).toEqual([]);
      expect(output).not.toContain("TS2307");
    },
  );

  it("loads little beside Pulumi: neither zod, which the provider loads, nor got, which its first request does", async () => {
    const folder = await project.write("loaded", { "index.mjs": listOfLoadedPackages });
    const list = async (specifier: string): Promise<string[]> => {
      const { stdout, output, status } = await project.node(folder, "index.mjs", specifier);
      expect({ status, output }).toMatchObject({ status: 0 });
      return JSON.parse(stdout);
    };
    const pulumi = await list("@pulumi/pulumi");
    expect(pulumi).toContain("@pulumi/pulumi");
    expect((await list("pulumi-pagertree")).filter((name) => !pulumi.includes(name))).toEqual([
      "es-toolkit",
      "fastest-levenshtein",
      "pulumi-pagertree",
    ]);
    const provider = await list("pulumi-pagertree/provider");
    expect(provider).toContain("zod");
    expect(provider).not.toContain("got");
  });

  it("draws a map with the command that it installs", async () => {
    const emulator = await startEmulator();
    onTestFinished(() => emulator.close());
    const folder = await project.write("map", {
      "map.cjs": commandScript(emulator, "map", "--format", "svg"),
    });
    const { stdout, output, status } = await project.node(folder, "map.cjs");
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(stdout).toMatch(/^<svg [\s\S]*<\/svg>$/);
  });

  // In TypeScript the template does.
  it("in ESM JavaScript runs on the engine", async () => {
    const emulator = await startEmulator();
    onTestFinished(() => emulator.close());
    const stack = await createEngineProject({
      files: {
        "index.js": engineProgram,
        "package.json": JSON.stringify({ name: "user", private: true, type: "module" }),
      },
      config: { "pagertree:apiKey": { secret: emulator.apiKey }, "pagertree:baseUrl": emulator.url },
      nodeModules: project.nodeModules,
    });
    onTestFinished(() => stack.close());
    const { changes, outputs } = await stack.up();
    expect(changes.map(({ name, operation }) => `${operation} ${name}`)).toEqual(["create datadog"]);
    const [made] = emulator.store.all("integrations");
    expect(made).toMatchObject({ name: "Datadog", team_ids: [emulator.store.all("teams")[0]?.id] });
    expect(outputs["endpoint"]).toContain(`/integration/${made?.prefix_id}`);
    const { status, output } = await stack.pulumi(
      "preview",
      "--refresh",
      "--expect-no-changes",
      "--stack",
      "test",
    );
    expect({ status, output }).toMatchObject({ status: 0 });
    await stack.destroy();
    expect(emulator.store.all("integrations")).toEqual([]);
  }, 180_000);
});

describe("a project with the packed package, as README.md says until npm has it", () => {
  it("is each example that is copied out: it compiles, and takes the file in place of the version that it names", async () => {
    const examples = path.join(import.meta.dirname, "..", "..", "examples");
    const copies = await project.write("examples", { "tsconfig.json": strictProject });
    await cp(examples, copies, { recursive: true });
    expect(await project.tsc(copies)).toMatchObject({ output: "", status: 0 });
    await expectTarball(path.join(copies, "quickstart"));
  });

  it("is what `export` writes of an account: it compiles, and takes the file in place of the version that it names", async () => {
    const emulator = await startEmulator();
    onTestFinished(() => emulator.close());
    const folder = await project.write("exported", {
      "export.cjs": commandScript(emulator, "export", "--no-secrets", "--out", "our-alerts"),
    });
    const { stdout, output, status } = await project.node(folder, "export.cjs");
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(stdout).toContain("The program compiles.");
    await expectTarball(path.join(folder, "our-alerts"));
  });

  async function expectTarball(folder: string): Promise<void> {
    const asked = async () => {
      const { dependencies } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
      return dependencies["pulumi-pagertree"];
    };
    expect(await asked()).toMatch(/^\^\d/);
    await project.installTarball(folder);
    expect(await asked()).toMatch(/^file:.*\.tgz$/);
    const { packages } = JSON.parse(await readFile(path.join(folder, "package-lock.json"), "utf8"));
    expect(packages["node_modules/pulumi-pagertree"].resolved).toMatch(/^file:.*\.tgz$/);
  }
});

describe("the template", () => {
  it("starts a stack with two commands from an empty folder", async () => {
    const emulator = await startEmulator();
    onTestFinished(() => emulator.close());
    const folder = await project.write("my-alerts", {});
    const state = await project.write("state", {});
    const env = {
      ...process.env,
      PULUMI_HOME: path.join(state, "home"),
      PULUMI_BACKEND_URL: pathToFileURL(state).href,
      PULUMI_CONFIG_PASSPHRASE: "passphrase of a test",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      npm_config_prefer_offline: "true",
      npm_config_audit: "false",
      PAGERTREE_API_KEY: emulator.apiKey,
      PAGERTREE_BASE_URL: emulator.url,
    };
    const template = path.join(import.meta.dirname, "..", "..", "template");
    const made = await runCommand("pulumi", ["new", template, "--yes"], { cwd: folder, env });
    expect(made, made.output).toMatchObject({ status: 0 });
    const up = await runCommand("pulumi", ["up", "--yes", "--skip-preview", "--non-interactive"], {
      cwd: folder,
      env,
    });
    expect(up, up.output).toMatchObject({ status: 0 });
    const [webhook, ...others] = emulator.store.all("integrations");
    expect(others).toEqual([]);
    expect(webhook?.team_ids).toEqual([
      emulator.store.all("teams").find(({ name }) => name === "Platform")?.id,
    ]);
    expect(up.output).toContain(`/integration/${webhook?.prefix_id}`);
  }, 300_000);
});

/** Runs the installed command on an emulator's account. */
function commandScript({ apiKey, url }: Emulator, ...args: string[]): string {
  return `
process.env.PAGERTREE_API_KEY = ${JSON.stringify(apiKey)};
process.env.PAGERTREE_BASE_URL = ${JSON.stringify(url)};
process.argv.push(...${JSON.stringify(args)});
require(${JSON.stringify(path.join(project.nodeModules, "pulumi-pagertree", "dist", "main.js"))});
`;
}

describe("the command pulumi-pagertree", () => {
  it("probes from the installed package", async () => {
    const folder = await project.write("command", {});
    const command = path.join(project.nodeModules, ".bin", "pulumi-pagertree");
    const { stdout } = await project.node(folder, command, "probe", "--help");
    expect(stdout).toMatch(/^Usage: pulumi-pagertree probe /);
    const { status, output } = await project.node(folder, command, "probe", "no-such-one");
    expect({ status, output }).toMatchObject({
      status: 1,
      output: expect.stringContaining("PAGERTREE_API_KEY"),
    });
  });
});

describe("the command pagertree-emulator", () => {
  it("starts from the installed package", async () => {
    const folder = await project.write("emulator", { "index.mjs": emulatorProgram });
    const { stdout, output, status } = await project.node(folder, "index.mjs", project.nodeModules);
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(JSON.parse(stdout)).toEqual({ names: ["Payments", "Platform"], fromCommand: 59 });
  });
});

/** For the programs of all folders. */
const strictProject = {
  compilerOptions: userCompilerOptions,
  include: ["*/*.ts"],
  exclude: ["*/*.test.ts"],
};

/** One integration on a team that is found by its name. */
const engineProgram = `import * as pagertree from "pulumi-pagertree";

const platform = pagertree.getTeamOutput({ name: "Platform" });
const datadog = new pagertree.Integration("datadog", { name: "Datadog", type: "datadog", teamIds: [platform.id] });
export const endpoint = datadog.endpoint;
`;

/** Prints the names of all packages of which a file, or a part of a bundle, is loaded by the import of one. */
const listOfLoadedPackages = `import { registerHooks } from "node:module";
const names = new Set();
registerHooks({
  load(url, context, next) {
    const [, name] = /.*node_modules\\/((?:@[^/]+\\/)?[^/]+)\\//.exec(url) ?? [];
    if (name !== undefined) names.add(name);
    const loaded = next(url, context);
    const bundled = /^\\/\\/#region \\S*node_modules\\/((?:@[^/]+\\/)?[^/]+)\\//gm;
    for (const [, name] of String(loaded.source ?? "").matchAll(bundled)) names.add(name);
    return loaded;
  },
});
await import(process.argv[2]);
console.log(JSON.stringify([...names].sort()));
`;

/** Starts an emulator by import and another by the command, asks each for something, and ends both. */
const emulatorProgram = `import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { startEmulator } from "pagertree-emulator";

const get = async ({ url, apiKey }, what) =>
  (await fetch(url + what, { headers: { authorization: "Bearer " + apiKey } })).json();
const emulator = await startEmulator();
const teams = await get(emulator, "/teams");
await emulator.close();

const command = path.join(process.argv[2], ".bin", "pagertree-emulator");
const child = spawn(process.execPath, [command, "--port", "0", "--json"], { stdio: ["ignore", "pipe", "inherit"] });
const [line] = await once(child.stdout, "data");
const types = await get(JSON.parse(line), "/integration_types?limit=1");
child.kill();
await once(child, "close");
console.log(JSON.stringify({ names: teams.data.map(({ name }) => name).sort(), fromCommand: types.total_count }));
`;
