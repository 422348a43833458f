/** What a replacement does that a preview does not show: the endpoint, which other systems send to, is another one after it. */
import { takesAlerts } from "../catalog/catalog.ts";
import { enumeration } from "../common/enumeration.ts";
import { cut, plainText } from "../common/plain-text.ts";
import { titleOf } from "../destinations/titles.ts";
import type { ProviderContext } from "../lifecycle/context.ts";
import type { IntegrationState } from "./inputs.ts";

/** Beyond this many, names help nobody. */
const mostNames = 5;

/**
 * Tells that the endpoint of an integration goes with it, and which objects of the account hold it.
 *
 * @param state - The properties as the stack last knew them.
 */
export async function tellReplacement(state: IntegrationState, context: ProviderContext): Promise<void> {
  const { name, type, prefixId, endpoint } = { prefixId: undefined, endpoint: undefined, ...state };
  if (!takesAlerts(type) || typeof prefixId !== "string" || typeof endpoint !== "string") {
    return;
  }
  const title = `integration ${prefixId} "${cut(plainText(name ?? ""), 80)}"`;
  const senders = await context.ask(() => sendersTo(prefixId, context), []);
  const more = senders.length > mostNames ? [`${senders.length - mostNames} more`] : [];
  const list = enumeration([...senders.slice(0, mostNames), ...more]);
  const holds = senders.length === 0 ? "" : ` ${list} ${senders.length === 1 ? "has" : "have"} it.`;
  context.tell(
    `warning: ${title} is replaced, and so is its endpoint: ${endpoint} stops working, and the new ` +
      `integration has another one. Change whatever sends to it; what this stack makes from the endpoint shows as a change.${holds}`,
  );
}

/** The integrations of the account that send to one, such as outgoing webhooks, and the routers that name it in rules. */
async function sendersTo(prefixId: string, { objects }: ProviderContext): Promise<string[]> {
  const [integrations, routers] = await Promise.all([objects.all("integrations"), objects.all("routers")]);
  return [
    ...integrations
      .filter(
        ({ prefix_id, options }) => prefix_id !== prefixId && JSON.stringify(options).includes(prefixId),
      )
      .map((row) => titleOf("integrations", row)),
    ...routers.filter(({ rules }) => rules?.includes(prefixId)).map((row) => titleOf("routers", row)),
  ];
}
