// Programs in Go, with the SDK that Pulumi's generator makes from the schema.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { runCommand } from "../../setup/command.mjs";
import { generateSdk } from "../../setup/languages/sdks.mjs";
import { readDocuments } from "../docs/markdown.ts";
import { playLanguageStory } from "../helpers/language-story.ts";
import { makeFolder, temporaryFolder } from "../helpers/temporary-folder.ts";
import { playImportStory } from "./import-story.ts";
import { followInstallation } from "./installation.ts";

const ROOT = path.join(import.meta.dirname, "..", "..");
const PROGRAM = path.join(import.meta.dirname, "go");
const environment = { CGO_ENABLED: "0", GOWORK: "off" };

/** The program of the story, and its module with the SDK. */
let files = { "main.go": "", "go.mod": "", "go.sum": "" };

beforeAll(async () => {
  const { folder, remove } = await makeFolder();
  const sdk = path.join(folder, "sdk", "go");
  await generateSdk("go", path.join(ROOT, "provider", "schema.json"), sdk);
  const [main = "", modules = "", sums = ""] = await Promise.all(
    ["main.go", "go.mod", "go.sum"].map((name) => readFile(path.join(PROGRAM, name), "utf8")),
  );
  files = { "main.go": main, "go.mod": modules.replace("=> ./sdk/go", `=> ${sdk}`), "go.sum": sums };
  return remove;
}, 600_000);

/** What the `go` command says in a folder: nothing of what is right. */
async function go(folder: string, ...args: string[]): Promise<string> {
  const env = { ...process.env, ...environment };
  const { output } = await runCommand("go", args, { cwd: folder, env });
  return output.trim();
}

it("a program in Go looks up, makes, sees drift, puts right and destroys", { timeout: 900_000 }, async () => {
  await playLanguageStory({ runtime: "go", files, environment });
});

it("a project in Go begins as the page on installation says", { timeout: 900_000 }, async () => {
  await followInstallation("go", environment);
});

it("every program in Go of the documents passes go vet", { timeout: 900_000 }, async () => {
  const module = await temporaryFolder();
  await writeFile(path.join(module, "go.mod"), files["go.mod"]);
  await writeFile(path.join(module, "go.sum"), files["go.sum"]);
  const blocks = (await readDocuments()).flatMap((document) => document.blocks);
  const programs = blocks.filter(({ language }) => language === "go");
  expect(programs.length).toBeGreaterThan(20);
  const unformatted = await runCommand("gofmt", ["-l", path.join(ROOT, "setup"), import.meta.dirname]);
  expect(unformatted).toMatchObject({ status: 0, output: "" });
  const write = async (folder: string, text: string) => {
    await mkdir(path.join(module, folder));
    await writeFile(path.join(module, folder, "main.go"), `${text}\n`);
  };
  for (const [index, { place, text }] of programs.entries()) {
    await write(`program${index}`, `// ${place}\n\n${text}`);
  }
  // Some take more of Pulumi's SDK than the program of the story.
  await go(module, "mod", "tidy");
  expect(await go(module, "vet", "./...")).toBe("");

  await write("broken", files["main.go"].replace("FirstHandOff:", "FirstHandoff:"));
  expect(await go(module, "vet", "./...")).toContain("unknown field FirstHandoff");
});

it("the program that pulumi import writes in Go is vetted, and shows no change", {
  timeout: 900_000,
}, async () => {
  await playImportStory({
    runtime: "go",
    files: { ...files, "main.go": "package main\n\nfunc main() {}\n" },
    environment,
    contains: [
      'pagertree.NewTeam(ctx, "platform"',
      "platform.ID()",
      "SupportRetriggeredEvent: pulumi.Bool(true)",
    ],
    judge: async ({ folder }) => expect(await go(folder, "vet", "./...")).toBe(""),
  });
});
