/** The files that are made from the table of integration types. */
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { adaptersDoc } from "../../generate/adapters-doc.ts";
import { type CatalogTable, catalogTable } from "../../generate/catalog-table.ts";
import { integrationTypesDoc } from "../../generate/integration-types-doc.ts";
import { optionTypesSource } from "../../generate/option-types.ts";

const table: CatalogTable = {
  optionsOfEveryType: { title_template: { type: "string", format: "handlebars", description: "A title." } },
  types: {
    "probe-one": {
      name: "Probe One",
      description: "Makes alerts */ of probes.",
      adapter: "probe/v3",
      guide: "probe",
      incoming: true,
      outgoing: true,
      titleTemplate: true,
      descriptionTemplate: true,
      attachments: ["probe_logo"],
      options: {
        server_url: {
          type: "string",
          requiredWhen: { alert_open: true },
          format: "public-url",
          formatWhen: { alert_open: true },
          secret: true,
          description: "Where the server */ is, here | there.",
        },
        level: { type: "string", default: "low", oneOf: ["low", "high"], description: "How loud." },
        wait: { type: "integer", min: 1, max: 9, required: true, description: "How long." },
        alert_open: { type: "boolean", default: false, description: "Whether to send." },
      },
    },
    probe2: {
      name: "Probe 2",
      description: "Makes nothing.",
      adapter: "probe2/v3",
      guide: "probes/two",
      incoming: false,
      outgoing: true,
      titleTemplate: false,
      descriptionTemplate: false,
      options: {},
    },
  },
};

describe("optionTypesSource", () => {
  const source = optionTypesSource(table);

  it.each([
    "export interface ProbeOneOptions extends OptionsOfEveryType {",
    "serverUrl?: Input<string>;",
    'level?: Input<"low" | "high">;',
    "wait: Input<number>;",
    "alertOpen?: Input<boolean>;",
    '@default "low"',
    "@default false",
    " * Required. From 1 to 9.",
    "Required when `alertOpen` is true. An `http://` or `https://` URL with a dot in its host, which is validated only when `alertOpen` is true. Secret.",
    'export type IntegrationTypeName = "probe-one" | "probe2";',
    '"probe-one": ProbeOneOptions;',
    '"probe2": OptionsOfEveryType;',
    "Guide: https://pagertree.com/docs/integration-guides/probes/two",
    "Where the server *\\/ is, here | there.",
  ])("writes %s", (text) => {
    expect(source).toContain(text);
  });

  it("lets no description end a comment", () => {
    expect(source).not.toContain("server */ is");
    expect(source).not.toContain("alerts */ of");
  });
});

describe("integrationTypesDoc", () => {
  const doc = integrationTypesDoc(table);

  it.each([
    "The 2 integration types",
    "| [`probe-one`](#probe-one) | Probe One | both ways | 4 |",
    "## probe-one",
    "| `serverUrl` | `server_url` | string |  | when `alertOpen` is true | yes | An `http://` or `https://` URL",
    "here \\| there.",
    '| `level` | `level` | `"low"`, `"high"` | `"low"` |',
    "| `wait` | `wait` | whole number, 1 to 9 |  | yes |",
    "Files (`probe_logo`) can't be set by PagerTree's API",
    "[Guide for Probe 2](https://pagertree.com/docs/integration-guides/probes/two)",
    "It has no options of its own",
    "It makes no use of the title and description templates.",
    "## Options of every type",
  ])("writes %s", (text) => {
    expect(doc).toContain(text);
  });

  it.each(Object.keys(catalogTable.types))("has a section on %s", (type) => {
    expect(integrationTypesDoc(catalogTable)).toContain(`\n## ${type}\n`);
  });
});

describe("generate.ts --check", () => {
  it("finds the committed files as the table makes them", async () => {
    const { exitCode, stderr } = await execa(process.execPath, ["generate/generate.ts", "--check"], {
      reject: false,
    });
    expect(stderr.split("\n").filter((line) => line.includes("stale"))).toEqual([]);
    expect(exitCode).toBe(0);
  });
});

describe("adaptersDoc", async () => {
  const text = await adaptersDoc(catalogTable);
  const cellsOf = (type: string) =>
    text
      .split("\n")
      .filter((line) => line.startsWith(`| [\`${type}\`]`))
      .flatMap((line) => line.split("|").map((cell) => cell.trim()));

  it("has a row of every type that takes payloads in, and of no other", () => {
    const incoming = Object.entries(catalogTable.types).filter(([, type]) => type.incoming);
    expect(text.match(/^\| \[`/gm)).toHaveLength(incoming.length);
    expect(cellsOf("outgoing-webhook")).toEqual([]);
  });

  it("names the words that decide, and the keys that are read for each part of an alert", () => {
    expect(cellsOf("prometheus").slice(2, 11)).toEqual([
      ...["`status`", "`firing`", "", "`resolved`", "`groupKey`"],
      ...["`commonLabels.alertname`, `receiver`", "`commonAnnotations.summary`"],
      "`commonLabels.severity`: `low`, `medium`, `high`, `critical`",
      "`externalURL`, `receiver`, `commonLabels`",
    ]);
  });

  it("finds words that only the recorded requests have, and says where all words do the same", () => {
    expect(cellsOf("datadog").slice(2, 6)).toEqual([
      ...["`ALERT_TRANSITION`", "`Triggered`, `Re-Triggered`", "", "`Recovered`"],
    ]);
    expect(cellsOf("kapacitor").slice(3, 6)).toEqual(["any other word", "", "`OK`"]);
    expect(cellsOf("typeform").slice(2, 4)).toEqual(["", "each request"]);
  });

  it("tells of secrets, headers, GET, calls and definitions", () => {
    expect(cellsOf("webhook").at(-2)).toContain("secret in option `token`");
    expect(cellsOf("sentry")[2]).toBe("header `sentry-hook-resource`, `action`");
    expect(cellsOf("uptimerobot").at(-2)).toBe("takes GET");
    expect(cellsOf("live-call-routing").slice(2, 4)).toEqual(["`From`, option `banned_phone`", "yes"]);
    expect(cellsOf("live-call-routing").at(-2)).toContain("a call, answered with TwiML");
    expect(cellsOf("custom-webhook")[2]).toBe("what the integration's own definition says");
    expect(cellsOf("email").slice(2, 4)).toEqual(["option `custom_definition_enabled`", "each request"]);
  });
});
