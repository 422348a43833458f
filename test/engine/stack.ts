// A stack on an emulator of its own, and what the tests of this folder ask of the two.

import { onTestFinished } from "vitest";
import type { Emulator, EmulatorOptions } from "../../emulator/src/index.ts";
import type { RecordedRequest } from "../../emulator/src/requests.ts";
import type { Attributes } from "../../emulator/src/store.ts";
import { createEngineProject, type EngineProject, type EngineProjectOptions } from "../helpers/engine.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

/** A stack and the PagerTree account that its configuration names. */
export interface TestStack {
  readonly project: EngineProject;
  readonly emulator: Emulator;
  readonly account: Account;
}

/** The destinations that the emulator's demo account has. */
export interface Account {
  readonly team: Destination;
  readonly otherTeam: Destination;
  readonly router: Destination;
  readonly accountUser: Destination;
}

/** An object by the two ids that it goes by. */
export interface Destination {
  readonly id: string;
  readonly prefixId: string;
}

/** What somebody changes of an integration by hand, in PagerTree's own names. */
export type Edit = Partial<Attributes<"integrations">>;

/** Settings of the stack, and of its emulator. */
export type TestStackOptions = EngineProjectOptions & Pick<EmulatorOptions, "switches" | "apiKeys">;

/** Makes an emulator and an empty stack configured for it; both end with the running test. */
export async function withStack(options: TestStackOptions = {}): Promise<TestStack> {
  const { switches, apiKeys, ...projectOptions } = options;
  const emulator = await withEmulator({ ...(switches && { switches }), ...(apiKeys && { apiKeys }) });
  const project = await createEngineProject({
    config: { "pagertree:apiKey": { secret: emulator.apiKey }, "pagertree:baseUrl": emulator.url },
    ...projectOptions,
  });
  onTestFinished(() => project.close());
  return { project, emulator, account: accountOf(emulator) };
}

/** What changes something at PagerTree among the requests since the one with this number. */
export function writesOf(
  { requests }: Emulator,
  since = 0,
): Pick<RecordedRequest, "method" | "path" | "body">[] {
  return requests
    .slice(since)
    .filter(({ method }) => method !== "GET")
    .map(({ method, path, body }) => ({ method, path, body }));
}

/** The integration of this name as PagerTree holds it. */
export function integrationNamed(name: string, { store }: Emulator) {
  const [found, ...others] = store.all("integrations").filter((integration) => integration.name === name);
  if (found === undefined || others.length > 0)
    throw new Error(`There is not one integration named ${name}.`);
  return found;
}

/** Changes an integration as somebody would in PagerTree's web page; options that are not named stay. */
export function editIntegration(name: string, { options, ...others }: Edit, emulator: Emulator): void {
  const held = integrationNamed(name, emulator);
  const changes = { ...others, ...(options && { options: { ...held.options, ...options } }) };
  emulator.store.update("integrations", held.id, changes);
}

function accountOf({ store }: Emulator): Account {
  const [team, otherTeam] = store.all("teams").map(destination);
  const [router] = store.all("routers").map(destination);
  const [accountUser] = store.all("account_users").map(destination);
  if (!team || !otherTeam || !router || !accountUser)
    throw new Error("The demo account lacks a destination.");
  return { team, otherTeam, router, accountUser };
}

function destination({ id, prefix_id: prefixId }: { id: string; prefix_id: string }): Destination {
  return { id, prefixId };
}
