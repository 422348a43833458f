/** Text from outside as XML, in which it is nothing but text. */
import { escape as escapeHtml } from "es-toolkit";

/** The text escaped, as content or in a quoted attribute; the few characters that XML has no place for are replaced. */
export function xml(text: string): string {
  return escapeHtml(text.replace(/[\uFFFE\uFFFF]/g, "\uFFFD"));
}
