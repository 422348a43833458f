/** Validates the arguments of an integration, each failure on its property path; types and options have files of their own. */
import { z } from "zod";
import { takesAlerts } from "../catalog/catalog.ts";
import type { IntegrationTypeName } from "../catalog/option-types.ts";
import { type Failure, pathText, toCheckFailure } from "../common/failure.ts";
import { isObjectId, isUlid } from "../common/ids.ts";
import { isUnknown, orUnknown } from "../common/unknown.ts";
import { destinationIdsSchema, ifLeftOut } from "../destinations/ids.ts";
import { followArguments, resourceTitle } from "../destinations/routes.ts";
import { tellWithoutPhone } from "../destinations/without-phone.ts";
import { checkArguments, givenArguments, nameSchema, switchSchema } from "../lifecycle/check-arguments.ts";
import type { ProviderContext } from "../lifecycle/context.ts";
import type { Checked } from "../lifecycle/resource-definition.ts";
import { checkEvents, withEventSwitches } from "../receivers/event-switches.ts";
import { receivers } from "../receivers/receiver.ts";
import { lacksNotifyTarget } from "../receivers/rootly-url.ts";
import { destinationArguments, type IntegrationInputs, normaliseIntegration } from "./inputs.ts";
import { checkOptionArguments, namedOptions, optionsSchema } from "./options.ts";
import { checkTypeArguments, findTypeId } from "./type.ts";
import { integrationWarnings } from "./warnings.ts";

/** The urgencies that PagerTree's adapters and its own client know: https://pagertree.com/docs/api/alerts */
const urgencies = ["silent", "low", "medium", "high", "critical"] as const;

const argumentsSchema = z.object({
  name: nameSchema("the integration"),
  urgency: orUnknown(z.enum(urgencies, `must be one of ${urgencies.join(", ")}`)).default("high"),
  enabled: switchSchema.default(true),
  teamIds: destinationIdsSchema("teams", destinationArguments).default([]),
  routerIds: destinationIdsSchema("routers", destinationArguments).default([]),
  accountUserIds: destinationIdsSchema("accountUsers", destinationArguments).default([]),
  type: z.custom<IntegrationTypeName>().optional(),
  integrationTypeId: orUnknown(
    z
      .string("must be a text")
      .refine(isObjectId, "must be the id of an integration type, as getIntegrationType gives it"),
  ).optional(),
  receiver: orUnknown(z.enum(receivers, `must be one of ${receivers.join(", ")}`)).optional(),
  // Turned into options before: it is here for its name alone.
  events: z.undefined().optional(),
  options: optionsSchema.default({}),
  additionalOptions: optionsSchema.optional(),
});

/**
 * Checks what a program declares of an integration and brings it to its normal form.
 *
 * Values that are not known yet pass, here and in the options; they come again, known, at `up`.
 *
 * @param previous - The inputs of the last `up`; empty for a new integration.
 * @param passed - Called once nothing is wrong with the arguments by themselves, before PagerTree is asked.
 */
export async function checkIntegration(
  declared: Record<string, unknown>,
  previous: Partial<IntegrationInputs>,
  context: ProviderContext,
  passed = () => {},
): Promise<Checked<IntegrationInputs>> {
  const { events, ...others } = givenArguments(declared);
  const given = withEventSwitches(others, events);
  const lacks = lackedDestinations(given).map(toCheckFailure);
  const parsed = checkArguments(given, argumentsSchema, "an integration");
  const failures: Failure[] = [
    ...parsed.failures,
    ...checkTypeArguments(given),
    ...checkEvents(events),
    ...checkOptionArguments(given).filter(({ path }) => !isRootlyPlaceholder(path, given)),
    ...(await checkReceiverArguments({ ...given, events })),
  ];
  if (parsed.data === undefined || failures.length > 0) {
    return { failures: failures.map(toCheckFailure), lacks };
  }
  const title = resourceTitle("integration", parsed.data.name);
  for (const warning of await integrationWarnings(parsed.data)) {
    const text = `warning: ${title} ${warning}.`;
    if (context.isFirst(text)) {
      context.tell(text);
    }
  }
  passed();
  const [{ inputs: destinations, failures: ofDestinations }, type] = await Promise.all([
    followArguments(parsed.data, previous, destinationArguments, title, context),
    resolveType(parsed.data, previous, context),
  ]);
  // Of a type that only sends on, nobody is paged.
  if (takesAlerts(isUnknown(parsed.data.type) ? undefined : parsed.data.type)) {
    await tellWithoutPhone(destinations.accountUserIds, title, context);
  }
  return {
    inputs: normaliseIntegration({ ...destinations, ...type.id }),
    failures: [...ofDestinations, ...type.failures].map(toCheckFailure),
    lacks,
  };
}

/** What the bridges of outgoing webhooks promise; the tools for it are loaded only where there is one. */
async function checkReceiverArguments(given: Record<string, unknown>): Promise<Failure[]> {
  const { type, receiver, options } = given;
  if (type !== "outgoing-webhook") {
    return ["receiver", "events"]
      .filter((argument) => given[argument] !== undefined)
      .map((argument) => ({ path: [argument], reason: 'goes with type "outgoing-webhook"' }));
  }
  const known = receivers.find((name) => name === receiver);
  if (known === undefined) {
    return [];
  }
  const { checkReceiver } = await import("../receivers/check-receiver.ts");
  return checkReceiver(known, namedOptions(options));
}

/** Placeholders of Rootly's make a text that is no URL; the check of the receiver says what to do with them. */
function isRootlyPlaceholder(path: Failure["path"], { receiver, options }: Record<string, unknown>): boolean {
  const { webhookUrl } = namedOptions(options);
  return (
    receiver === "rootly" &&
    pathText(path) === "options.webhookUrl" &&
    typeof webhookUrl === "string" &&
    lacksNotifyTarget(webhookUrl)
  );
}

/** PagerTree asks for one destination of any kind: https://pagertree.com/docs/api/integrations */
function lackedDestinations(given: Record<string, unknown>): Failure[] {
  const isEmpty = Object.keys(destinationArguments).every((argument) => {
    const ids = given[argument] ?? [];
    return Array.isArray(ids) && ids.length === 0;
  });
  const reason =
    "an integration needs at least one destination: give the id of a team, a router or an account user " +
    `in teamIds, routerIds or accountUserIds; ${ifLeftOut}`;
  return isEmpty ? [{ path: ["teamIds"], reason }] : [];
}

/** A type that the account does not have must be known before the first integration is made. */
async function resolveType(
  { type, integrationTypeId }: Pick<IntegrationInputs, "type" | "integrationTypeId">,
  previous: Partial<IntegrationInputs>,
  context: ProviderContext,
): Promise<{ id?: { integrationTypeId: string }; failures: Failure[] }> {
  const isKnown = type !== undefined && type === previous.type;
  if (
    isKnown ||
    isUnknown(integrationTypeId) ||
    (type === undefined && integrationTypeId === previous.integrationTypeId)
  ) {
    return { failures: [] };
  }
  const find = () => findTypeId({ type, integrationTypeId }, context);
  // A prefix id whose ULID cannot be told would look like another type, and so replace the integration.
  const isNamed = type !== undefined || isUlid(integrationTypeId ?? "");
  const found = isNamed ? await context.ask(find, undefined) : await find();
  if (found === undefined) {
    return { failures: [] };
  }
  if ("failure" in found) {
    return { failures: [found.failure] };
  }
  return type === undefined ? { id: { integrationTypeId: found.id }, failures: [] } : { failures: [] };
}
