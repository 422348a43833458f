// The program that `pulumi import` writes in TypeScript, with the classes of the package itself.

import path from "node:path";
import { expect, it } from "vitest";
import { runCommand } from "../../setup/command.mjs";
import { userCompilerOptions } from "../helpers/compiler-options.ts";
import { playImportStory } from "./import-story.ts";

const ROOT = path.join(import.meta.dirname, "..", "..");
const settings = { compilerOptions: userCompilerOptions, files: ["index.ts"] };

it("is what the compiler takes, and shows no change", { timeout: 600_000 }, async () => {
  await playImportStory({
    runtime: "nodejs",
    files: { "index.ts": "", "tsconfig.json": JSON.stringify(settings) },
    contains: [
      'import * as pagertree from "pulumi-pagertree/native";',
      'const platform = new pagertree.Team("platform", {',
      "platform.id",
      "supportRetriggeredEvent: true",
    ],
    judge: async ({ folder }) => {
      const compiler = path.join(ROOT, "node_modules", "typescript", "bin", "tsc");
      const { output } = await runCommand(process.execPath, [compiler, "--pretty", "false"], { cwd: folder });
      expect(output.trim()).toBe("");
    },
  });
});
