// An integration to lead through its life: an outgoing webhook, which has options of all kinds.

import { type Properties, withIntegrationProvider } from "../../helpers/resource-providers.ts";

/** A provider, and arguments of an integration on the account's first team. */
export async function withWebhook(options: Properties = {}) {
  const provider = await withIntegrationProvider();
  const { store, requests } = provider.emulator;
  const [team, otherTeam] = store.all("teams").map(({ id }) => id);
  const declared = { name: "Checkout", type: "outgoing-webhook", teamIds: [team] };
  return {
    ...provider,
    declared: { ...declared, options: { webhookUrl: "https://example.com/hook", ...options } },
    otherTeam,
    writes: () => requests.filter(({ method }) => method !== "GET"),
    inStore: (id: string) => store.find("integrations", id),
  };
}
