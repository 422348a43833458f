// Secrets on the real engine: planted in every secret option of every type and in the API key, and looked for in
// all that the engine, the provider and its log print and store.

import * as pulumi from "@pulumi/pulumi";
import { mapValues } from "es-toolkit";
import { describe, expect, it, vi } from "vitest";
import { type CatalogOption, optionsOf, typeNames } from "../../provider/src/catalog/catalog.ts";
import { emulatedType } from "../helpers/integration-arguments.ts";
import { canary, everyOption, type SampleOptions } from "../helpers/sample-options.ts";
import { declare, doors, nameThrough } from "./doors.ts";
import { sightings } from "./sightings.ts";
import { integrationNamed, withStack } from "./stack.ts";

vi.setConfig({ testTimeout: 180_000 });

const apiKey = `${canary}-api-key+/=`;
const typesWithSecrets = typeNames.filter((type) => optionsOf(type).some(({ secret }) => secret));
/** One integration of each of these types and through each door. */
const integrationsWithSecrets = doors.flatMap((door) =>
  typesWithSecrets.map((type) => ({ name: nameThrough(door, type), type })),
);

describe("secrets", () => {
  it("stay out of previews, runs, events, state and log, for every secret option of every type", async () => {
    const { project, emulator, account } = await withLoggingStack();
    const declareAll = (suffix: string) => async () => {
      const declared = integrationsWithSecrets.map(({ name, type }) => {
        const options = changeSecrets(everyOption(type), suffix);
        return declare(name, { type, options }, account);
      });
      return { options: pulumi.all(declared.map(({ options }) => options)) };
    };
    project.program = declareAll("-first");
    await project.preview();
    await project.up();
    for (const { name, type } of integrationsWithSecrets) {
      const { options } = integrationNamed(name, emulator);
      for (const { key } of secretsOf(type)) expect(options[key]).toMatch(new RegExp(`${canary}.*-first$`));
    }

    project.program = declareAll("-second");
    const preview = await project.preview();
    expect(Object.fromEntries(preview.changes.map(({ name, shown }) => [name, shown]))).toEqual(
      Object.fromEntries(
        integrationsWithSecrets.map(({ name, type }) => [
          name,
          secretsOf(type)
            .map(({ name }) => `options.${name}`)
            .sort(),
        ]),
      ),
    );
    await project.up();
    await project.refresh();
    const state = await project.exportState();
    expect(state.resources).toHaveLength(integrationsWithSecrets.length);
    for (const { id, inputs, outputs } of state.resources) {
      const held = emulator.store.find("integrations", id ?? "");
      const integration = integrationsWithSecrets.find(({ name }) => name === held?.name);
      expect(integration).toBeDefined();
      for (const option of integration ? secretsOf(integration.type) : []) {
        expect(inputs["options"]).toMatchObject({ [option.name]: { ciphertext: expect.any(String) } });
        expect(outputs["options"]).toMatchObject({ [option.name]: { ciphertext: expect.any(String) } });
      }
    }
    await project.destroy();
    // The log was there to be searched.
    expect(project.transcript).toMatch(/pagertree: POST \/integrations 201/);
    expect(sightings(project.transcript + state.text, [canary])).toEqual([]);
  });

  it("stay secret however a program hands them over", async () => {
    const { project, account } = await withLoggingStack();
    const webhookUrl = `https://example.com/${canary}`;
    const hook = { type: "outgoing-webhook" };
    const declareAll = (through: (name: string) => string) => {
      declare(
        through("value as output"),
        { ...hook, options: { webhookUrl: pulumi.output(webhookUrl) } },
        account,
      );
      declare(
        through("value as promise"),
        { ...hook, options: { webhookUrl: Promise.resolve(webhookUrl) } },
        account,
      );
      declare(through("options as output"), { ...hook, options: pulumi.output({ webhookUrl }) }, account);
      declare(through("options as promise"), { ...hook, options: Promise.resolve({ webhookUrl }) }, account);
      declare(through("options as secret"), { ...hook, options: pulumi.secret({ webhookUrl }) }, account);
      // JavaScript does not keep anybody from it.
      declare(
        through("type as output"),
        { type: pulumi.output("outgoing-webhook"), options: { webhookUrl } },
        account,
      );
      declare(
        through("secret by choice"),
        { type: "pingdom", options: { titleTemplate: pulumi.secret(canary) } },
        account,
      );
      declare(
        through("secret name"),
        { type: "pingdom", name: pulumi.secret(through(`${canary} name`)) },
        account,
      );
      const webhook = { type: undefined, integrationTypeId: emulatedType("webhook").id };
      declare(through("raw"), { ...webhook, options: { token: canary } }, account);
      declare(through("raw as output"), { ...webhook, options: pulumi.output({ token: canary }) }, account);
    };
    project.program = async () => {
      for (const door of doors) declareAll((name) => nameThrough(door, name));
    };
    await project.preview();
    await project.up();
    await project.refresh();
    expect((await project.preview()).changes).toEqual([]);
    const state = await project.exportState();
    expect(state.resources).toHaveLength(20);
    expect(project.transcript).toMatch(/pagertree: POST \/integrations 201 .*"name":"\[secret\]"/);
    expect(sightings(project.transcript + state.text, [canary])).toEqual([]);
  });

  it.each(doors)(
    "stay out of errors through the $door door, also where PagerTree's answer repeats them",
    async (door) => {
      const { project, emulator, account } = await withLoggingStack();
      const before = `${canary}"&+/\\é%20 before`;
      const after = `${canary}"&+/\\é%20 after`;
      const repeat = (secret: string, method: string, path: string) => {
        const repeated = [
          secret,
          JSON.stringify(secret),
          encodeURIComponent(secret),
          apiKey,
          `Bearer ${apiKey}`,
        ];
        const errors = repeated.map((text) => ({ message: `option_password ${text} is not to our taste` }));
        emulator.faults.add({ kind: "answer", method, path, status: 422, body: { errors, code: 422 } });
      };
      const hook = (password: string) => async () => {
        const options = { webhookUrl: "https://example.com/hook", password };
        declare(nameThrough(door, "hook"), { type: "outgoing-webhook", options }, account);
      };

      project.program = hook(before);
      repeat(before, "POST", "/integrations");
      const created = await project.up({ expectFailure: true });
      expect(created.text).toContain("options.password [secret] is not to our taste");
      // Where Pulumi shows it, through either door.
      expect(created.text).toMatch(/pagertree: POST \/integrations 422 \d+ ms attempt 1 \{/);
      await project.up();

      project.program = hook(after);
      repeat(after, "PUT", "/integrations/:id");
      const updated = await project.up({ expectFailure: true });
      expect(updated.text).toContain("options.password [secret] is not to our taste");
      expect(sightings(project.transcript + (await project.exportState()).text, [canary])).toEqual([]);
    },
  );
});

/** A stack whose provider logs its requests, with a secret for its API key. */
function withLoggingStack() {
  return withStack({ door: "native", apiKeys: [{ key: apiKey }], environment: { PAGERTREE_LOG: "debug" } });
}

function secretsOf(type: (typeof typeNames)[number]): CatalogOption[] {
  return optionsOf(type).filter(({ secret }) => secret);
}

function changeSecrets(options: SampleOptions, suffix: string): SampleOptions {
  return mapValues(options, (value) => (String(value).includes(canary) ? value + suffix : value));
}
