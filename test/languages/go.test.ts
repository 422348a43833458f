// A program in Go, with the SDK that Pulumi's generator makes from the schema.

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { it } from "vitest";
import { generateSdk } from "../../setup/languages/sdks.mjs";
import { playLanguageStory } from "../helpers/language-story.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";

const ROOT = path.join(import.meta.dirname, "..", "..");
const PROGRAM = path.join(import.meta.dirname, "go");

// The generator writes none. The versions are those of the program.
const SDK_MODULE = `module example.com/pulumi-pagertree/sdk/go

go 1.25.8

require (
	github.com/blang/semver v3.5.1+incompatible
	github.com/pulumi/pulumi/sdk/v3 v3.274.1
)
`;

it("a program in Go looks up, makes, sees drift, puts right and destroys", async () => {
  const sdk = await temporaryFolder();
  await generateSdk("go", path.join(ROOT, "provider", "schema.json"), sdk);
  await writeFile(path.join(sdk, "go.mod"), SDK_MODULE);
  const [main = "", modules = "", sums = ""] = await Promise.all(
    ["main.go", "go.mod", "go.sum"].map((name) => readFile(path.join(PROGRAM, name), "utf8")),
  );
  await playLanguageStory({
    runtime: "go",
    files: { "main.go": main, "go.mod": modules.replace("./sdk", sdk), "go.sum": sums },
    environment: { CGO_ENABLED: "0", GOWORK: "off" },
  });
}, 900_000);
