// A program in YAML, which needs no SDK: the engine asks the plugin for its schema.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { playLanguageStory } from "../helpers/language-story.ts";

const program = `
variables:
  payments:
    fn::invoke:
      function: pagertree:getTeam
      arguments: { name: Payments }
  ada:
    fn::invoke:
      function: pagertree:getAccountUser
      arguments: { email: ada@example.com }
  grace:
    fn::invoke:
      function: pagertree:getAccountUser
      arguments: { email: grace@example.com }
  foundCheckout:
    fn::invoke:
      function: pagertree:getTeam
      arguments: { id: "\${checkout.id}" }
  onCall:
    fn::invoke:
      function: pagertree:getOnCall
      arguments: { teamName: Payments }
resources:
  datadog:
    type: pagertree:Integration
    properties:
      name: Datadog
      type: datadog
      teamIds: ["\${payments.id}"]
      options: { supportRetriggeredEvent: true }
  router:
    type: pagertree:Router
    properties:
      name: By service
      teamId: \${payments.id}
      rules:
        - match: { alert.title: { $regex: staging } }
          actions: [{ type: ignore }]
  hook:
    type: pagertree:Integration
    properties:
      name: Hook
      type: outgoing-webhook
      teamIds: ["\${payments.id}"]
      options: { webhookUrl: "https://hooks.example.com/very-secret", alertOpen: true }
  bridge:
    type: pagertree:RootlyBridge
    properties:
      name: Bridge
      teamIds: ["\${payments.id}"]
      webhookUrl: https://rootly.example.com/pagertree
      secret: very-secret
  checkout:
    type: pagertree:Team
    properties:
      name: Checkout
      memberAccountUserIds: ["\${ada.id}", "\${grace.id}"]
      adminAccountUserIds: ["\${ada.id}"]
  rotation:
    type: pagertree:Rotation
    properties:
      teamId: \${foundCheckout.id}
      timeZone: America/New_York
      firstHandOff: "2026-10-05T09:00"
      accountUserIds: ["\${ada.id}", "\${grace.id}"]
  policy:
    type: pagertree:EscalationPolicy
    properties:
      teamId: \${checkout.id}
      layers: [{ timeout: 7 }]
      repeat: 2
  override:
    type: pagertree:Override
    properties:
      teamId: \${rotation.teamId}
      timeZone: America/New_York
      startTime: "2030-12-24T18:00"
      endTime: "2030-12-26T09:00"
      accountUserIds: ["\${ada.id}"]
outputs:
  schedule: \${onCall.scheduleId}
  endpoint: \${datadog.endpoint}
  bridge: \${bridge.integration.name} \${bridge.integrationId}
`;

/** Pulumi refuses them by the schema, before the plugin sees them. */
const wrongTypes = `
resources:
  datadog:
    type: pagertree:Integration
    properties:
      name: Datadog
      type: outgoing-webhook
      teamIds: [5]
      enabled: sometimes
      options: { webhookUrl: [very-secret] }
`;
const faults = [
  "enabled: Cannot assign type 'string' to type 'boolean'",
  "webhookUrl: Cannot assign 'List<string>' to 'string'",
];

it("a program in YAML looks up, makes, sees drift, puts right, destroys, and is told of wrong types", async () => {
  await playLanguageStory({
    runtime: "yaml",
    files: { "Main.yaml": program },
    afterwards: async (project) => {
      await writeFile(path.join(project.folder, "Main.yaml"), wrongTypes);
      const { text } = await project.preview({ expectFailure: true });
      for (const fault of faults) expect(text).toContain(fault);
      expect(text).not.toContain("very-secret");
    },
  });
}, 120_000);
