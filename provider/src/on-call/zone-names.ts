/** Names of time zones: PagerTree's are Rails' or the IANA database's, and sums need the latter. */
import { invert } from "es-toolkit";
import tzdata from "tzdata";
import railsTimeZones from "../catalog/rails-time-zones.json";

const ianaZones: Readonly<Record<string, string>> = railsTimeZones;
/** Of several Rails names of one zone, the last one wins: any of them keeps the same clock. */
const railsNames: Readonly<Record<string, string>> = invert(ianaZones);
/** A name of the database that is a link to another one has that name here. */
const links: Readonly<Record<string, unknown>> = tzdata.zones;

/**
 * The IANA name of a zone, such as `America/New_York` for `Eastern Time (US & Canada)`; undefined for a text that
 * names no zone. Case matters, as it does for Rails.
 */
export function ianaZoneOf(name: string): string | undefined {
  if (Object.hasOwn(ianaZones, name)) {
    return ianaZones[name];
  }
  return Object.hasOwn(links, name) ? name : undefined;
}

/**
 * The name by which PagerTree is told of a zone: the documentation lists Rails' names alone
 * (https://pagertree.com/docs/api/events), so one is sent where there is one.
 */
export function railsZoneOf(name: string): string {
  return Object.hasOwn(ianaZones, name) ? name : (railsNames[name] ?? railsNames[targetOf(name)] ?? name);
}

/** Whether two names are of one zone, whichever names they are. */
export function isSameZone(one: string, other: string): boolean {
  return targetOf(ianaZoneOf(one) ?? one) === targetOf(ianaZoneOf(other) ?? other);
}

function targetOf(name: string): string {
  const target = links[name];
  return typeof target === "string" ? targetOf(target) : name;
}
