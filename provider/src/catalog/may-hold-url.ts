/** Which rules must be kept secret; light enough for a program to load, so it looks at the text alone. */

/**
 * Whether rules may set a `webhook_url`, which can hold a secret of the receiver. It says yes too often rather
 * than too rarely: an escape can spell any name.
 */
export function mayHoldUrl(rules: string): boolean {
  return /webhook|\\[xu\r\n]/i.test(rules);
}

/** Whether an option, by its name in a program or in PagerTree, holds rules that can set a `webhook_url`. */
export function isRulesOption(option: string): boolean {
  return option === "outgoingRules" || option === "outgoing_rules";
}
