// Findings are not run here: they install packages. Only that each can be started and says what surprises is looked at.

import { access, constants, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "./markdown.ts";

const folder = path.join(ROOT, "findings");
const scripts = (await readdir(folder)).filter((name) => name.endsWith(".sh") && name !== "lib.sh");

it.each(scripts)("findings/%s can be started, and its second line says what surprises", async (name) => {
  const lines = (await readFile(path.join(folder, name), "utf8")).split("\n");
  expect(lines[0]).toBe("#!/usr/bin/env bash");
  expect(lines[1]).toMatch(/^# .{30,}\.$/);
  if (process.platform !== "win32") await access(path.join(folder, name), constants.X_OK);
});
