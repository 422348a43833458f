/** Checks the rules of a router; the tools for rules are loaded with this file. */
import { routerRules } from "../rules/router-rules.ts";
import { checkRulesArgument } from "../rules/rules-argument.ts";

/** The rules as text, or every failure on its path in them. */
export function checkRouterRules(rules: unknown) {
  return checkRulesArgument(rules, routerRules);
}
