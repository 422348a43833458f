// Brings the notification rules of a stack into the store, each to the people who have it.
import { castText, type LoadingStack, quoted } from "./loading-stack.ts";
import { HIDDEN_WORDS, hiddenKind } from "./pulumi-values.ts";
import type { StackResource } from "./stack-resources.ts";

export function loadNotificationRule(stack: LoadingStack, resource: StackResource): void {
  const { store, gaps } = stack;
  const { enabled, rules, accountUserIds } = resource.properties;
  const ids = stack.givenIds(resource, "ntr");
  const name = stack.text(resource, "name") ?? resource.name;
  const hidden = hiddenKind(rules);
  const attributes = {
    name,
    enabled: enabled !== false,
    rules: hidden ? null : (castText(rules) ?? null),
  };
  if (store.find("notification_rules", ids.id)) store.update("notification_rules", ids.id, attributes);
  else store.insert("notification_rules", stack.accountId, attributes, ids);
  if (accountUserIds !== undefined) {
    for (const { id } of peopleWith(stack, ids.id)) {
      store.update("account_users", id, { notification_rule_id: null });
    }
  }
  for (const named of stack.ids(resource, "accountUserIds", "account_users")) {
    const user = store.find("account_users", named);
    if (user === undefined) continue;
    store.update("account_users", user.id, { notification_rule_id: ids.id });
    gaps.unknownNotifications.delete(user.id);
  }
  if (hidden === undefined) return;
  for (const { id } of peopleWith(stack, ids.id)) {
    gaps.unknownNotifications.add(id);
    gaps.add(id, `the text of notification rule ${quoted(name)} ${HIDDEN_WORDS[hidden]}`);
  }
}

function peopleWith({ store }: LoadingStack, ruleId: string) {
  return store.all("account_users").filter(({ notification_rule_id }) => notification_rule_id === ruleId);
}
