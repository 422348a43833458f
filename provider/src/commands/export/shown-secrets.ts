/** Which secrets PagerTree shows: some it may mask, or leave out. */
import type { IntegrationWire } from "../../api/wire.ts";
import { isSecretOptionName, optionsOf } from "../../catalog/catalog.ts";
import type { IntegrationTypeName } from "../../catalog/option-types.ts";
import { isBlank } from "../../common/is-blank.ts";
import { standIn } from "./declared.ts";

/** An integration as if its secrets were known, and which of them are not. */
export interface WithSecrets {
  readonly integration: IntegrationWire;
  /** By PagerTree's names. */
  readonly hidden: ReadonlySet<string>;
}

/**
 * The integration with a stand-in for every secret that PagerTree hides: one that is masked, or that is left out
 * although the type cannot be without it. Whether any other that is left out is set, nobody can tell.
 */
export function withStandIns(
  integration: IntegrationWire,
  type: IntegrationTypeName | undefined,
): WithSecrets {
  const masked = Object.entries(integration.options)
    .filter(([option, value]) => isSecretOptionName(option) && isMask(value))
    .map(([option]) => option);
  const isMissing = (option: string) => isBlank(String(integration.options[option] ?? ""));
  const conditions = integration.options;
  const leftOut = (type === undefined ? [] : optionsOf(type))
    .filter(({ secret, required, requiredWhen }) => {
      const isMet =
        requiredWhen !== undefined &&
        Object.entries(requiredWhen).every(([option, value]) => conditions[option] === value);
      return secret && (required || isMet);
    })
    .map(({ key }) => key)
    .filter(isMissing);
  const hidden = new Set([...masked, ...leftOut]);
  const standIns = Object.fromEntries([...hidden].map((option) => [option, standIn]));
  return { integration: { ...integration, options: { ...integration.options, ...standIns } }, hidden };
}

/** Bullets or asterisks in place of all or most of the characters. */
function isMask(value: unknown): boolean {
  return typeof value === "string" && /^(?:.{0,8}[•●*]{3,}.{0,8}|[•●*]+.{0,4})$/s.test(value);
}
