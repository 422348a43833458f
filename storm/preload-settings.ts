// What is set for provider-preload.ts. Time passes faster for the provider, so that a storm takes minutes: its waits are
// shorter, and nothing else differs.

/** The variable that names the folder for a file of each process of the provider's. */
export const PROVIDERS_VARIABLE = "STORM_PROVIDERS";

/** The variable that tells the provider's process how much faster. */
export const SECOND_VARIABLE = "STORM_SECOND";

/** What one second of the provider's waits takes on the model of the engine, in milliseconds. */
export const SECOND_ON_MODEL = 50;

/** On Pulumi's own engine, which takes its time between two calls. */
export const SECOND_ON_WHOLE_ENGINE = 200;

/**
 * What a time-out of ten seconds or more takes for each of them, in milliseconds: more than a wait, since a request
 * that is well takes its time on a busy computer.
 */
export const TIME_OUT_SECOND = 150;
