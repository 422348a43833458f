// Jira Server: A:jira_server/v3. Nothing resolves its alerts.
import { isPresent } from "../ruby/access.ts";
import { firstTrue, textFor } from "../ruby/methods.ts";
import type { RubyValue } from "../ruby/values.ts";
import { type Adapter, at, type Incoming } from "./adapter.ts";

export const jiraServer: Adapter = {
  action: ({ dig, option }) => {
    const event = dig("webhookEvent");
    if (event === "jira:issue_created") return "create";
    return event === "jira:issue_updated" && option("issue_updated") === true ? "create" : "other";
  },
  thirdPartyId: at("issue", "id"),
  title: ({ dig }) => firstTrue(dig("issue", "fields", "summary"), dig("issue", "key")),
  description: at("issue", "fields", "description"),
  additionalData: (incoming) => [["link", "Issue URL", issueUrl(incoming)]],
};

/** The page for people, in place of the one for programs. */
function issueUrl({ dig, text }: Incoming): RubyValue {
  const [id, link, key] = [dig("issue", "id"), dig("issue", "self"), dig("issue", "key")];
  if (![id, link, key].every((value) => isPresent(value))) return link;
  return textFor("gsub", link).replaceAll(`/rest/api/2/issue/${text(id)}`, () => `/browse/${text(key)}`);
}
