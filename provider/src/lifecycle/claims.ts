/** What the resources of a program declare, to find two of a kind that cannot both have their way. */
import { isEqual } from "es-toolkit";

/** What a resource of the program declares. */
interface Claim<Inputs> {
  readonly inputs: Inputs;
  /** Whether the last `up` had something else. */
  readonly isNew: boolean;
}

/**
 * Makes the memory of one kind of resource. The engine names the resources of a run one by one, and may name one twice:
 * what is equal is the same one.
 *
 * @returns A function that notes what a resource declares and gives what others of the run have declared by now: what
 *   the last `up` had side by side is let be.
 */
export function claimsByRun<Inputs extends object>() {
  const runs = new WeakMap<object, readonly Claim<Inputs>[]>();
  return (inputs: Inputs, previous: Partial<Inputs>, run: object): Inputs[] => {
    const others = (runs.get(run) ?? []).filter(
      (claim) => !isEqual(claim.inputs, inputs) && !isEqual(claim.inputs, previous),
    );
    const isNew = !isEqual(inputs, previous);
    runs.set(run, [...others, { inputs, isNew }]);
    return others.filter((claim) => isNew || claim.isNew).map((claim) => claim.inputs);
  };
}
