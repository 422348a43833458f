// Tests the stack under Pulumi's mocks: no account at either end. `npx vitest run` runs them.
// What Rootly takes and gives is what its published clients say: `rootly` 3.0.1 (PyPI), the Terraform provider
// rootlyhq/rootly 5.20 and its Pulumi package.

import * as pulumi from "@pulumi/pulumi";
import { beforeAll, expect, test } from "vitest";

let stack: typeof import("./index.js");

/** What Rootly makes; the secret is one that a URL must encode. */
const made = {
  webhookEndpoint: "https://webhooks.rootly.com/webhooks/incoming/generic_webhooks/notify/<TYPE>/<ID>",
  secret: "s&cret of Rootly",
};

/** What PagerTree sends: https://pagertree.com/docs/integration-guides/outgoing-webhook */
const sent = {
  type: "alert.resolved",
  data: { id: "alt_K22OuvPYNmCyvJ", sid: "acc_K22OuvPYNmCyvJ", title: "Disk full", status: "resolved" },
};

const registered: pulumi.runtime.MockResourceArgs[] = [];

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    newResource: (resource) => {
      registered.push(resource);
      const { name, type, inputs } = resource;
      return {
        id: `id of ${name}`,
        state: type === "rootly:index/alertsSource:AlertsSource" ? { ...inputs, ...made } : inputs,
      };
    },
    call: ({ inputs }) => ({ id: `id of team ${inputs["name"]}`, name: inputs["name"] }),
  });
  stack = await import("./index.js");
  await Promise.all([stack.bridge.integrationId, stack.team.id, stack.page.id, stack.link.id].map(resolved));
});

test("alerts go to the URL that Rootly made, without its placeholders and with its secret", async () => {
  const { options } = stack.bridge.integration;
  expect(await resolved(options)).toMatchObject({
    webhookUrl:
      "https://webhooks.rootly.com/webhooks/incoming/generic_webhooks?secret=s%26cret%20of%20Rootly",
  });
  expect(await pulumi.isSecret(options)).toBe(true);
  expect(await resolved(stack.bridge.events)).toHaveLength(8);
});

test("Rootly finds id, state and title in PagerTree's body, and resolves by the state", () => {
  const { deduplicationKeyPath, sourceableAttributes } = inputsOf("pagertree-alerts");
  const { autoResolve, resolveState, fieldMappingsAttributes } = sourceableAttributes;
  const found = fieldMappingsAttributes.map(({ field, jsonPath }: { field: string; jsonPath: string }) => [
    field,
    valueAt(jsonPath),
  ]);
  expect(Object.fromEntries(found)).toEqual({
    external_id: sent.data.id,
    state: sent.data.status,
    alert_title: sent.data.title,
  });
  expect([autoResolve, resolveState]).toEqual([true, sent.data.status]);
  expect(valueAt(deduplicationKeyPath)).toBe(sent.data.id);
});

test("an incident in Rootly pages the team in PagerTree", () => {
  const id = "id of team Platform";
  expect(inputsOf("platform")).toEqual({ name: "Platform", pagertreeId: id });
  expect(inputsOf("page")).toEqual({
    workflowId: "id of page-on-incident",
    taskParams: {
      title: "{{ incident.title }}",
      description: "{{ incident.summary }}",
      urgency: "auto",
      teams: [{ id, name: "Platform" }],
    },
  });
});

test("an alert that came from PagerTree is updated there by PagerTree's id", () => {
  expect(inputsOf("link")).toMatchObject({
    workflowId: "id of link-on-alert",
    taskParams: { pagertreeAlertId: "{{ alert.external_id }}" },
  });
});

/** What a resource was registered with. */
function inputsOf(wanted: string) {
  return registered.find(({ name, type }) => name === wanted && type.startsWith("rootly:"))?.inputs;
}

/** The value at a JSON path that has only names. */
function valueAt(jsonPath: string): unknown {
  const [root, ...names] = jsonPath.split(".");
  expect(root).toBe("$");
  return names.reduce((value: unknown, name) => Object(value)[name], sent);
}

/** The value that an output comes to. */
function resolved<Value>(output: pulumi.Output<Value>): Promise<Value> {
  return new Promise((resolve) => output.apply(resolve));
}
