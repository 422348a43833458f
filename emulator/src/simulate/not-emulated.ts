// What of an alert's way the emulator does not do: said at its place, in place of a guess.
import type { Integration } from "../models.ts";
import { isParams } from "../params.ts";
import type { RouterTrace } from "./result.ts";

/** Options whose effect is not emulated, while they are on. */
const OPTIONS: Readonly<Record<string, string>> = {
  custom_definition_enabled: "its custom definition is not emulated: no alert is made here",
};

/** Actions of rules that are not emulated, or only in part. */
const ACTIONS: Readonly<Record<string, string>> = {
  aggregate: "aggregate is not emulated but for its receiver: no alerts are joined, and nothing waits",
  delay: "delay is not emulated: nothing waits",
  stakeholder: "stakeholders are not emulated: nobody is informed",
};

/** What is not emulated of an integration that receives. */
export function optionsNotEmulated({ name, options }: Integration): string[] {
  return Object.entries(OPTIONS).flatMap(([key, text]) =>
    options[key] === true ? [`integration ${JSON.stringify(name)}: ${text}`] : [],
  );
}

/** What is not emulated of the rules that were looked at. */
export function rulesNotEmulated({ router, rules }: RouterTrace): string[] {
  const title = `router ${JSON.stringify(router.name)}`;
  return rules.flatMap(({ place, matches, conditions, actions }) => {
    if (matches === null) return [];
    const headers = conditions.some(({ field }) => field.startsWith("log.headers"))
      ? [`${title}, ${place}: log.headers is not emulated, and so the rule does not match`]
      : [];
    const ofActions = (Array.isArray(actions) && matches ? actions : []).flatMap((action, index) => {
      const text = isParams(action) ? ACTIONS[String(action["type"])] : undefined;
      return text === undefined ? [] : [`${title}, ${place}.actions[${index}]: ${text}`];
    });
    return [...headers, ...ofActions];
  });
}
