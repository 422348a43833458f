// What an integration leaves in Pulumi's state, on the real engine: little, nothing secret, and no code of this package.

import { cp, glob, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Integration } from "pulumi-pagertree";
import { describe, expect, it, vi } from "vitest";
import { providerText } from "../../provider/src/program/provider-text.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { withStack, writesOf } from "./stack.ts";

vi.setConfig({ testTimeout: 120_000 });

const repository = fileURLToPath(new URL("../../", import.meta.url));
const { version } = JSON.parse(await readFile(path.join(repository, "provider/package.json"), "utf8"));

describe("an integration in the state", () => {
  it("takes at most 1.5 kB of inputs and outputs, provider text included", async () => {
    const { project, account } = await withStack();
    project.program = async () => {
      new Integration("datadog", { name: "Datadog", type: "datadog", teamIds: [account.team.id] });
    };
    await project.up();
    const [resource] = (await project.exportState()).resources;
    const bytes = Buffer.byteLength(JSON.stringify(resource?.inputs) + JSON.stringify(resource?.outputs));
    expect(bytes).toBeGreaterThan(500);
    expect(bytes).toBeLessThanOrEqual(1_500);
  });

  it("holds a provider text that does nothing but load the installed package", async () => {
    const { project, account } = await withStack();
    project.program = async () => {
      new Integration("datadog", { name: "Datadog", type: "datadog", teamIds: [account.team.id] });
    };
    await project.up();
    const [resource] = (await project.exportState()).resources;
    const text = providerText("Integration");
    expect([resource?.inputs["__provider"], resource?.outputs["__provider"]]).toEqual([text, text]);
  });

  it("is read and deleted by whatever version of the package is installed then", async () => {
    const nodeModules = await modulesOfUser();
    await install("1.0.0", nodeModules);
    const { project, emulator, account } = await withStack({ nodeModules });
    project.program = async () => {
      new Integration("datadog", { name: "Datadog", type: "datadog", teamIds: [account.team.id] });
    };
    await project.up();
    // As where only another package of a workspace has it now.
    await rm(path.join(nodeModules, "pulumi-pagertree"), { recursive: true });
    const { text } = await project.destroy({ expectFailure: true });
    expect(text).toContain("Make it a dependency of that project.");
    expect(text).not.toContain("Require stack");

    await install("2.0.0", nodeModules);
    await project.refresh();
    await project.destroy();

    const versions = emulator.requests.map(({ method, headers }) => ({
      method,
      version: /^pulumi-pagertree\/(\S+)/.exec(String(headers["user-agent"]))?.[1],
    }));
    expect(versions.filter(({ method }) => method === "POST")).toEqual([
      { method: "POST", version: "1.0.0" },
    ]);
    const last = versions.slice(versions.findIndex(({ method }) => method === "POST") + 1);
    expect(last).toEqual([
      { method: "GET", version: "2.0.0" },
      // Before it deletes, a run asks which account its key belongs to.
      { method: "GET", version: "2.0.0" },
      { method: "DELETE", version: "2.0.0" },
    ]);
    expect(writesOf(emulator).map(({ method }) => method)).toEqual(["POST", "DELETE"]);
    expect(emulator.store.all("integrations")).toEqual([]);
  });
});

/** A node_modules folder with everything but this package. */
async function modulesOfUser(): Promise<string> {
  const source = path.join(repository, "node_modules");
  const folder = path.join(await temporaryFolder(), "node_modules");
  await mkdir(folder);
  for (const name of await readdir(source)) {
    if (name !== "pulumi-pagertree") await symlink(path.join(source, name), path.join(folder, name));
  }
  return folder;
}

/** Installs the built package as if it were of another version, in place of the one that is there. */
async function install(asVersion: string, nodeModules: string): Promise<void> {
  const folder = path.join(nodeModules, "pulumi-pagertree");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  for (const part of ["package.json", "dist"]) {
    await cp(path.join(repository, "provider", part), path.join(folder, part), { recursive: true });
  }
  for await (const file of glob("dist/*.js", { cwd: folder })) {
    const text = await readFile(path.join(folder, file), "utf8");
    await writeFile(
      path.join(folder, file),
      text.replace(`version = "${version}"`, `version = "${asVersion}"`),
    );
  }
}
