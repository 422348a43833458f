/** Which rules must be kept secret; light enough for a program to load, so it looks at the text alone. */

/**
 * Whether rules may set a `webhook_url`, which can hold a secret of the receiver. It says yes too often rather
 * than too rarely: an escape can spell any name.
 */
export function mayHoldUrl(rules: string): boolean {
  return /webhook|\\[xu\r\n]/i.test(rules);
}
