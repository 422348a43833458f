// Tests the stack under Pulumi's mocks: no account at either end. `npx vitest run` runs them.

import * as pulumi from "@pulumi/pulumi";
import { beforeAll, expect, test } from "vitest";

let stack: typeof import("./index.js");

/** What Rootly makes; the secret is one that a URL must encode. */
const made = { webhookEndpoint: "https://webhooks.example.com/incoming/1", secret: "s&cret of Rootly" };

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    newResource: ({ name, type, inputs }) => ({
      id: `id of ${name}`,
      state: type === "rootly:index/alertsSource:AlertsSource" ? { ...inputs, ...made } : inputs,
    }),
    call: ({ inputs }) => ({ id: `id of team ${inputs["name"]}` }),
  });
  stack = await import("./index.js");
});

test("alerts go to the URL that Rootly made, with the secret that it made", async () => {
  const { options } = stack.bridge.integration;
  expect(await resolved(options)).toMatchObject({
    webhookUrl: "https://webhooks.example.com/incoming/1?secret=s%26cret%20of%20Rootly",
  });
  expect(await pulumi.isSecret(options)).toBe(true);
});

test("Rootly hears of every state of an alert", async () => {
  expect(await resolved(stack.bridge.events)).toHaveLength(8);
});

/** The value that an output comes to. */
function resolved<Value>(output: pulumi.Output<Value>): Promise<Value> {
  return new Promise((resolve) => output.apply(resolve));
}
