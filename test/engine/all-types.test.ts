// The whole life of integrations of every type on the real engine: created, nothing to change, refreshed, destroyed.

import { Integration, type IntegrationArgs } from "pulumi-pagertree";
import * as native from "pulumi-pagertree/native";
import { describe, expect, it, vi } from "vitest";
import { findIntegrationType } from "../../emulator/src/catalog.ts";
import type { Integration as HeldIntegration } from "../../emulator/src/models.ts";
import { optionsOf, typeNames } from "../../provider/src/catalog/catalog.ts";
import type { IntegrationTypeName } from "../../provider/src/catalog/option-types.ts";
import {
  conditionsOf,
  everyOption,
  heldOptions,
  optionsUnder,
  requiredOptions,
  type SampleOptions,
} from "../helpers/sample-options.ts";
import { nameThrough } from "./doors.ts";
import { type Account, withStack, writesOf } from "./stack.ts";

vi.setConfig({ testTimeout: 180_000 });

/** An integration of a test's program; its name is that of the resource too. */
interface Sample {
  readonly name: string;
  readonly type: IntegrationTypeName;
  readonly options: SampleOptions;
}

const withRequiredOptions = typeNames.map((type) => sample(type, "bare", requiredOptions(type)));
const withEveryOption = typeNames.map((type) => sample(type, "full", everyOption(type)));
const withConditionsMet = typeNames.flatMap((type) =>
  conditionsOf(type).map((condition) =>
    sample(type, `when ${JSON.stringify(condition)}`, optionsUnder(condition, type)),
  ),
);
/** An option whose rule does not hold may stand there all the same, and be of any form. */
const withConditionsUnmet = [
  sample("email", "unmet", { customDefinition: "rules: []", customDefinitionEnabled: false }),
  sample("solarwinds", "unmet", { serverUrl: "no URL", serverUsername: "somebody" }),
  sample("logicmonitor", "unmet", { logicMonitorAccountName: "acme" }),
];

describe("integrations of all 59 types on the real engine", () => {
  it("are 59, three of which have conditional rules", () => {
    expect(typeNames).toHaveLength(59);
    expect(withConditionsMet.map(({ type }) => type)).toEqual(["email", "logicmonitor", "solarwinds"]);
  });

  it("live from creation to destruction unchanged: with what is required through the plugin, with every option through the dynamic door", async () => {
    const bare = [...withRequiredOptions, ...withConditionsMet, ...withConditionsUnmet];
    const samples = [...bare, ...withEveryOption];
    const { project, emulator, account } = await withStack({ door: "native" });
    project.program = async () => {
      for (const each of bare) new native.Integration(each.name, argumentsOf(each, account));
      for (const each of withEveryOption) new Integration(each.name, argumentsOf(each, account));
    };

    const created = await project.up();
    expect(operations(created.changes)).toEqual(operationOnEach("create", samples));
    expect(heldBy(emulator.store.all("integrations"))).toEqual(
      new Map(
        samples.map(({ name, type, options }) => [name, { type, options: heldOptions(type, options) }]),
      ),
    );

    expect((await project.preview()).changes).toEqual([]);
    const refreshed = await project.refresh();
    expect(refreshed.steps.filter(({ differences }) => differences.length > 0)).toEqual([]);
    expect(operations(refreshed.steps)).toEqual(operationOnEach("refresh", samples));
    expect((await project.preview()).changes).toEqual([]);
    expect(writesOf(emulator).map(({ method }) => method)).toEqual(samples.map(() => "POST"));

    const destroyed = await project.destroy();
    expect(operations(destroyed.changes)).toEqual(operationOnEach("delete", samples));
    expect(emulator.store.all("integrations")).toEqual([]);
    expect((await project.exportState()).resources).toEqual([]);
  });

  it("have nothing to change where PagerTree masks or leaves out secrets and shuffles ids", async () => {
    const { project, emulator, account } = await withStack({
      door: "native",
      switches: { secretsOnRead: "masked" },
      refresh: true,
    });
    const throughPlugin = withEveryOption
      .filter(({ type }) => optionsOf(type).some(({ secret }) => secret))
      .map((each) => ({ ...each, name: nameThrough({ door: "native" }, each.name) }));
    project.program = async () => {
      for (const each of withEveryOption) new Integration(each.name, argumentsOf(each, account));
      for (const each of throughPlugin) new native.Integration(each.name, argumentsOf(each, account));
    };
    await project.up();
    expect((await project.preview()).changes).toEqual([]);
    Object.assign(emulator.switches, { secretsOnRead: "omitted", shuffledIds: true, deleteAnswers200: true });
    expect((await project.preview()).changes).toEqual([]);
    expect((await project.destroy()).changes).toHaveLength(59 + throughPlugin.length);
    expect(emulator.store.all("integrations")).toEqual([]);
  });
});

function sample(type: IntegrationTypeName, suffix: string, options: SampleOptions): Sample {
  return { name: `${type} ${suffix}`, type, options };
}

/** Those with options of their own differ from the defaults in all else as well. */
function argumentsOf({ name, type, options }: Sample, account: Account): IntegrationArgs {
  const other = {
    urgency: "silent",
    enabled: false,
    teamIds: [account.team.id, account.otherTeam.prefixId],
    routerIds: [account.router.prefixId],
    accountUserIds: [account.accountUser.id],
  };
  const destinations = { teamIds: [account.team.id] };
  const common = name.endsWith("full") ? other : destinations;
  // The options come from the catalog, whose types TypeScript knows one by one only.
  return { name, type, options, ...common } as IntegrationArgs;
}

function heldBy(integrations: readonly HeldIntegration[]) {
  return new Map(
    integrations.map(({ name, integration_type_id, options }) => [
      name,
      { type: findIntegrationType(integration_type_id)?.key, options },
    ]),
  );
}

function operations(steps: readonly { name: string; operation: string }[]): string[] {
  return steps.map(({ name, operation }) => `${operation} ${name}`).sort();
}

function operationOnEach(operation: string, samples: readonly Sample[]): string[] {
  return samples.map(({ name }) => `${operation} ${name}`).sort();
}
