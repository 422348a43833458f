// /maintenance_windows: create, read, update, delete, list. What they keep away is inbound.ts's and mail's to ask.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { castString } from "../casts.ts";
import type { Context } from "../context.ts";
import { formatTime, ianaName, readTime } from "../on-call/time-zones.ts";
import type { MaintenanceWindow } from "../on-call-models.ts";
import { permitIds, permitScalar } from "../params.ts";
import { failIfAny } from "../responses.ts";
import type { Attributes } from "../store.ts";
import {
  checkName,
  paramsOf,
  registerRecords,
  requireIds,
  requireText,
  serializeCommon,
  showIds,
} from "./shared.ts";

export function registerMaintenanceWindows(app: FastifyInstance, context: Context): void {
  registerRecords(app, context, "maintenance_windows", { assign, serialize });
}

function assign(
  context: Context,
  request: FastifyRequest,
  stored: MaintenanceWindow | undefined,
): Attributes<"maintenance_windows"> {
  const { store, switches } = context;
  const params = paramsOf(request);
  const failures: string[] = [];
  const name = requireText(failures, "name", permitScalar(params, "name"), stored?.name);
  checkName(context, request, failures, "maintenance_windows", name, stored);
  const ids = permitIds(params, "integration_ids") ?? stored?.integration_ids ?? [];
  requireIds(context, request, failures, "integrations", "integration_ids", ids);
  if (ids.length === 0) failures.push("integrations can't be blank");
  const zone = requireText(failures, "time_zone", permitScalar(params, "time_zone"), stored?.time_zone);
  const isKnown = ianaName(zone) !== undefined;
  if (zone !== "" && !isKnown) failures.push("time_zone is not included in the list");
  const timeOf = (attribute: "start_datetime" | "end_datetime") => {
    const sent = permitScalar(params, attribute);
    if (sent === undefined && stored !== undefined) return stored[attribute];
    const time = readTime(sent ?? null, isKnown ? zone : "UTC", switches.timeReading);
    if (time === undefined) failures.push(`${attribute} can't be blank`);
    return time === undefined ? null : new Date(time).toISOString();
  };
  const [start, end] = [timeOf("start_datetime"), timeOf("end_datetime")];
  if (
    start !== null &&
    end !== null &&
    !switches.reversedWindowsStored &&
    Date.parse(end) <= Date.parse(start)
  ) {
    failures.push("end_datetime must be after start_datetime");
  }
  if (end !== null && switches.pastWindowsRefused && Date.parse(end) <= store.clock()) {
    failures.push("end_datetime must be in the future");
  }
  const description = permitScalar(params, "description");
  failIfAny(failures);
  return {
    name,
    description: description === undefined ? (stored?.description ?? null) : castString(description),
    start_datetime: start ?? "",
    end_datetime: end ?? "",
    time_zone: zone,
    integration_ids: ids,
  };
}

/** `description` is written and not read: D:api/maintenance-windows. */
function serialize(window: MaintenanceWindow, context: Context) {
  const zone = context.switches.eventTimesInUtc ? "UTC" : window.time_zone;
  return {
    ...serializeCommon(window),
    name: window.name,
    start_datetime: formatTime(Date.parse(window.start_datetime), zone),
    end_datetime: formatTime(Date.parse(window.end_datetime), zone),
    time_zone: window.time_zone,
    integration_ids: showIds(context, window.id)(window.integration_ids),
  };
}
