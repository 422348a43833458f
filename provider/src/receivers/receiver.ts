/** Who receives an outgoing webhook, and so what it must bring; light enough for a program to load. */

/** The receivers whose needs are known; `any` is one that takes whatever comes. */
export const receivers = ["any", "rootly"] as const;

/**
 * The receiver of an outgoing webhook, which turns checks on: with `any`, that template and rules work and let
 * every event through; with `rootly`, that Rootly will take what arrives as well.
 */
export type Receiver = (typeof receivers)[number];
