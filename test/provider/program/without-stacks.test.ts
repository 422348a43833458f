import * as pulumi from "@pulumi/pulumi";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { Team } from "../../../provider/src/program/team.ts";
import { ROOT } from "../../docs/markdown.ts";

const user = "01GDBEYARHS4W4QM6X370Z5TMB";
const args = { name: "Platform", memberAccountUserIds: [user], adminAccountUserIds: [user] };

/** A resource of somebody else's, as Pulumi makes it. */
class Loud extends pulumi.CustomResource {}

beforeEach(async () => {
  await pulumi.runtime.setMocks({
    newResource: ({ inputs }) => ({ id: "01M82S8J6KJV3DWNNKB670FKY6", state: inputs }),
    call: () => ({}),
  });
});

afterEach(() => {
  expect(Error.stackTraceLimit).toBe(10);
});

/** A program in which the first resource fails, and that prints the error. */
const failingProgram = `
  const pulumi = require("@pulumi/pulumi");
  const { Team } = require("pulumi-pagertree");
  process.once("unhandledRejection", (error) => {
    console.log(error.stack);
    process.exit();
  });
  const refuse = () => { throw new Error("refused by the mocks"); };
  pulumi.runtime.setMocks({ newResource: refuse, call: refuse });
  function usersOwnFunction() {
    new Team("refused", ${JSON.stringify(args)});
  }
  usersOwnFunction();`;

/** A program that ends while the outputs of a resource are still waited for. */
const waitingProgram = `
  const pulumi = require("@pulumi/pulumi");
  const { Team } = require("pulumi-pagertree");
  pulumi.runtime.setMocks({ newResource: () => new Promise(() => {}), call: () => ({}) });
  function usersOwnFunction() {
    new Team("waiting", ${JSON.stringify(args)});
  }
  usersOwnFunction();`;

/** How many errors note a stack while `work` runs. */
function stacksNotedIn(work: () => void): number {
  const { prepareStackTrace } = Error;
  onTestFinished(() => {
    Error.prepareStackTrace = prepareStackTrace;
  });
  let noted = 0;
  Error.prepareStackTrace = (error, frames) => {
    noted += frames.length > 0 ? 1 : 0;
    return String(error);
  };
  work();
  Error.prepareStackTrace = prepareStackTrace;
  return noted;
}

describe("constructing a resource", () => {
  it("notes no stack for its outputs, of which there are more than ten", () => {
    expect(stacksNotedIn(() => new Team("quiet", args))).toBeLessThan(10);
    expect(
      stacksNotedIn(() => {
        new Loud("test:index:Loud", "loud", { a: 1, b: 2, c: 3, d: 4 });
      }),
    ).toBeGreaterThan(10);
  });

  it("leaves the line of the program in the error of a registration that fails", async () => {
    // In a process of its own, since the SDK has every output of the resource reject.
    const { stdout } = await execa(process.execPath, ["--eval", failingProgram], { cwd: ROOT });
    expect(stdout).toContain("failed to register new resource refused");
    expect(stdout).toMatch(/at usersOwnFunction \(/);
  });

  it("has errors note their stacks again when a transformation ends it", () => {
    const transformations = [
      () => {
        throw new Error("ended");
      },
    ];
    expect(() => new Team("ended", args, { transformations })).toThrow("ended");
  });

  it("keeps what the program sets while a registration goes on", async () => {
    onTestFinished(() => {
      Error.stackTraceLimit = 10;
    });
    const team = new Team("later", args);
    Error.stackTraceLimit = 3;
    await new Promise((resolve) => team.id.apply(resolve));
    expect(Error.stackTraceLimit).toBe(3);
    Error.stackTraceLimit = 10;
  });

  it("leaves the report of promises that were still active, with the line of the program if Pulumi is asked for it", async () => {
    const run = (environment: Record<string, string>) =>
      execa(process.execPath, ["--eval", waitingProgram], { cwd: ROOT, env: environment, reject: false });
    const plain = await run({});
    expect(plain).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("promises were still active"),
    });
    expect(plain.stderr).not.toContain("usersOwnFunction");
    const { stderr } = await run({ PULUMI_DEBUG_PROMISE_LEAKS: "true" });
    expect(stderr).toMatch(/transferProperty\(resource:waiting\[.*\], prefixId, undefined\)\nSTACK_TRACE:/);
    expect(stderr).toMatch(/at usersOwnFunction \(/);
  });

  it("gives outputs that do what any output does", async () => {
    const team = new Team("platform", args);
    const spread = { ...team };
    const resolved = <T>(output: pulumi.Output<T>) =>
      new Promise<T>((resolve) => {
        output.apply(resolve);
      });

    expect([team.id, team.name, team.prefixId].every(pulumi.Output.isInstance)).toBe(true);
    expect(Object.keys(spread)).toEqual(expect.arrayContaining(["id", "urn", "name", "prefixId", "tinyId"]));
    expect(await resolved(pulumi.interpolate`${team.name} is ${spread.name}`)).toBe("Platform is Platform");
    expect(await resolved(pulumi.all([team.name, team.memberAccountUserIds]))).toEqual(["Platform", [user]]);
    const last = new Team(
      "last",
      { ...args, name: team.name.apply((name) => `${name} 2`) },
      { dependsOn: team },
    );
    expect(await resolved(last.name)).toBe("Platform 2");
  });
});
