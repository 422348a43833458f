/** How the package is found from a project, in the program's process and in that of Pulumi's dynamic provider. */
import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { execa } from "execa";
import { expect, it, onTestFinished, vi } from "vitest";
import { providerText } from "../../../provider/src/program/provider-text.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

/** A project with this package in its `node_modules`, if it has code; `provider` is what the text loads. */
async function projectWith(provider?: string): Promise<string> {
  const folder = await temporaryFolder();
  if (provider !== undefined) {
    const modules = path.join(folder, "node_modules", "pulumi-pagertree");
    await mkdir(modules, { recursive: true });
    await writeFile(path.join(modules, "provider.js"), provider);
  }
  return folder;
}

/** What Pulumi's dynamic provider makes of the text in a project. */
async function loadIn(folder: string): Promise<string> {
  const code = `
    const load = require(${JSON.stringify(createRequire(import.meta.url).resolve("require-from-string"))});
    try { console.log(load(process.argv[1]).handler()) } catch (e) { console.log(\`\${e}: \${e.stack}\`) }
  `;
  return (await execa(process.execPath, ["-e", code, providerText("Team")], { cwd: folder })).stdout;
}

it("loads the provider from the project", async () => {
  expect(await loadIn(await projectWith("exports.Team = 'the provider'"))).toBe("the provider");
});

it("is one sentence with the remedy where the project does not have the package", async () => {
  const folder = await projectWith();
  expect(await loadIn(folder)).toBe(
    `Error: pulumi-pagertree is not installed in ${folder}. Make it a dependency of that project.: `,
  );
});

it("leaves any other error as it is", async () => {
  expect(await loadIn(await projectWith("require('got-lost')"))).toContain("Cannot find module 'got-lost'");
});

it("fits into the 300 bytes that a resource may have of it", () => {
  expect(Buffer.byteLength(JSON.stringify(providerText("Integration")))).toBeLessThan(300);
});

it.each([
  ["has the package", "exports.Team = 1", undefined],
  ["has it by another package of a workspace, or in a bundle", undefined, "is not installed in"],
])("lets a program begin in a project that %s: %s", async (_, provider, problem) => {
  const folder = await projectWith(provider);
  vi.spyOn(process, "cwd").mockReturnValue(folder);
  const [, script = ""] = process.argv;
  process.argv[1] = "/x/node_modules/@pulumi/pulumi/cmd/run/index.js";
  onTestFinished(() => {
    process.argv[1] = script;
    vi.restoreAllMocks();
  });
  vi.resetModules();
  const { requireProvider } = await import("../../../provider/src/program/provider-text.ts");
  if (problem === undefined) expect(requireProvider()).toBeUndefined();
  else expect(requireProvider).toThrow(problem);
});
