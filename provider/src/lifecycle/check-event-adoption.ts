/** What `check` has to say of `adopt` where a resource consists of events, as rotations and overrides do. */
import type { EventWire } from "../api/on-call-wire.ts";
import { LookupError, OwnershipError } from "../common/errors.ts";
import { isUnknown } from "../common/unknown.ts";
import { takenError } from "./adopt.ts";
import { asFailureOfAdopt, findObject, idIn, withAdopt } from "./check-adoption.ts";
import type { EngineContext } from "./context.ts";
import type { Checked } from "./resource-definition.ts";

/**
 * Checks what a resource names in `adopt`: that it is an id and, of a new resource without mistakes, that the event is
 * there and nobody else's.
 *
 * @param checked - What `check` made of the other arguments.
 * @param tellEffect - Tells the user what will change; its LookupError says why the event cannot be adopted.
 * @returns The same with `adopt`, or with why it cannot be.
 */
export async function checkEventAdoption<Inputs extends object>(
  adopt: unknown,
  previous: Partial<Inputs>,
  checked: Checked<Inputs>,
  context: EngineContext,
  tellEffect: (row: EventWire, inputs: Inputs) => Promise<void>,
): Promise<Checked<Inputs>> {
  if (adopt === undefined || adopt === null) {
    return checked;
  }
  const { inputs } = checked;
  try {
    const id = idIn(adopt, "events");
    const isNew = Object.keys(previous).length === 0;
    if (inputs === undefined || !isNew || isUnknown(id) || checked.failures.length > 0) {
      return withAdopt(checked, id);
    }
    const row = await context.ask(() => findObject("events", id, context), undefined);
    if (row === undefined) {
      return withAdopt(checked, id);
    }
    if (!context.ownership.nameForAdoption(row.id)) {
      throw takenError(id);
    }
    await tellEffect(row, inputs).catch((error: unknown) => {
      throw error instanceof LookupError ? new OwnershipError(error.what, error.hint) : error;
    });
    return withAdopt(checked, row.id);
  } catch (error) {
    return asFailureOfAdopt(error, checked);
  }
}
