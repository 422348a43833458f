// What only the program calls secret, in the messages of a run.

import { describe, expect, it, onTestFinished, vi } from "vitest";
import { ProgramSecrets } from "../../../provider/src/lifecycle/program-secrets.ts";
import { demoAccount } from "../../helpers/demo-account.ts";
import {
  type Properties,
  type Providers,
  providersFor,
  withProviders,
} from "../../helpers/resource-providers.ts";
import { canary } from "../../helpers/sample-options.ts";

/** What the program's side of the dynamic door adds for these secret arguments. */
function secrets(...places: (string | number)[][]) {
  return { __secrets: { resource: "checkout", places } };
}

/** An integration that is there already, and the providers of a run that does not know it. */
async function withLeftOver() {
  const { emulator, integration } = await withProviders();
  const declared = { name: `${canary} name`, type: "pingdom", teamIds: [demoAccount(emulator).platform.id] };
  await integration.up(declared);
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  onTestFinished(() => told.mockRestore());
  const run = providersFor({ apiKey: emulator.apiKey, baseUrl: emulator.url });
  return { ...run, emulator, declared, messages: () => told.mock.calls.flat().join("\n") };
}

async function errorOf(call: Promise<unknown>): Promise<Error> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error("It did not fail.");
  return error;
}

describe("an object whose name is a secret of the program", () => {
  it("is called by the name of its resource, in a warning and in the error of a create", async () => {
    const { integration, declared, messages } = await withLeftOver();
    const inputs = await integration.checked({ ...declared, ...secrets(["name"]) });
    expect(inputs).toMatchObject(declared);
    expect(inputs).not.toHaveProperty("__secrets");
    expect(messages()).toMatch(
      /warning: create integration "checkout": PagerTree already has integration int_\S+ "checkout"/,
    );
    const error = await errorOf(integration.create(inputs));
    expect(error.message).toContain('create integration "checkout": PagerTree already has');
    expect(`${messages()} ${error.message} ${error.stack}`).not.toContain(canary);
  });

  it("is called by its own name where the program does not say so", async () => {
    const { integration, declared, messages } = await withLeftOver();
    await integration.check(declared);
    expect(messages()).toContain(`warning: create integration "${canary} name": `);
  });

  it("is called so by the messages of others too", async () => {
    const { integration, team, declared, emulator } = await withLeftOver();
    const { ada } = demoAccount(emulator);
    const people = { memberAccountUserIds: [ada.id], adminAccountUserIds: [ada.id] };
    const held = await team.up({ name: `${canary} team`, ...people, ...secrets(["name"]) });
    const twin = { ...declared, teamIds: [held.id], name: "Other" };
    await integration.up(twin);
    const error = await errorOf(team.delete(held));
    expect(error.message).toContain('"checkout"');
    expect(error.message).not.toContain(canary);
  });
});

describe("a refusal", () => {
  it.each<[argument: string, resource: Exclude<keyof Providers, "emulator">, value: unknown]>([
    ["urgency", "integration", canary],
    ["type", "integration", canary],
    ["rules", "router", `- match: { "alert.title": { ${canary}: 1 } }`],
    ["timeZone", "rotation", canary],
    ["startTime", "maintenanceWindow", canary],
  ])("of a secret %s of the %s does not quote it", async (argument, resource, value) => {
    const { [resource]: provider } = await withProviders();
    const reasons = async (told: Properties) => {
      const { failures = [] } = await provider.check({ name: "Checkout", [argument]: value, ...told });
      // Pulumi's engine prints the value of a property that it is told.
      return failures.map(
        ({ property, reason }) => `${property}${property === argument ? canary : ""} ${reason}`,
      );
    };
    expect((await reasons({})).join("\n")).toContain(canary);
    const hidden = await reasons(secrets([argument]));
    expect(hidden.join("\n")).toMatch(new RegExp(`^ ${argument}\\b`, "m"));
    expect(hidden.join("\n")).not.toContain(canary);
  });

  it("by PagerTree does not quote a secret of a create or an update", async () => {
    const { emulator, integration } = await withProviders();
    const declared = { name: "Checkout", type: "pingdom", teamIds: [demoAccount(emulator).platform.id] };
    const withTemplate = (titleTemplate: string) => ({
      ...declared,
      options: { titleTemplate },
      ...secrets(["options", "titleTemplate"]),
    });
    const refuse = (method: string, path: string, value: string) =>
      emulator.faults.add({
        kind: "answer",
        method,
        path,
        status: 422,
        body: { errors: [{ message: `option_title_template ${value} is not to our taste` }], code: 422 },
      });
    const inputs = await integration.checked(withTemplate(`${canary} one`));
    refuse("POST", "/integrations", `${canary} one`);
    expect((await errorOf(integration.create(inputs))).message).toContain(
      "options.titleTemplate [secret] is not to our taste",
    );
    const held = await integration.create(inputs);
    const news = await integration.checked(withTemplate(`${canary} two`), held.inputs);
    refuse("PUT", "/integrations/:id", `${canary} two`);
    expect((await errorOf(integration.update(held, news))).message).toContain("[secret] is not to our taste");
  });
});

describe("secrets of the program", () => {
  it("are cut out of each line, and texts that are too short to tell anything stay", async () => {
    const held = new ProgramSecrets();
    await held.during(async () => {
      held.hold({ options: { rules: [`${canary} one`, "ab"] }, name: "ab" }, [["options", "rules"]], "x");
      expect(held.hide(`  first: ${canary} one, about\n  "ab"`)).toBe('  first: [secret], about\n  "ab"');
    });
  });

  it("do not make one resource go by the name of another", async () => {
    const held = new ProgramSecrets();
    const hold = (resource: string) =>
      held.during(async () => held.hold({ name: canary }, [["name"]], resource));
    await hold("one");
    await hold("one");
    expect(held.hide(`integration "${canary}" fails`)).toBe('integration "one" fails');
    await hold("other");
    expect(held.hide(`integration "${canary}" fails`)).toBe('integration "[secret]" fails');
    await held.during(async () => {
      held.hold({ name: canary }, [["name"]], "other");
      expect(held.hide(`integration "${canary}" fails`)).toBe('integration "other" fails');
    });
  });
});
