/** Where a router names what it sends alerts to: its default receiver, and the receivers of its rules. */

import { isUnknown } from "../common/unknown.ts";
import { type Place, placesIn, placesOfReceivers } from "../destinations/routes.ts";
import { type RouterInputs, receiverArguments } from "./inputs.ts";

/** Every place of a router that names a receiver. The tools for rules are loaded only where there are some. */
export async function receiverPlaces(router: Partial<RouterInputs>): Promise<Place[]> {
  const places = placesIn(router, receiverArguments);
  if (router.rules === undefined || isUnknown(router.rules)) {
    return places;
  }
  const { receiversIn } = await import("../rules/receivers.ts");
  return [...places, ...placesOfReceivers(receiversIn(router.rules))];
}
