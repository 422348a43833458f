/** Where a lookup that finds nothing says that the program asked. */
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
  // What Pulumi itself would end the program with.
  const { promise, isKnown, isSecret, allResources } = Object(output);
  for (const part of [isKnown, isSecret, allResources.call(output)]) Promise.resolve(part).catch(() => {});
  const { message } = await lookupErrorOf(promise.call(output));
  expect(message.split("\n    at ")).toEqual([expect.any(String), expect.stringContaining(outputLine)]);
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
