// Brings the routers of a stack into the store.
import { castText, type LoadingStack, quoted, type ReceiverCollection } from "./loading-stack.ts";
import { HIDDEN_WORDS, hiddenKind } from "./pulumi-values.ts";
import { NO_ROUTER } from "./records.ts";
import type { StackResource } from "./stack-resources.ts";

/** What a router leads to by default, by the argument that names it. */
const RECEIVERS = {
  teamId: "teams",
  routerId: "routers",
  accountUserId: "account_users",
} as const;

/** The collections by the prefixes of their ids. */
const PREFIXES: Readonly<Record<string, ReceiverCollection>> = {
  tem: "teams",
  rtr: "routers",
  usr: "account_users",
};

/** A router that is there to be named. */
export function loadBareRouter(stack: LoadingStack, resource: StackResource): void {
  const ids = stack.givenIds(resource, "rtr");
  if (stack.store.find("routers", ids.id)) return;
  stack.store.insert("routers", stack.accountId, { ...NO_ROUTER, name: resource.name }, ids);
}

export function loadRouter(stack: LoadingStack, resource: StackResource): void {
  const { properties } = resource;
  const { id } = stack.givenIds(resource, "rtr");
  const name = stack.text(resource, "name") ?? resource.name;
  const hidden = hiddenKind(properties["rules"]);
  if (hidden) {
    stack.gaps.unknownRouters.add(id);
    stack.gaps.add(id, `the text of the rules of router ${quoted(name)} ${HIDDEN_WORDS[hidden]}`);
  }
  // Whether an alert ever comes to the default receiver is for the rules to say.
  const receiver = (argument: keyof typeof RECEIVERS) =>
    hidden ? null : (stack.ids(resource, argument, RECEIVERS[argument])[0] ?? null);
  stack.store.update("routers", id, {
    name,
    enabled: properties["enabled"] !== false,
    rules: hidden ? null : (castText(properties["rules"]) ?? null),
    default_receiver_team_id: receiver("teamId"),
    default_receiver_router_id: receiver("routerId"),
    default_receiver_account_user_id: receiver("accountUserId"),
  });
  for (const receiverId of receiversIn(castText(properties["rules"]) ?? "")) {
    const collection = PREFIXES[receiverId.slice(0, 3)];
    if (collection) stack.standIn(collection, receiverId);
  }
}

/** Everything in the rules that looks like the id of a receiver. */
function receiversIn(rules: string): string[] {
  return [...new Set(rules.match(/\b(?:tem|rtr|usr)_[\w-]+/g))];
}
