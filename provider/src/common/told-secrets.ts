/** How a program tells the dynamic provider, to which Pulumi hands secrets as plain values, which of them are secret. */

/** The property that tells it. `check` takes it out, so that no state has it. */
export const toldSecrets = "__secrets";

/** What it holds. */
export interface ToldSecrets {
  /** What the program calls the resource. */
  readonly resource: string;
  /** The paths of what is secret. */
  readonly places: readonly (readonly (string | number)[])[];
}
