/** The files that are made from the table of integration types. */
import { execa } from "execa";
import { describe, expect, it } from "vitest";
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
