import { describe, expect, it } from "vitest";
import { commandsIn, problemOf } from "./commands.ts";
import { readDocuments } from "./markdown.ts";

const blocks = (await readDocuments()).flatMap((document) => document.blocks);
const commands = blocks
  .filter(({ language }) => language === "sh")
  .flatMap(({ place, text }) => commandsIn(text).map((command) => ({ place, command })));

describe("commands that documents show", { timeout: 60_000 }, () => {
  it.each(commands)("$place: $command", async ({ command }) => {
    expect(await problemOf(command)).toBeUndefined();
  });
});

describe("commandsIn", () => {
  it("leaves out comments and blank lines, and joins what a backslash breaks", () => {
    expect(commandsIn("# why\nnpm test  # how\n\npulumi up \\\n  --yes\n")).toEqual([
      "npm test",
      "pulumi up --yes",
    ]);
  });
});

describe("problemOf", () => {
  it.each([
    ["npm install pulumi-pagertre", "there is no pulumi-pagertre"],
    ["npm run dmeo", "there is no script dmeo"],
    ["npm test -- test/nowhere", "there is no test/nowhere"],
    ["npm publish", "nobody checks npm publish"],
    ["npx pagertree-emulator --prot 4010", "there is no --prot"],
    ["npx no-such-tool", "there is no tool no-such-tool"],
    ["pulumi preview --expect-no-chnages", "there is no --expect-no-chnages"],
    ["pulumi prevew", "there is no prevew"],
    ["PULUMI_EXPERIMENTAL=true pulumi prevew", "there is no prevew"],
    ["pulumi config sett x", "there is no config sett"],
    ["setup/nowhere.sh", "there is no setup/nowhere.sh"],
    ["rm -rf x", "nobody checks commands of rm"],
  ])("finds in `%s` that %s", async (command, problem) => {
    expect(await problemOf(command)).toBe(problem);
  });
});
