// Shorthands for the demo account: its records, an integration to begin with, and the id of a type.
import { expect } from "vitest";
import { INTEGRATION_TYPES } from "../../emulator/src/catalog.ts";
import type { AccountUser, Emulator, Integration, Router, Team } from "../../emulator/src/index.ts";
import type { Answer, Body } from "./call-api.ts";
import { callApi, idOf } from "./call-api.ts";

export interface DemoAccount {
  readonly platform: Team;
  readonly payments: Team;
  readonly mainRouter: Router;
  readonly ada: AccountUser;
  readonly grace: AccountUser;
  readonly alan: AccountUser;
}

/** The records that the seed makes. */
export function demoAccount({ store }: Emulator): DemoAccount {
  const [platform, payments] = store.all("teams");
  const [mainRouter] = store.all("routers");
  const [ada, grace, alan] = store.all("account_users");
  if (!(platform && payments && mainRouter && ada && grace && alan)) throw new Error("no demo account");
  return { platform, payments, mainRouter, ada, grace, alan };
}

/** The id of the type with this name. */
export function typeId(name: string): string {
  const type = INTEGRATION_TYPES.find((candidate) => candidate.name === name);
  if (type === undefined) throw new Error(`no type ${name}`);
  return type.id;
}

/** Tries to create an integration on the team Platform; `attributes` are added to the required ones. */
export async function postIntegration(
  emulator: Emulator,
  typeName = "Datadog",
  attributes: Body = {},
): Promise<Answer> {
  return callApi(emulator, "POST", "/integrations", {
    name: "Site monitor",
    urgency: "high",
    integration_type_id: typeId(typeName),
    team_ids: [demoAccount(emulator).platform.id],
    ...attributes,
  });
}

/** Creates an integration, and gives it as the store has it. */
export async function createIntegration(
  emulator: Emulator,
  typeName?: string,
  attributes?: Body,
): Promise<Integration> {
  const answer = await postIntegration(emulator, typeName, attributes);
  expect(answer.status, answer.text).toBe(201);
  const integration = emulator.store.find("integrations", idOf(answer));
  if (integration === undefined) throw new Error("the integration was not stored");
  return integration;
}
