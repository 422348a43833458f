/** The maintenance window as a resource of the shared life cycle. */
import { isUnknown } from "../common/unknown.ts";
import type { ResourceDefinition } from "../lifecycle/resource-definition.ts";
import { offsetText, readWallClock, wallClockText } from "../on-call/wall-clock.ts";
import { zoneClock } from "../on-call/zone-clock.ts";
import { ianaZoneOf, railsZoneOf } from "../on-call/zone-names.ts";
import { checkMaintenanceWindow } from "./check.ts";
import { type MaintenanceWindowInputs, normaliseWindow } from "./inputs.ts";

/** PagerTree's names: https://pagertree.com/docs/api/maintenance-windows */
const attributeNames: Readonly<Record<string, string>> = {
  name: "name",
  description: "description",
  time_zone: "timeZone",
  start_datetime: "startTime",
  end_datetime: "endTime",
  integration_ids: "integrationIds",
  integrations: "integrationIds",
};

export const maintenanceWindowDefinition: ResourceDefinition<MaintenanceWindowInputs, "maintenanceWindows"> =
  {
    kind: "maintenanceWindows",
    check: checkMaintenanceWindow,
    normalise: normaliseWindow,
    replaces: () => [],
    toWire: ({ name, description, timeZone, startTime, endTime, integrationIds }) => ({
      name,
      description: description ?? null,
      time_zone: isUnknown(timeZone) ? timeZone : railsZoneOf(timeZone),
      start_datetime: instantText(startTime, timeZone),
      end_datetime: instantText(endTime, timeZone),
      integration_ids: integrationIds,
    }),
    toWireOnCreate: async () => ({}),
    fromWire(object, state) {
      const zone = ianaZoneOf(object.time_zone) ?? "UTC";
      const text = (time: string) => wallClockText(zoneClock(zone).wallAt(Date.parse(time)));
      return {
        inputs: normaliseWindow({
          name: object.name,
          description: state.description,
          timeZone: object.time_zone,
          startTime: text(object.start_datetime),
          endTime: text(object.end_datetime),
          integrationIds: object.integration_ids,
        }),
        computed: {},
      };
    },
    // PagerTree does not show it: https://pagertree.com/docs/api/maintenance-windows
    hiddenAttributes: (_object, { description }) => (description === undefined ? [] : ["description"]),
    propertyOf: (attribute) => attributeNames[attribute],
  };

/** A wall clock as PagerTree takes it, with the offset of its zone; as it is, while a part of it is not known. */
function instantText(text: string, timeZone: string): string {
  const wall = readWallClock(text);
  return wall === undefined || isUnknown(timeZone)
    ? text
    : offsetText(zoneClock(timeZone).instantAt(wall), timeZone);
}
