// A program in YAML, which needs no SDK: the engine asks the plugin for its schema.

import { it } from "vitest";
import { playLanguageStory } from "../helpers/language-story.ts";

const program = `
variables:
  payments:
    fn::invoke:
      function: pagertree:getTeam
      arguments: { name: Payments }
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
outputs:
  endpoint: \${datadog.endpoint}
`;

it("a program in YAML looks up, makes, sees drift, puts right and destroys", async () => {
  await playLanguageStory({ runtime: "yaml", files: { "Main.yaml": program } });
}, 120_000);
