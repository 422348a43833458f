/** A maintenance window as a program declares it. */
import type { MaintenanceWindowWire } from "../../api/on-call-wire.ts";
import { maintenanceWindowDefinition } from "../../maintenance-window/definition.ts";
import type { AccountContext } from "../account-context.ts";
import type { Outcome } from "./declaration.ts";
import { argumentValues, type DeclaredArguments, ObjectId } from "./declared.ts";
import { misfits } from "./fits.ts";

/** The resource that declares a maintenance window as it is, or why there is none. */
export async function declareMaintenanceWindow(
  window: MaintenanceWindowWire,
  context: AccountContext,
): Promise<Outcome> {
  const { inputs } = maintenanceWindowDefinition.fromWire(window, {}, context);
  const { name, timeZone, startTime, endTime, integrationIds } = inputs;
  const args: DeclaredArguments = {
    ...{ name, timeZone, startTime, endTime },
    integrationIds: integrationIds.map((id) => new ObjectId("integrations", "id", id)),
  };
  const reasons = await misfits(maintenanceWindowDefinition, window, argumentValues(args), context);
  const found = { kind: "maintenanceWindows", object: window, name } as const;
  const notes = [
    "Take it out once it is over. PagerTree does not show its description, which stays as it is.",
  ];
  return reasons.length > 0
    ? { ...found, reasons }
    : { ...found, resourceClass: "MaintenanceWindow", args, notes };
}
