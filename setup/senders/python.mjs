// @ts-check
// Senders that are Python packages.

import { getPython } from "../python.mjs";

/**
 * A Python that has the packages of requirements.txt.
 *
 * @returns {Promise<{ executable: string } | { problem: string }>}
 */
export function getPythonSenders() {
  return getPython("senders", new URL("./requirements.txt", import.meta.url));
}
