/** Finds where a router is its own receiver, which sends its alerts round for ever. */
import type { Failure } from "../common/failure.ts";
import { isUnknown } from "../common/unknown.ts";
import type { RouterInputs, RouterState } from "./inputs.ts";

const reason = "is this router itself, which cannot be its own receiver";

/** Every place of the inputs that names the router with this id. */
export async function receivesItself(
  id: string,
  { prefixId }: RouterState,
  { routerId, rules }: RouterInputs,
): Promise<Failure[]> {
  const asDefault = routerId === id ? [{ path: ["routerId"], reason }] : [];
  if (rules === undefined || isUnknown(rules)) {
    return asDefault;
  }
  const { receiversIn } = await import("../rules/receivers.ts");
  const inRules = receiversIn(rules).filter((receiver) => receiver.id === prefixId);
  return [...asDefault, ...inRules.map(({ path }) => ({ path, reason }))];
}
