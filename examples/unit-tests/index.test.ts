// Tests the stack under Pulumi's mocks: no account, no API key and no network. `npx vitest run` runs them.

import * as pulumi from "@pulumi/pulumi";
import { beforeAll, expect, test } from "vitest";

let stack: typeof import("./index.js");

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    // Stands in for PagerTree when a resource is made: its id, and what its outputs are to hold.
    newResource: ({ name, inputs }) => ({ id: `id of ${name}`, state: inputs }),
    // Answers lookups. Their tokens are `pagertree:index/getTeam:getTeam` and so on.
    call: ({ inputs }) => ({ id: `id of team ${inputs["name"]}` }),
  });
  // The program runs as it is loaded, so the mocks come first.
  stack = await import("./index.js");
});

test("checkout pages the Payments team at once", async () => {
  expect(await resolved(stack.checkout.teamIds)).toEqual(["id of team Payments"]);
  expect(await resolved(stack.checkout.urgency)).toBe("critical");
});

test("each service has a name of its own in PagerTree", async () => {
  const names = await resolved(pulumi.all([stack.checkout.name, stack.search.name]));
  expect(names).toEqual(["Datadog checkout", "Datadog search"]);
});

/** The value that an output comes to. */
function resolved<Value>(output: pulumi.Output<Value>): Promise<Value> {
  return new Promise((resolve) => output.apply(resolve));
}
