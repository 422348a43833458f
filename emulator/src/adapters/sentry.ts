// Sentry, the webhooks of its integration platform and its older one: A:sentry/v3.
import { isPresent } from "../ruby/access.ts";
import { parseJson } from "../ruby/json.ts";
import { noMethod } from "../ruby/methods.ts";
import { isArray, isHash, RubyError } from "../ruby/values.ts";
import { type Action, type Adapter, at, type Datum, type Field, type Incoming } from "./adapter.ts";

/** How what happens to one of Sentry's resources is read. */
interface Resource {
  /** By the word in `action`; one of its own where it has no such word. */
  readonly actions: Readonly<Record<string, Action>> | Action;
  readonly thirdPartyId: Field;
  readonly title: Field;
  readonly url: Field;
  /** The description is a link to this, unless it is a text of its own. */
  readonly page?: string;
  readonly description?: Field;
  readonly data?: Field<readonly Datum[]>;
}

const RESOURCES: Readonly<Record<string, Resource>> = {
  /** What comes without the header that names the resource. */
  webhook: {
    actions: "create",
    thirdPartyId: at("id"),
    title: at("event", "title"),
    url: at("url"),
    page: "issue",
    data: ({ dig }) => [["text", "Project", dig("project_name")]],
  },
  issue: {
    actions: { created: "create", resolved: "resolve", archived: "resolve", assigned: "acknowledge" },
    thirdPartyId: at("data", "issue", "id"),
    title: at("data", "issue", "title"),
    url: at("data", "issue", "web_url"),
    page: "issue",
  },
  event_alert: {
    actions: { triggered: "create" },
    thirdPartyId: at("data", "event", "issue_id"),
    title: at("data", "event", "title"),
    url: at("data", "event", "web_url"),
    page: "event",
  },
  metric_alert: {
    actions: { resolved: "resolve", critical: "create", warning: "create" },
    thirdPartyId: at("data", "metric_alert", "id"),
    title: at("data", "description_title"),
    url: at("data", "metric_alert", "web_url"),
    description: at("data", "description_text"),
  },
  error: {
    actions: { created: "create" },
    thirdPartyId: at("data", "error", "issue_id"),
    title: at("data", "error", "title"),
    url: at("data", "error", "web_url"),
    page: "event",
  },
};

export const sentry: Adapter = {
  secret: { option: "client_secret", signatureHeader: "sentry-hook-signature" },
  // The adapter parses the body itself, whatever its content type.
  prepare: (incoming) => {
    if (resourceOf(incoming) === undefined) return incoming.params;
    const value = parseJson(incoming.body);
    if (isHash(value)) return value;
    throw isArray(value)
      ? new RubyError("no implicit conversion of String into Integer")
      : noMethod("dig", value);
  },
  // An installation, a comment or anything else makes nothing.
  action: (incoming) => {
    const actions = resourceOf(incoming)?.actions ?? "other";
    if (typeof actions === "string") return actions;
    const word = incoming.dig("action");
    return typeof word === "string" && Object.hasOwn(actions, word) ? (actions[word] ?? "other") : "other";
  },
  thirdPartyId: (incoming) => resourceOf(incoming)?.thirdPartyId(incoming) ?? null,
  title: (incoming) => resourceOf(incoming)?.title(incoming) ?? null,
  description: (incoming) => {
    const resource = resourceOf(incoming);
    if (resource?.page === undefined) return resource?.description?.(incoming) ?? null;
    const url = resource.url(incoming);
    if (!isPresent(url)) return null;
    return `Please see <a href='${incoming.text(url)}' target='_blank'>Sentry ${resource.page}</a> for full details.`;
  },
  additionalData: (incoming) => {
    const resource = resourceOf(incoming);
    if (resource === undefined) return [];
    return [["link", "Web URL", resource.url(incoming)], ...(resource.data?.(incoming) ?? [])];
  },
};

function resourceOf({ headers }: Incoming): Resource | undefined {
  const name = headers["sentry-hook-resource"];
  if (name === undefined) return RESOURCES["webhook"];
  const isKnown = typeof name === "string" && name !== "webhook" && Object.hasOwn(RESOURCES, name);
  return isKnown ? RESOURCES[name] : undefined;
}
