// A program in Python, with the SDK that Pulumi's generator makes from the schema.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { runCommand } from "../../setup/command.mjs";
import { generateSdk } from "../../setup/languages/sdks.mjs";
import { getPython } from "../../setup/python.mjs";
import { playLanguageStory } from "../helpers/language-story.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";

const ROOT = path.join(import.meta.dirname, "..", "..");
const REQUIREMENTS = new URL("../../setup/languages/python/requirements.txt", import.meta.url);

let python = "";

beforeAll(async () => {
  const got = await getPython("pulumi", REQUIREMENTS);
  if ("problem" in got) throw new Error(got.problem);
  python = got.executable;
}, 600_000);

it("a program in Python looks up, makes, sees drift, puts right and destroys", async () => {
  const [sdk, installed] = [await temporaryFolder(), await temporaryFolder()];
  await generateSdk("python", path.join(ROOT, "provider", "schema.json"), sdk);
  const pip = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation"];
  const { status, output } = await runCommand(python, [...pip, "--target", installed, sdk]);
  expect({ status, output }).toMatchObject({ status: 0 });
  await playLanguageStory({
    runtime: "python",
    files: { "__main__.py": await readFile(path.join(import.meta.dirname, "python", "__main__.py"), "utf8") },
    environment: {
      // As in a shell with the virtual environment active.
      PATH: [path.dirname(python), process.env["PATH"]].join(path.delimiter),
      PYTHONPATH: installed,
    },
  });
}, 600_000);
