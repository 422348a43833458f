/** An integration as a program declares it: in the first of several ways that is exactly what PagerTree has. */
import { isEqual } from "es-toolkit";
import type { IntegrationWire } from "../../api/wire.ts";
import {
  type CatalogOption,
  findTypeByDisplayName,
  integrationTypeEntry,
  isSecretOptionName,
  optionsOf,
} from "../../catalog/catalog.ts";
import { mayHoldUrl } from "../../catalog/may-hold-url.ts";
import type { IntegrationTypeName } from "../../catalog/option-types.ts";
import { readOptions } from "../../catalog/read-options.ts";
import { integrationDefinition } from "../../integration/definition.ts";
import type { AccountContext } from "../account-context.ts";
import { type Outcome, onOneLine } from "./declaration.ts";
import { type Candidate, candidateBridges } from "./declare-bridge.ts";
import { argumentValues, type Declared, type DeclaredArguments, ObjectId, Secret } from "./declared.ts";
import { misfits } from "./fits.ts";
import { withStandIns } from "./shown-secrets.ts";

/** The resource that declares an integration as it is, or why there is none. */
export async function declareIntegration(wire: IntegrationWire, context: AccountContext): Promise<Outcome> {
  const type = findTypeByDisplayName(wire.integration_type.name ?? "");
  const { integration, hidden } = withStandIns(wire, type);
  const common = commonArguments(integration);
  const candidates = [
    ...(type === "outgoing-webhook" ? candidateBridges(integration, common, hidden) : []),
    ...(type === undefined ? [] : [typedCandidate(integration, type, common, hidden)]),
    rawCandidate(integration, type, common, hidden),
  ];
  let reasons: readonly string[] = [];
  for (const { resourceClass, args, integrationArgs = args, notes } of candidates) {
    const values = argumentValues(integrationArgs);
    const found = await misfits(integrationDefinition, integration, values, context, hidden.size > 0);
    if (found.length === 0) {
      const why = reasons.map((reason) => `This package refuses it as a "${type}": ${onOneLine(reason)}.`);
      const isRaw = "integrationTypeId" in args;
      return {
        kind: "integrations",
        object: wire,
        name: wire.name,
        resourceClass,
        args,
        notes: isRaw ? [...why, ...notes] : notes,
      };
    }
    reasons = found;
  }
  return { kind: "integrations", object: wire, name: wire.name, reasons };
}

/** What every integration declares, whatever its type. */
function commonArguments(wire: IntegrationWire): DeclaredArguments {
  const { name, enabled, urgency } = wire;
  const ids = {
    teamIds: [...wire.team_ids].sort().map((id) => new ObjectId("teams", "id", id)),
    routerIds: [...wire.router_ids].sort().map((id) => new ObjectId("routers", "id", id)),
    accountUserIds: [...wire.account_user_ids].sort().map((id) => new ObjectId("accountUsers", "id", id)),
  };
  return {
    name,
    ...(!enabled && { enabled }),
    ...(urgency !== "high" && { urgency: urgency ?? null }),
    ...Object.fromEntries(Object.entries(ids).filter(([, list]) => list.length > 0)),
  };
}

function typedCandidate(
  { options: answered }: IntegrationWire,
  type: IntegrationTypeName,
  { name = null, ...common }: DeclaredArguments,
  hidden: ReadonlySet<string>,
): Candidate {
  const { options, rest } = readOptions(type, answered);
  const declared = optionsOf(type).flatMap((option): [string, Declared][] => {
    const value: unknown = options[option.name];
    return value === undefined || isEqual(value, option.default)
      ? []
      : [[option.name, declaredOption(option, value, hidden)]];
  });
  const files = integrationTypeEntry(type).attachments ?? [];
  const additional = rawOptions(
    Object.fromEntries(Object.entries(rest).filter(([key]) => !files.includes(key))),
    hidden,
  );
  return {
    resourceClass: "Integration",
    args: {
      name,
      type,
      ...common,
      ...(declared.length > 0 && { options: Object.fromEntries(declared) }),
      ...(Object.keys(additional.options).length > 0 && { additionalOptions: additional.options }),
    },
    notes: additional.notes,
  };
}

function declaredOption({ key, name, secret }: CatalogOption, value: unknown, hidden: ReadonlySet<string>) {
  const isSecret = secret || (key === "outgoing_rules" && mayHoldUrl(String(value)));
  return isSecret
    ? new Secret(name, hidden.has(key) ? undefined : String(value))
    : (value as string | number | boolean);
}

function rawCandidate(
  { integration_type: held, options: answered }: IntegrationWire,
  type: IntegrationTypeName | undefined,
  { name = null, ...common }: DeclaredArguments,
  hidden: ReadonlySet<string>,
): Candidate {
  const { options, notes } = rawOptions(answered, hidden);
  const display = JSON.stringify(onOneLine(held.name ?? ""));
  const unknownType = `Its type ${display} is unknown to this package, so its options have PagerTree's names.`;
  return {
    resourceClass: "Integration",
    args: {
      name,
      integrationTypeId: held.id,
      ...common,
      ...(Object.keys(options).length > 0 && { options }),
    },
    notes: [...(type === undefined ? [unknownType] : []), ...notes],
  };
}

/** Options by PagerTree's names; what the API cannot set is left out, and so left as it is. */
function rawOptions(
  answered: Readonly<Record<string, unknown>>,
  hidden: ReadonlySet<string>,
): { options: Record<string, Declared>; notes: string[] } {
  const set = Object.entries(answered).filter(([, value]) => value !== null && value !== undefined);
  const entries = set.flatMap(([key, value]): [string, Declared][] => {
    const isText = typeof value === "string";
    if (
      !/^[a-z][a-z0-9_]*$/.test(key) ||
      !(isText || typeof value === "number" || typeof value === "boolean")
    ) {
      return [];
    }
    const isSecret =
      value !== "" && (isSecretOptionName(key) || (isText && key.endsWith("rules") && mayHoldUrl(value)));
    return [[key, isSecret ? new Secret(key, hidden.has(key) ? undefined : String(value)) : value]];
  });
  const declared = new Set(entries.map(([key]) => key));
  const notes = set
    .filter(([key]) => !declared.has(key))
    .map(([key]) => `Its option ${JSON.stringify(onOneLine(key))} cannot be declared, and stays as it is.`);
  return { options: Object.fromEntries(entries), notes };
}
