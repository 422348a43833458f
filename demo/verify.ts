// Checks of the demo: each prints the fact that it found to hold, or ends the demo with what was expected.

import { isDeepStrictEqual, styleText } from "node:util";

/** A step did not do what it says, or the demo was interrupted. */
export class DemoFailure extends Error {
  /** The exit status that it asks for. */
  readonly status: number;

  constructor(message: string, status = 1) {
    super(message);
    this.status = status;
  }
}

/**
 * Prints a fact if the demo finds it to hold.
 *
 * @throws {DemoFailure} with what was expected and what was found, if it does not.
 */
export function verify(fact: string, found: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(found, expected)) {
    throw new DemoFailure(
      `this does not hold: ${fact}.\n  expected: ${JSON.stringify(expected)}\n  found:    ${JSON.stringify(found)}`,
    );
  }
  console.log(styleText("green", `✓ ${fact}`));
}
