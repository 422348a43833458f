/** The events of an outgoing webhook, turned into the options that switch them on. */

import { isPlainObject, omitBy } from "es-toolkit";
import type { Failure } from "../common/failure.ts";
import { nearest } from "../common/nearest.ts";
import { isUnknown, unknownValue } from "../common/unknown.ts";
import { switchOf, webhookEvents } from "./events.ts";

/** Every event that is none, on its place in the list. */
export function checkEvents(events: unknown): Failure[] {
  if (events === undefined || isUnknown(events)) {
    return [];
  }
  if (!Array.isArray(events)) {
    return [{ path: ["events"], reason: "must be a list of events, such as alert.open" }];
  }
  if (events.length === 0) {
    const reason =
      "must name an event: an outgoing webhook without events sends nothing. Leave it out for all of an alert's";
    return [{ path: ["events"], reason }];
  }
  return events.flatMap((event: unknown, index) => {
    if (isUnknown(event) || webhookEvents.some((known) => known === event)) {
      return [];
    }
    const guess = typeof event === "string" ? nearest(event, webhookEvents) : undefined;
    const hint =
      guess === undefined ? `; the events are ${webhookEvents.join(", ")}` : `; did you mean "${guess}"?`;
    return [{ path: ["events", index], reason: `is not an event${hint}` }];
  });
}

/**
 * The arguments with the events' switches among the options. An option that is given as well stands, as it does
 * where `ignoreChanges` leaves one switch to PagerTree's web page.
 */
export function withEventSwitches(given: Record<string, unknown>, events: unknown): Record<string, unknown> {
  const { type, options = {} } = given;
  if (type !== "outgoing-webhook" || events === undefined || !isPlainObject(options)) {
    return given;
  }
  const named: unknown[] = Array.isArray(events) ? events : [];
  const otherwise = isUnknown(events) || named.some(isUnknown) ? unknownValue : false;
  const switches = webhookEvents.map((event) => [switchOf(event), named.includes(event) || otherwise]);
  const others = omitBy(options, (value) => value === null || value === undefined);
  return { ...given, options: { ...Object.fromEntries(switches), ...others } };
}
