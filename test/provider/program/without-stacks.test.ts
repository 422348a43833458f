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
});
