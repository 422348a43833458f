// The type and the options of an integration, as a program or PagerTree's API names them.
import { loadOptions } from "../../casts.ts";
import { findIntegrationType, INTEGRATION_TYPES, type TypeEntry } from "../../catalog.ts";
import type { OptionValue } from "../../models.ts";
import { isParams, isScalar } from "../../params.ts";
import { hiddenKind } from "./pulumi-values.ts";
import type { StackResource } from "./stack-resources.ts";

/** The type by the name of a program or of PagerTree; a client knows no other than by name. */
export function findTypeByName(name: string): TypeEntry | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
  return INTEGRATION_TYPES.find(
    (type) => plain(type.key) === plain(name) || plain(type.name) === plain(name),
  );
}

/** The type of an integration by what a stack knows of it. */
export function typeOf(properties: StackResource["properties"]): TypeEntry | undefined {
  const { type, integrationType, integrationTypeId } = properties;
  if (typeof type === "string") return findTypeByName(type);
  const name = isParams(integrationType) ? integrationType["name"] : undefined;
  return typeof name === "string" ? findTypeByName(name) : findIntegrationType(String(integrationTypeId));
}

/** The options by PagerTree's names, and those that are not shown. */
export function readOptions(
  type: TypeEntry | undefined,
  { options, additionalOptions }: StackResource["properties"],
) {
  const named = {
    ...(isParams(options) ? options : {}),
    ...(isParams(additionalOptions) ? additionalOptions : {}),
  };
  const keys = new Map([...(type?.options.keys() ?? [])].map((key) => [programName(key), key]));
  const hidden: string[] = [];
  const shown = Object.entries(named).flatMap(([name, value]): [string, OptionValue][] => {
    const key = keys.get(name) ?? name;
    if (hiddenKind(value) !== undefined) hidden.push(key);
    return isScalar(value) && hiddenKind(value) === undefined ? [[key, value]] : [];
  });
  if (hiddenKind(options) !== undefined) hidden.push(...keys.values());
  return { options: Object.fromEntries(shown), hidden };
}

/** `webhook_url` is `webhookUrl` in a program. */
function programName(key: string): string {
  return key.replace(/_+([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
}

/** The options with the defaults that PagerTree fills in. */
export function loadOptionsOf(type: TypeEntry | undefined, options: Record<string, OptionValue>) {
  return type === undefined ? options : loadOptions(type, options);
}
