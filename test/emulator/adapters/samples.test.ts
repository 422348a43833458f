// Type by type, over HTTP: the samples that the packages offer make, acknowledge and resolve an alert.
import { describe, expect, it } from "vitest";
import { ADAPTERS } from "../../../emulator/src/adapters/adapters.ts";
import type { Emulator } from "../../../emulator/src/index.ts";
import catalog from "../../../provider/src/catalog/integration-types.json" with { type: "json" };
import { onlyAlert } from "../../helpers/alerts.ts";
import { createIntegration } from "../../helpers/demo-account.ts";
import { optionsFor, type SampleRequest, samplesOf, sendSample } from "../../helpers/sample-requests.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

const INCOMING = Object.entries(catalog.types).filter(([, { incoming }]) => incoming);

it("there is an adapter, and a sample, of every type that takes payloads in, and of no other", () => {
  const types = INCOMING.map(([type]) => type).sort();
  expect(Object.keys(ADAPTERS).sort()).toEqual(types);
  expect(types.filter((type) => samplesOf(type).create === undefined)).toEqual([]);
});

describe.each(INCOMING.map(([type, { name }]) => [type, name] as const))("%s", (type, name) => {
  const { create, acknowledge, resolve } = samplesOf(type);

  it("creates an alert, and repeats it", async () => {
    const { emulator, integration } = await withIntegration(type, name);
    await sendSample(emulator, integration, create);
    // Twilio sends it again, since the call was changed.
    if (ADAPTERS[type]?.isCall) await sendSample(emulator, integration, create);
    expect(onlyAlert(emulator)).toMatchObject({ status: "open", source_id: integration.id });
    expect(onlyAlert(emulator).title).not.toBe("");
    expect(problemsOf(emulator)).toEqual([]);
  });

  if (acknowledge)
    it("acknowledges it", async () => {
      expect(await statusAfter(type, name, [create, acknowledge])).toBe("acknowledged");
    });

  if (resolve)
    it("resolves it", async () => {
      expect(await statusAfter(type, name, [create, resolve])).toBe("resolved");
    });
});

async function withIntegration(type: string, name: string) {
  const emulator = await withEmulator();
  const integration = await createIntegration(emulator, name, optionsFor(type));
  return { emulator, integration };
}

async function statusAfter(type: string, name: string, requests: readonly (SampleRequest | undefined)[]) {
  const { emulator, integration } = await withIntegration(type, name);
  for (const request of requests) await sendSample(emulator, integration, request);
  return onlyAlert(emulator).status;
}

/** What the integrations' logs tell beside what was received, and what Twilio was to do. */
function problemsOf({ store }: Emulator): string[] {
  return store
    .all("logs")
    .filter(({ owner_type }) => owner_type === "Integration")
    .map(({ message }) => message)
    .filter((message) => message !== "received" && !message.startsWith("as if Twilio had answered: "));
}
