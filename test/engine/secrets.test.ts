// Secrets on the real engine: planted in every secret option of every type and in the API key, and looked for in
// all that the engine, the provider and its log print and store.

import * as pulumi from "@pulumi/pulumi";
import { mapValues } from "es-toolkit";
import { Integration, type IntegrationArgs } from "pulumi-pagertree";
import { describe, expect, it, vi } from "vitest";
import { type CatalogOption, optionsOf, typeNames } from "../../provider/src/catalog/catalog.ts";
import { emulatedType } from "../helpers/integration-arguments.ts";
import { canary, everyOption, type SampleOptions } from "../helpers/sample-options.ts";
import { sightings } from "./sightings.ts";
import { type Account, integrationNamed, withStack } from "./stack.ts";

vi.setConfig({ testTimeout: 180_000 });

const apiKey = `${canary}-api-key+/=`;
const typesWithSecrets = typeNames.filter((type) => optionsOf(type).some(({ secret }) => secret));

describe("secrets", () => {
  it("stay out of previews, runs, events, state and log, for every secret option of every type", async () => {
    const { project, emulator, account } = await withLoggingStack();
    const declareAll = (suffix: string) => async () => {
      const declared = typesWithSecrets.map((type) => {
        const options = changeSecrets(everyOption(type), suffix);
        return declare(type, { type, options }, account);
      });
      return { options: pulumi.all(declared.map(({ options }) => options)) };
    };
    project.program = declareAll("-first");
    await project.preview();
    await project.up();
    for (const type of typesWithSecrets) {
      const { options } = integrationNamed(type, emulator);
      for (const { key } of secretsOf(type)) expect(options[key]).toMatch(new RegExp(`${canary}.*-first$`));
    }

    project.program = declareAll("-second");
    const preview = await project.preview();
    expect(Object.fromEntries(preview.changes.map(({ name, shown }) => [name, shown]))).toEqual(
      Object.fromEntries(
        typesWithSecrets.map((type) => [
          type,
          secretsOf(type)
            .map(({ name }) => `options.${name}`)
            .sort(),
        ]),
      ),
    );
    await project.up();
    await project.refresh();
    const state = await project.exportState();
    expect(state.resources).toHaveLength(typesWithSecrets.length);
    for (const { id, inputs, outputs } of state.resources) {
      const { name } = emulator.store.find("integrations", id ?? "") ?? {};
      const type = typesWithSecrets.find((candidate) => candidate === name);
      expect(type).toBeDefined();
      for (const option of type ? secretsOf(type) : []) {
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
    // Without the log: what only the program calls a secret, such as a name, reaches the provider in clear.
    const { project, account } = await withStack();
    const webhookUrl = `https://example.com/${canary}`;
    const hook = { type: "outgoing-webhook" };
    project.program = async () => {
      declare("value as output", { ...hook, options: { webhookUrl: pulumi.output(webhookUrl) } }, account);
      declare("value as promise", { ...hook, options: { webhookUrl: Promise.resolve(webhookUrl) } }, account);
      declare("options as output", { ...hook, options: pulumi.output({ webhookUrl }) }, account);
      declare("options as promise", { ...hook, options: Promise.resolve({ webhookUrl }) }, account);
      declare("options as secret", { ...hook, options: pulumi.secret({ webhookUrl }) }, account);
      // JavaScript does not keep anybody from it.
      declare(
        "type as output",
        { type: pulumi.output("outgoing-webhook"), options: { webhookUrl } },
        account,
      );
      declare(
        "secret by choice",
        { type: "pingdom", options: { titleTemplate: pulumi.secret(canary) } },
        account,
      );
      declare("secret name", { type: "pingdom", name: pulumi.secret(`${canary} name`) }, account);
      const webhook = { type: undefined, integrationTypeId: emulatedType("webhook").id };
      declare("raw", { ...webhook, options: { token: canary } }, account);
      declare("raw as output", { ...webhook, options: pulumi.output({ token: canary }) }, account);
    };
    await project.preview();
    await project.up();
    await project.refresh();
    expect((await project.preview()).changes).toEqual([]);
    const state = await project.exportState();
    expect(state.resources).toHaveLength(10);
    expect(sightings(project.transcript + state.text, [canary])).toEqual([]);
  });

  it("stay out of errors, also where PagerTree's answer repeats them", async () => {
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
      declare("hook", { type: "outgoing-webhook", options }, account);
    };

    project.program = hook(before);
    repeat(before, "POST", "/integrations");
    const created = await project.up({ expectFailure: true });
    expect(created.text).toContain("options.password [secret] is not to our taste");
    await project.up();

    project.program = hook(after);
    repeat(after, "PUT", "/integrations/:id");
    const updated = await project.up({ expectFailure: true });
    expect(updated.text).toContain("options.password [secret] is not to our taste");
    expect(sightings(project.transcript + (await project.exportState()).text, [canary])).toEqual([]);
  });
});

/** A stack whose provider logs its requests, with a secret for its API key. */
function withLoggingStack() {
  return withStack({ apiKeys: [{ key: apiKey }], environment: { PAGERTREE_LOG: "debug" } });
}

function declare(name: string, args: object, { team }: Account): Integration {
  return new Integration(name, { name, teamIds: [team.id], ...args } as IntegrationArgs);
}

function secretsOf(type: (typeof typeNames)[number]): CatalogOption[] {
  return optionsOf(type).filter(({ secret }) => secret);
}

function changeSecrets(options: SampleOptions, suffix: string): SampleOptions {
  return mapValues(options, (value) => (String(value).includes(canary) ? value + suffix : value));
}
