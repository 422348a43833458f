import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { buildHash } from "../../setup/builds.mjs";
import { temporaryFolder } from "../helpers/temporary-folder.ts";

async function repository() {
  const root = await temporaryFolder();
  const write = async (name: string, text: string) => {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), text);
  };
  for (const name of ["package-lock.json", "tsconfig.json", "provider/src/a.ts", "provider/dist/a.js"]) {
    await write(name, name);
  }
  await write("emulator/src/b.ts", "b");
  return { root, write };
}

describe("buildHash", () => {
  it.each([
    "package-lock.json",
    "tsconfig.json",
    "provider/src/a.ts",
    "provider/dist/a.js",
    "emulator/src/new.ts",
  ])("changes with %s", async (name) => {
    const { root, write } = await repository();
    const before = await buildHash(root);
    await write(name, "another text");
    expect(await buildHash(root)).not.toBe(before);
  });

  it("changes when a result is removed", async () => {
    const { root } = await repository();
    const before = await buildHash(root);
    await rm(path.join(root, "provider/dist"), { recursive: true });
    expect(await buildHash(root)).not.toBe(before);
  });

  it("stays when a file is written anew with the same text, or a package is installed", async () => {
    const { root, write } = await repository();
    const before = await buildHash(root);
    await write("emulator/src/b.ts", "b");
    await write("provider/node_modules/got/index.js", "got");
    expect(await buildHash(root)).toBe(before);
  });
});
