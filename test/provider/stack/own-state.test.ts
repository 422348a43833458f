// The state of the stack that a run is about, out of a command `pulumi` that the test puts on PATH.

import { readFile } from "node:fs/promises";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { readOwnState } from "../../../provider/src/stack/own-state.ts";
import { runPulumi } from "../../../provider/src/stack/pulumi.ts";
import { stateOf } from "../../helpers/stack-state.ts";
import { withPulumi } from "../commands/run.ts";

const urn = "urn:pulumi:dev::my-alerts::pagertree:index:Team::platform";
const team = { type: "Team", id: "01J0AY5N0ABT4RPCRDXMW9BZ88", name: "platform" } as const;

/** Lets `pulumi stack export` print this without `--stack`, and that with it. */
async function withStacks(selected: string, named = ""): Promise<string> {
  const folder = await withPulumi(`
    require("fs").appendFileSync(__dirname + "/runs", process.argv.slice(2).join(" ") + "\\n");
    console.log(process.argv.includes("--stack") ? ${JSON.stringify(named)} : ${JSON.stringify(selected)});
  `);
  vi.stubEnv("PATH", folder);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  return folder;
}

describe.skipIf(process.platform === "win32")("the state of a run's own stack", () => {
  it("is that of the selected stack, if that is the one", async () => {
    const folder = await withStacks(stateOf([team]));
    expect(await readOwnState(urn)).toMatchObject({
      objects: [{ id: team.id, resourceName: "platform" }],
    });
    expect(await readFile(`${folder}/runs`, "utf8")).toBe("stack export --non-interactive --color never\n");
  });

  it("is that of the stack of its name, if another one is selected", async () => {
    await withStacks(stateOf([{ type: "Team", id: "01J0AY5N0ABT4RPCRDXMW9BZ99" }], "prod"), stateOf([team]));
    expect((await readOwnState(urn))?.objects.map(({ id }) => id)).toEqual([team.id]);
  });

  it.each([
    ["of another stack only", stateOf([team], "prod")],
    ["that is none", "error: no stack"],
  ])("is not known from what pulumi prints %s", async (_what, printed) => {
    await withStacks(printed, printed);
    expect(await readOwnState(urn)).toBeUndefined();
  });

  it("is not known without the command pulumi", async () => {
    vi.stubEnv("PATH", "");
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    expect(await readOwnState(urn)).toBeUndefined();
  });
});

describe.skipIf(process.platform === "win32")("a command `pulumi` that comes to no end", () => {
  it("is ended, and told as what it is", async () => {
    const folder = await withPulumi("setInterval(() => {}, 1_000);");
    const surroundings = { environment: { PATH: folder }, folder };
    await expect(runPulumi(surroundings, ["stack", "export"], { mostMinutes: 0.005 })).rejects.toThrow(
      "`pulumi stack export` did not end within 0.005 minutes. Run it yourself to see what it waits for.",
    );
  });
});
