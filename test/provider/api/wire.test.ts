// What an answer may hold where it goes on as it is: into a path, a command to run, a program, a picture.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Kind, kinds } from "../../../provider/src/api/kinds.ts";
import { callApi } from "../../helpers/call-api.ts";
import { createIntegration } from "../../helpers/demo-account.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

/** One object of each kind, as the emulator answers it. */
async function answeredObjects(): Promise<[Kind, Record<string, unknown>][]> {
  const emulator = await withEmulator();
  const { id } = await createIntegration(emulator);
  await callApi(emulator, "POST", "/maintenance_windows", {
    name: "Upgrade",
    start_datetime: "2026-12-01T09:00:00Z",
    end_datetime: "2026-12-01T10:00:00Z",
    time_zone: "UTC",
    integration_ids: [id],
  });
  await callApi(emulator, "POST", "/notification_rules", { name: "By day", rules: "rules: []" });
  const all = Object.entries(kinds) as [Kind, (typeof kinds)[Kind]][];
  return Promise.all(
    all.map(async ([kind, { path }]): Promise<[Kind, Record<string, unknown>]> => {
      const { body } = await callApi(emulator, "GET", `/${path}?limit=1`);
      const [row] = (body as { data: Record<string, unknown>[] }).data;
      return [kind, row ?? {}];
    }),
  );
}

const isIdField = (field: string) => /(^|_)ids?$/.test(field) && field !== "tiny_id";
const isTimeField = (field: string) => field.endsWith("_at");

describe("an answer", () => {
  it("holds nothing but ids where ids stand, and nothing but times where times stand", async () => {
    const objects = await answeredObjects();
    expect(objects).toHaveLength(Object.keys(kinds).length);
    for (const [kind, object] of objects) {
      const { schema } = kinds[kind];
      expect(schema.safeParse(object).error).toBeUndefined();
      // The types of an account belong to none.
      const own = kind === "integrationTypes" ? ["id"] : Object.keys(schema.parse(object));
      const fields = own.filter((field) => isIdField(field) || isTimeField(field));
      expect(fields.length).toBeGreaterThan(0);
      const isSafe = /^[A-Za-z0-9_-]{3,80}$|^[-0-9T:.Z+ UC]{10,40}$|^$/;
      fc.assert(
        fc.property(fc.constantFrom(...fields), hostile, (field, text) => {
          const value = Array.isArray(object[field]) ? [text] : text;
          return isSafe.test(text) || !schema.safeParse({ ...object, [field]: value }).success;
        }),
        { numRuns: 300 },
      );
    }
  });

  it.each([
    ["id", "01GDBEYARHS4W4QM6X370Z5TMB\n"],
    ["id", "../teams/01GDBEYARHS4W4QM6X370Z5TMB"],
    ["prefix_id", "int_1; rm -rf ~"],
    ["prefix_id", "int_$(id)"],
    ["prefix_id", 'int_1" onload="alert(1)'],
    ["account_id", "\u202e01GDBEYARHS4W4QM6X370Z5TMB"],
    ["created_at", "2026-01-31T12:00:00.000Z\u001b[2J"],
    ["created_at", "2026-13-45T12:00:00.000Z"],
    ["updated_at", "yesterday"],
    ["team_ids", ["`id`"]],
  ])("is refused whose %s is %j", async (field, value) => {
    const [, integration] = (await answeredObjects()).find(([kind]) => kind === "integrations") ?? [];
    const { error } = kinds.integrations.schema.safeParse({ ...integration, [field]: value });
    expect(error?.issues[0]?.path[0]).toBe(field);
  });

  it.each([
    ["id", "01gdbeyarhs4w4qm6x370z5tmb"],
    ["prefix_id", "int_eYh7ZFP-WZS91n"],
    ["prefix_id", "escpol_ODCWagoG9"],
    ["created_at", "2026-01-31T12:00:00Z"],
    ["created_at", "2026-01-31T12:00:00.123456+02:00"],
    ["updated_at", "2026-01-31 12:00:00 UTC"],
    ["team_ids", null],
  ])("is taken whose %s is %j", async (field, value) => {
    const [, integration] = (await answeredObjects()).find(([kind]) => kind === "integrations") ?? [];
    const { error } = kinds.integrations.schema.safeParse({ ...integration, [field]: value });
    expect(error).toBeUndefined();
  });
});

/** Texts that would be more than text somewhere. */
const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc
    .tuple(
      fc.constantFrom("01GDBEYARHS4W4QM6X370Z5TMB", "int_ODCWagoG9", "2026-01-31T12:00:00.000Z", ""),
      fc.constantFrom(
        "\n",
        "\u001b[2J",
        "\u202e",
        "'",
        '"',
        "`",
        "$(id)",
        ";",
        " ",
        "<b>",
        "/..",
        "\u0000",
        "|",
      ),
    )
    .map(([before, after]) => before + after),
);
