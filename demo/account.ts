// The emulated PagerTree account, as people see it who work in the web page: looked at and changed behind Pulumi's back.

import type { Emulator, RecordedRequest } from "pagertree-emulator";
import { z } from "zod";
import { DemoFailure } from "./verify.ts";

const typesSchema = z.object({ data: z.array(z.object({ id: z.string(), name: z.string() })) });

export class Account {
  readonly #emulator: Emulator;
  #seenRequests = 0;

  constructor(emulator: Emulator) {
    this.#emulator = emulator;
  }

  /** Each integration with its destinations, such as `Datadog production → team Platform`, sorted. */
  integrations(): string[] {
    const { store } = this.#emulator;
    return store
      .all("integrations")
      .map(({ name, team_ids, router_ids, account_user_ids }) => {
        const destinations = [
          ...team_ids.map((id) => `team ${store.find("teams", id)?.name}`),
          ...router_ids.map((id) => `router ${store.find("routers", id)?.name}`),
          ...account_user_ids.map((id) => store.find("account_users", id)?.user.name),
        ];
        return `${name} → ${destinations.join(", ")}`;
      })
      .sort();
  }

  /** The teams, routers and people of the account, sorted by name. */
  destinations(): string[] {
    const { store } = this.#emulator;
    return [
      ...store.all("teams").map(({ name }) => name),
      ...store.all("routers").map(({ name }) => name),
      ...store.all("account_users").map(({ user }) => user.name),
    ].sort();
  }

  /** Makes a Datadog integration that leads to the team Platform, as the web page does. */
  async makeDatadog(name: string): Promise<void> {
    const { url, apiKey, store } = this.#emulator;
    const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
    const types = await fetch(`${url}/integration_types?limit=100&q=Datadog`, { headers });
    const { data } = typesSchema.parse(await types.json());
    const body = {
      name,
      urgency: "critical",
      integration_type_id: data.find((type) => type.name === "Datadog")?.id,
      team_ids: store.all("teams").flatMap((team) => (team.name === "Platform" ? [team.id] : [])),
      option_support_retriggered_event: true,
    };
    const made = await fetch(`${url}/integrations`, { method: "POST", headers, body: JSON.stringify(body) });
    if (!made.ok) throw new DemoFailure(`PagerTree did not make ${name}: ${made.status}`);
  }

  /** The prefix id of an integration. */
  prefixId(integration: string): string {
    return this.#find(integration).prefix_id;
  }

  /** What an option holds, by PagerTree's name of it. */
  option(integration: string, option: string): unknown {
    return this.#find(integration).options[option];
  }

  /** Sets one option, as the web page does. */
  setOption(integration: string, option: string, value: boolean): void {
    const { id, options } = this.#find(integration);
    this.#emulator.store.update("integrations", id, { options: { ...options, [option]: value } });
  }

  /** Deletes an integration, as the web page does. */
  remove(integration: string): void {
    this.#emulator.store.remove("integrations", this.#find(integration).id);
  }

  /** Requests up to now are no longer among {@link writes}. */
  forgetRequests(): void {
    this.#seenRequests = this.#emulator.requests.length;
  }

  /** The requests that write, since the last {@link forgetRequests}. The web page's changes are not among them. */
  writes(): RecordedRequest[] {
    return this.#emulator.requests.slice(this.#seenRequests).filter(({ method }) => method !== "GET");
  }

  #find(integration: string) {
    const found = this.#emulator.store.all("integrations").find(({ name }) => name === integration);
    if (found === undefined) throw new Error(`PagerTree has no integration ${integration}`);
    return found;
  }
}
