import { describe, expect, it } from "vitest";
import { typeNames } from "../../../../provider/src/catalog/catalog.ts";
import {
  getIntegrationType,
  getIntegrationTypeOutput,
  getIntegrationTypes,
} from "../../../../provider/src/program/lookups/integration-type.ts";
import { lookupErrorOf, readsOf, resolved, withAccount } from "./helpers.ts";

describe("getIntegrationTypes", () => {
  it("gives all types, each with the name that an integration's `type` takes", async () => {
    await withAccount();
    const types = await getIntegrationTypes();
    expect(types.map(({ type }) => type).sort()).toEqual([...typeNames].sort());
  });
});

describe("getIntegrationType", () => {
  it.each(["aws-cloudwatch", "AWS CloudWatch", "aws cloudwatch", "AWSCloudWatch"])(
    "finds a type by the name %j",
    async (name) => {
      await withAccount();
      expect(await getIntegrationType({ name })).toMatchObject({
        name: "AWS CloudWatch",
        type: "aws-cloudwatch",
      });
    },
  );

  it("finds every type of the catalog by its name", async () => {
    const { emulator } = await withAccount();
    const types = await Promise.all(typeNames.map((name) => getIntegrationType({ name })));
    expect(types.map(({ type }) => type)).toEqual(typeNames);
    expect(readsOf(emulator, "/integration_types")).toBe(1);
  });

  it("finds a type by its id", async () => {
    await withAccount();
    const datadog = await getIntegrationType({ name: "datadog" });
    expect(await getIntegrationType({ id: datadog.id })).toEqual(datadog);
    expect(await resolved(getIntegrationTypeOutput({ id: datadog.id }))).toEqual(datadog);
  });

  it("finds a type that this package does not know", async () => {
    const { emulator } = await withAccount();
    const data = [{ id: "01GDBEYARHS4W4QM6X370Z5TMB", name: "Brand New" }];
    emulator.faults.add({ kind: "answer", status: 200, body: { data, has_more: false, total_count: 1 } });
    expect(await getIntegrationType({ name: "brand-new" })).toEqual({ ...data[0], type: undefined });
  });

  it("refuses two types of one name, and lists both", async () => {
    await withAccount({ switches: { duplicateTypeName: true } });
    const error = await lookupErrorOf(getIntegrationType({ name: "Microsoft Teams" }));
    expect(error.candidates).toHaveLength(2);
    expect(error.message).toContain('2 integration types have the name "Microsoft Teams"');
  });

  it("lists the nearest names", async () => {
    await withAccount();
    const error = await lookupErrorOf(getIntegrationType({ name: "datadgo" }));
    expect(error.candidates[0]?.name).toBe("Datadog");
  });
});
