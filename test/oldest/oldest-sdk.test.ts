// The package beside the oldest SDK of Pulumi in its peer range: what programs do most, run with that SDK.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { startEmulator } from "../../emulator/src/index.ts";
import { createEngineProject } from "../helpers/engine.ts";
import { type InstalledPackages, installPackages } from "../package/installed.ts";
import { printed, programs } from "../package/programs.ts";

const ROOT = path.join(import.meta.dirname, "..", "..");
const manifestSchema = z.object({
  version: z.string(),
  peerDependencies: z.record(z.string(), z.string()).default({}),
});

let project: InstalledPackages;
let oldest = "";

beforeAll(async () => {
  const { peerDependencies } = await readManifest(path.join(ROOT, "provider"));
  oldest = peerDependencies["@pulumi/pulumi"]?.replace("^", "") ?? "";
  // That SDK refuses TypeScript 6.
  project = await installPackages({ "@pulumi/pulumi": oldest, typescript: "5.9.3" });
}, 300_000);

afterAll(() => project?.remove());

describe("the oldest SDK in the peer range", () => {
  it("is the one that is installed beside the package", async () => {
    const { version } = await readManifest(path.join(project.nodeModules, "@pulumi", "pulumi"));
    expect(version).toBe(oldest);
  });

  it("compiles a program, which runs under mocks", async () => {
    const { files, main } = programs["CommonJS TypeScript"];
    const folder = await project.write("program", files);
    expect(await project.tsc(folder)).toMatchObject({ output: "", status: 0 });
    const { stdout, output, status } = await project.node(folder, main);
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(JSON.parse(stdout)).toEqual(printed);
  });

  it("makes a stack of teams, a router and integrations, shows drift, puts it right and destroys it", async () => {
    const emulator = await startEmulator();
    onTestFinished(() => emulator.close());
    const stack = await createEngineProject({
      files: { "index.ts": await readFile(path.join(ROOT, "examples", "account", "index.ts"), "utf8") },
      config: {
        "pagertree:apiKey": { secret: emulator.apiKey },
        "pagertree:baseUrl": emulator.url,
        "test-project:rootlyWebhookUrl": { secret: "https://example.com/rootly" },
        "test-project:rootlySecret": { secret: "secret" },
      },
      refresh: true,
      nodeModules: project.nodeModules,
    });
    onTestFinished(() => stack.close());
    await stack.up();
    expect((await stack.preview()).changes).toEqual([]);

    const [made] = emulator.store.all("integrations").filter(({ name }) => name === "Datadog");
    emulator.store.update("integrations", made?.id ?? "", { urgency: "low" });
    const [shown, ...others] = (await stack.preview()).changes;
    expect(shown).toMatchObject({ name: "datadog", operation: "update", differences: ["urgency"] });
    expect(others).toEqual([]);
    await stack.up();
    expect(emulator.store.all("integrations").find(({ id }) => id === made?.id)?.urgency).toBe("high");

    await stack.destroy();
    expect(emulator.store.all("integrations")).toEqual([]);
  }, 180_000);
});

async function readManifest(folder: string) {
  return manifestSchema.parse(JSON.parse(await readFile(path.join(folder, "package.json"), "utf8")));
}
