/** Where a lookup that finds nothing says that the program asked. */
import * as pulumi from "@pulumi/pulumi";
import { expect, it, vi } from "vitest";
import { LookupError } from "../../../../provider/src/common/errors.ts";
import { callPlace, placed } from "../../../../provider/src/program/lookups/call-place.ts";
import { getIntegrations } from "../../../../provider/src/program/lookups/integration.ts";
import { getTeam, getTeamOutput } from "../../../../provider/src/program/lookups/team.ts";
import { lookupErrorOf, withAccount } from "./helpers.ts";

/** This file with the line from which this was called. */
function here(): string {
  const [, line] =
    /call-place\.test\.ts:(\d+):\d+\)?$/m.exec((new Error().stack ?? "").split("\n").slice(2).join("\n")) ??
    [];
  return `call-place.test.ts:${line}:`;
}

/** What Pulumi itself would end the program with. */
function errorOfOutput(output: pulumi.Output<unknown>): Promise<LookupError> {
  const { promise, isKnown, isSecret, allResources } = Object(output);
  for (const part of [isKnown, isSecret, allResources.call(output)]) Promise.resolve(part).catch(() => {});
  return lookupErrorOf(promise.call(output));
}

it("names the program's own line, after PagerTree has answered", async () => {
  await withAccount();
  const [asked, line] = [getTeam({ name: "Platfrom" }), here()];
  const { message } = await lookupErrorOf(asked);
  expect(message).toContain("The nearest:");
  expect(message.split("\n    at ")).toEqual([expect.any(String), expect.stringContaining(line)]);
});

it("names it for a list and for arguments that are outputs, once", async () => {
  await withAccount();
  const given: object = { tpye: "datadog" };
  const [list, listLine] = [getIntegrations(given), here()];
  expect((await lookupErrorOf(list)).message).toContain(listLine);

  const [output, outputLine] = [getTeamOutput({ name: "Platfrom" }), here()];
  const { message } = await errorOfOutput(output);
  expect(message.split("\n    at ")).toEqual([expect.any(String), expect.stringContaining(outputLine)]);
});

it("does not quote what is secret among the arguments", async () => {
  await withAccount();
  const name = "Planted secret";
  const error = await errorOfOutput(getTeamOutput({ name: pulumi.secret(name) }));
  expect(error.message).toContain('getTeam: no team has the name "[secret]". The nearest:');
  expect(`${error.message} ${error.stack}`).not.toContain(name);
});

it("leaves other errors as they are", async () => {
  const failed = placed(Promise.reject(new TypeError("x")), "index.ts:1:1");
  await expect(failed).rejects.toThrow(/^x$/);
  const lookup = placed(Promise.reject(new LookupError("Gone.", "")), undefined);
  await expect(lookup).rejects.toThrow(/^Gone\.$/);
});

it("gives up where the stack says nothing", () => {
  vi.spyOn(process, "cwd").mockReturnValue("/elsewhere");
  expect(callPlace(100)).toBeUndefined();
  expect(callPlace(0)).toMatch(/call-place\.test\.ts:\d+:\d+$/);
  vi.restoreAllMocks();
});
