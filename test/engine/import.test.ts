// `pulumi import` and the resource option `import` on the real engine: objects become resources of a stack as they are,
// and Pulumi writes the program that declares them.

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import type { Emulator } from "../../emulator/src/index.ts";
import { integrationTypeEntry, optionsOf, typeNames } from "../../provider/src/catalog/catalog.ts";
import type { IntegrationTypeName } from "../../provider/src/catalog/option-types.ts";
import { callApi } from "../helpers/call-api.ts";
import { createIntegration, demoAccount } from "../helpers/demo-account.ts";
import { canary, everyOption } from "../helpers/sample-options.ts";
import { withStack, writesOf } from "./stack.ts";

/** An entry of the list for `pulumi import --file`. */
interface Entry {
  readonly type: string;
  readonly name: string;
  readonly id: string;
}

const byOption = (id: string) => `  monitor:
    type: pagertree:Integration
    properties:
      name: Site monitor
      teamIds: ["\${Platform.id}"]
      type: datadog
    options: { import: ${id} }
`;

it("takes over every type of integration, teams, routers and rotations at once, in a program that shows no change", async () => {
  const { project, emulator } = await withStack({ door: "native", runtime: "yaml", refresh: true });
  const { platform, payments, mainRouter, ada, grace } = demoAccount(emulator);
  const rules = `rules: [{match: {"alert.title": staging}, actions: [{type: ignore}]}]`;
  await callApi(emulator, "PUT", `/routers/${mainRouter.id}`, { rules });
  const layers = emulator.store.all("events").filter(({ rotation }) => rotation);
  const datadog = await createIntegration(emulator, "Datadog");
  const resources = [
    ...(await integrationsOfEveryType(emulator)),
    entry("Team", "Platform", platform.id),
    entry("Team", "Payments", payments.prefix_id),
    entry("Router", "main", mainRouter.prefix_id),
    ...layers.map(({ prefix_id: id }, index) => entry("Rotation", `layer${index + 1}`, id)),
  ];
  const writes = writesOf(emulator).length;
  await writeFile(path.join(project.folder, "Main.yaml"), "resources: {}\n");
  await writeFile(path.join(project.folder, "import.json"), JSON.stringify({ resources }));

  const list = ["--file", "import.json", "--out", "imported.yaml"];
  const imported = await project.pulumi("import", ...list, "--yes", "--protect=false");
  expect(imported.output).toContain(`= ${resources.length} imported`);
  const code = await readFile(path.join(project.folder, "imported.yaml"), "utf8");
  expect(declarationIn(code, "main")).toBe(`    type: pagertree:Router
    properties:
      name: Main Router
      rules: |
        rules:
          - match:
              alert.title: "staging"
            actions:
              - type: "ignore"
      teamId: \${Platform.id}
`);
  expect(declarationIn(code, "Payments")).toBe(`    type: pagertree:Team
    properties:
      adminAccountUserIds:
${listed(payments.admin_account_user_ids)}
      memberAccountUserIds:
${listed(payments.member_account_user_ids)}
      name: Payments
`);
  expect(declarationIn(code, "layer1")).toBe(`    type: pagertree:Rotation
    properties:
      accountUserIds:
        - ${ada.id}
        - ${grace.id}
      firstHandOff: ${layers[0]?.start_time.slice(0, 16)}
      teamId: \${Platform.id}
      timeZone: Etc/UTC
`);
  expect(declarationIn(code, "slack-outgoing-webhook")).toBe(`    type: pagertree:Integration
    properties:
      name: Site monitor
      options:
        descriptionTemplate: '{{alert.title}}'
        descriptionTemplateEnabled: true
        titleTemplate: '{{alert.title}}'
        titleTemplateEnabled: true
        token:
          fn::secret: ${everyOption("slack-outgoing-webhook")["token"]}
      teamIds:
        - \${Platform.id}
      type: slack-outgoing-webhook
`);

  await writeFile(path.join(project.folder, "Main.yaml"), code + byOption(datadog.prefix_id));
  const up = await project.pulumi("up", "--yes", "--skip-preview");
  expect(up.output).toMatch(/= 1 imported/);
  const next = await project.pulumi("preview", "--diff", "--expect-no-changes");
  expect(next.status, next.output).toBe(0);
  expect(writesOf(emulator)).toHaveLength(writes);
  const { text } = await project.exportState();
  expect(text).not.toContain(canary);
}, 180_000);

function entry(type: string, name: string, id: string): Entry {
  return { type: `pagertree:index:${type}`, name, id };
}

/** One of each type with every option, named by ULID and by prefix id in turn. */
async function integrationsOfEveryType(emulator: Emulator): Promise<Entry[]> {
  const made: Entry[] = [];
  for (const type of typeNames) {
    const { id, prefix_id: prefixId } = await createIntegration(
      emulator,
      integrationTypeEntry(type).name,
      attributesOf(type),
    );
    made.push(entry("Integration", type, made.length % 2 === 0 ? id : prefixId));
  }
  return made;
}

function attributesOf(type: IntegrationTypeName): Record<string, unknown> {
  const options = everyOption(type);
  return Object.fromEntries(optionsOf(type).map(({ key, name }) => [`option_${key}`, options[name]]));
}

/** What a program in YAML declares a resource as. */
function declarationIn(code: string, name: string): string {
  const [, declaration = ""] = code.split(`\n  ${name}:\n`);
  return declaration.replace(/^ {2}\S[\s\S]*/m, "");
}

function listed(ids: readonly string[]): string {
  return ids
    .toSorted()
    .map((id) => `        - ${id}`)
    .join("\n");
}
