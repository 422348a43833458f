// Rules as YAML text, of routers and of notification rules: only their outer form is checked, and the text is kept.
import { parseDocument } from "yaml";
import { isParams } from "../params.ts";

/** Whether the text is YAML with a list of `rules` at its root. */
export function areRules(text: string): boolean {
  const document = parseDocument(text);
  if (document.errors.length > 0) return false;
  const value: unknown = document.toJS();
  return isParams(value) && Array.isArray(value["rules"]);
}
