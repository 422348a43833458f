// What of an alert's way the emulator does not do: said at its place, in place of a guess.
import type { Integration } from "../models.ts";
import { isParams } from "../params.ts";
import type { RouterTrace } from "./result.ts";

/** Actions of rules that are not emulated. */
const ACTIONS: Readonly<Record<string, string>> = {
  stakeholder: "stakeholders are not emulated: nobody is informed",
};

/** Whether what an integration makes of payloads is up to a definition that is not shown. */
export function hidesDefinition({ options }: Integration, type: string, hidden: readonly string[]): boolean {
  const isHidden = hidden.includes("custom_definition") && (options["custom_definition"] ?? "") === "";
  const isInUse =
    options["custom_definition_enabled"] === true || hidden.includes("custom_definition_enabled");
  return isHidden && (type === "custom-webhook" || isInUse);
}

/** What is not emulated of the rules that were looked at. */
export function rulesNotEmulated({ router, rules }: RouterTrace): string[] {
  const title = `router ${JSON.stringify(router.name)}`;
  return rules.flatMap(({ place, matches, conditions, actions }) => {
    if (matches === null) return [];
    const headers = conditions.some(({ field }) => field.startsWith("log.headers"))
      ? [`${title}, ${place}: log.headers is what a sender brings, which is not known here`]
      : [];
    const ofActions = (Array.isArray(actions) && matches ? actions : []).flatMap((action, index) => {
      const text = isParams(action) ? ACTIONS[String(action["type"])] : undefined;
      return text === undefined ? [] : [`${title}, ${place}.actions[${index}]: ${text}`];
    });
    return [...headers, ...ofActions];
  });
}
