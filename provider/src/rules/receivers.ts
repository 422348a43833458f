/** The receivers that the text of a router's rules names. */
import { type NamedReceiver, receiversOf, routerRules } from "./router-rules.ts";
import { checkRules } from "./rules.ts";
import { readRules } from "./rules-text.ts";

/** Every receiver that rules name; none if they are no rules. */
export function receiversIn(text: string): NamedReceiver[] {
  const read = readRules(text);
  const checked = "problem" in read ? read : checkRules(read.rules, routerRules);
  return "rules" in checked ? receiversOf(checked.rules) : [];
}
