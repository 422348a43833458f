// What the compiler says of a program's integrations before it ever runs.

import { describe, expect, it } from "vitest";
import { optionsOf, typeNames } from "../../provider/src/catalog/catalog.ts";
import { Editor } from "./compiler.ts";

const editor = new Editor();

/** An integration with these arguments beside a name and a team. */
const integration = (args: string) =>
  `new pagertree.Integration("n", { name: "n", teamIds: ["t"], ${args} });`;

describe("the compiler", () => {
  it.each([
    [
      "an option of another type",
      `type: "datadog", options: { webhookUrl: "https://example.com" }`,
      "webhookUrl",
    ],
    ["a misspelt option", `type: "datadog", options: { titelTemplate: "t" }`, "titelTemplate"],
    ["an option by PagerTree's name", `type: "datadog", options: { title_template: "t" }`, "title_template"],
    ["a file option", `type: "form", options: { formLogo: "logo.png" }`, "formLogo"],
    ["events of a type that sends none", `type: "datadog", events: []`, "events"],
    ["a receiver beside integrationTypeId", `integrationTypeId: "i", receiver: "rootly"`, "receiver"],
    ["a misspelt type", `type: "datadgo"`, `Did you mean '"datadog"'`],
    [
      "a missing required option",
      `type: "outgoing-webhook", options: { alertOpen: true }`,
      "'webhookUrl' is missing",
    ],
    ["missing options, one of which is required", `type: "outgoing-webhook"`, "'options' is missing"],
    [
      "empty options, one of which is required",
      `type: "outgoing-webhook", options: {}`,
      "OutgoingWebhookOptions",
    ],
    [
      "a text that is none of an option's",
      `type: "email", options: { sanitizeLevel: "strict" }`,
      "sanitizeLevel",
    ],
    [
      "a text for a switch",
      `type: "datadog", options: { supportRetriggeredEvent: "yes" }`,
      "supportRetriggeredEvent",
    ],
    ["a number for a text", `type: "webhook", options: { token: 5 }`, "token"],
    ["an output of another kind", `type: "webhook", options: { token: pulumi.output(5) }`, "token"],
    ["no type at all", `options: {}`, "'type' is missing"],
    ["a type that is an output", `type: pulumi.output("datadog" as const)`, "datadog"],
    [
      "type and integrationTypeId",
      `type: "datadog", integrationTypeId: "01GDBEYARHS4W4QM6X370Z5TMB"`,
      "integrationTypeId",
    ],
    ["a raw option that is a list", `integrationTypeId: "i", options: { a: [1] }`, "OptionValue"],
    [
      "additionalOptions that are a list beside integrationTypeId",
      `integrationTypeId: "i", additionalOptions: [1]`,
      "Record<string, Input<OptionValue>>",
    ],
    ["an urgency that PagerTree does not know", `type: "datadog", urgency: "urgent"`, "Urgency"],
    ["one id in place of a list", `type: "datadog", routerIds: "r"`, "Input<string>[]"],
    ["a misspelt argument", `type: "datadog", routerIDs: ["r"]`, "Did you mean to write 'routerIds'?"],
  ])("refuses %s, and names it", (_what, args, named) => {
    const errors = editor.errors(integration(args));
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(named);
  });

  it("refuses an integration without a name", () => {
    const errors = editor.errors(`new pagertree.Integration("n", { type: "datadog", teamIds: ["t"] });`);
    expect(errors).toEqual([expect.stringContaining("Property 'name' is missing")]);
  });

  it("underlines the option that is to blame", () => {
    expect(editor.underlined(integration(`type: "datadog", options: { webhookUrl: "u" }`))).toEqual([
      "webhookUrl",
    ]);
  });

  it.each([
    ["the least that it needs", `type: "datadog"`],
    [
      "a secret option",
      `type: "outgoing-webhook", options: { webhookUrl: new pulumi.Config().requireSecret("u") }`,
    ],
    [
      "options the catalog does not know",
      `type: "datadog", additionalOptions: { new_switch: true, new_text: null }`,
    ],
    [
      "any options beside integrationTypeId",
      `integrationTypeId: "i", options: { alert_open: true, n: 5, t: null }, additionalOptions: { b: true }`,
    ],
    [
      "the id of a type that a lookup finds",
      `integrationTypeId: pagertree.getIntegrationTypeOutput({ name: "X" }).id`,
    ],
    ["a text that is one of an option's", `type: "email", options: { sanitizeLevel: "relaxed_2" }`],
  ])("accepts %s", (_what, args) => {
    expect(editor.errors(integration(args))).toEqual([]);
  });

  it.each(["pulumi.output", "pulumi.secret", "Promise.resolve"])(
    "accepts a %s for every value but the type",
    (wrap) => {
      const program = `new pagertree.Integration("n", {
      name: ${wrap}("n"),
      urgency: ${wrap}("low" as const),
      enabled: ${wrap}(true),
      teamIds: ${wrap}(["t", ${wrap}("u")]),
      routerIds: [${wrap}("r")],
      accountUserIds: [${wrap}("a"), "b"],
      type: "outgoing-webhook",
      options: ${wrap}({ webhookUrl: ${wrap}("u"), alertOpen: ${wrap}(true) }),
      additionalOptions: ${wrap}({ new_switch: ${wrap}(true) }),
    });`;
      expect(editor.errors(program)).toEqual([]);
    },
  );

  it("accepts every type of the catalog with all of its options", () => {
    const programs = typeNames.map((type) => {
      const options = optionsOf(type).map(({ name, oneOf, type: kind }) => {
        const value = oneOf?.[0] ?? { string: "text", boolean: true, integer: 30 }[kind];
        return `${name}: ${JSON.stringify(value)}`;
      });
      return integration(`type: "${type}", options: { ${options.join(", ")} }`);
    });
    expect(programs).toHaveLength(59);
    expect(editor.errors(programs.join("\n"))).toEqual([]);
  });

  it("knows the outputs by their types", () => {
    const types = {
      id: "pulumi.Output<string>",
      urn: "pulumi.Output<string>",
      prefixId: "pulumi.Output<string>",
      tinyId: "pulumi.Output<number>",
      accountId: "pulumi.Output<string>",
      integrationType: "pulumi.Output<{ id: string; name: string }>",
      endpoint: "pulumi.Output<string>",
      email: "pulumi.Output<string | undefined>",
      createdAt: "pulumi.Output<string>",
      updatedAt: "pulumi.Output<string>",
      name: "pulumi.Output<string>",
      urgency: `pulumi.Output<"silent" | "low" | "medium" | "high" | "critical">`,
      enabled: "pulumi.Output<boolean>",
      teamIds: "pulumi.Output<string[]>",
      routerIds: "pulumi.Output<string[]>",
      accountUserIds: "pulumi.Output<string[]>",
      type: "pulumi.Output<pagertree.IntegrationTypeName | undefined>",
      integrationTypeId: "pulumi.Output<string | undefined>",
      options: "pulumi.Output<Record<string, string | number | boolean | null>>",
    };
    const checks = Object.entries(types).map(
      ([name, type]) => `export const ${name}: Same<pagertree.Integration["${name}"], ${type}> = true;`,
    );
    expect(editor.errors(`${same}\n${checks.join("\n")}`)).toEqual([]);
    // The check itself tells types apart.
    expect(
      editor.errors(`${same}\nexport const a: Same<pulumi.Output<string>, pulumi.Output<any>> = true;`),
    ).toHaveLength(1);
  });

  it("lets arguments be made apart, and a look at an integration that the stack does not manage", () => {
    const program = `
      const args: pagertree.IntegrationArgs = { name: "n", type: "webhook", teamIds: ["t"], options: { token: "t" } };
      new pagertree.Integration("n", args, { protect: true, ignoreChanges: ["options.token"] });
      const old: pagertree.Integration = pagertree.Integration.get("old", "int_ODCWagoG9");
      export const endpoint: pulumi.Output<string> = old.endpoint;
    `;
    expect(editor.errors(program)).toEqual([]);
    expect(editor.errors(`pagertree.Integration.get("old");`)).toHaveLength(1);
  });
});

describe("an editor", () => {
  it.each(["datadog", "outgoing-webhook", "email", "live-call-routing"] as const)(
    "offers the options of %s, and those alone",
    (type) => {
      const offered = editor.completions(integration(`type: "${type}", options: { | }`));
      const own = optionsOf(type).map(({ name }) => name);
      // Options may be an output, whose two methods are offered as well.
      expect(offered).toEqual([...own, "apply", "get"].sort());
    },
  );

  it.each([`type: "datadog", |`, `integrationTypeId: "i", |`])(
    "offers `events` and `receiver` only where they are taken: not at %s",
    (args) => {
      const offered = editor.completions(integration(args));
      expect(offered).toContain("urgency");
      for (const name of ["events", "receiver"]) expect(offered).not.toContain(name);
      const webhook = editor.completions(integration(`type: "outgoing-webhook", |`));
      expect(webhook).toEqual(expect.arrayContaining(["events", "receiver"]));
    },
  );

  it("says at `type` what the type is, and links its guide", () => {
    const shown = editor.hover(integration(`t|ype: "prometheus"`));
    expect(shown).toContain("Prometheus' Alertmanager");
    expect(shown).toContain("https://pagertree.com/docs/integration-guides/prometheus");
  });

  it("offers the names of all types, and the texts that an option takes", () => {
    expect(editor.completions(integration(`type: "|"`))).toEqual([...typeNames].sort());
    expect(editor.completions(integration(`type: "email", options: { sanitizeLevel: "|" }`))).toEqual([
      "basic",
      "default",
      "relaxed",
      "relaxed_2",
      "restricted",
    ]);
  });

  it("shows what an option does, its default and its rules", () => {
    const email = editor.documentation(integration(`type: "email", options: { | }`), "sanitizeLevel");
    expect(email.signature).toContain("EmailOptions.sanitizeLevel?: ");
    expect(email.text).toMatch(/HTML/);
    expect(email.tags).toEqual({ default: '"relaxed"' });
    const webhook = editor.documentation(
      integration(`type: "outgoing-webhook", options: { | }`),
      "webhookUrl",
    );
    expect(webhook.signature).toContain("OutgoingWebhookOptions.webhookUrl: ");
    expect(webhook.text).toMatch(/Required\. .*Secret\./);
    const datadog = editor.documentation(
      integration(`type: "datadog", options: { | }`),
      "supportRetriggeredEvent",
    );
    expect(datadog.text).toContain("Re-Triggered");
    expect(datadog.tags).toEqual({ default: "false" });
  });
});

/** A type that is true for two equal types. */
const same =
  "type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;";
