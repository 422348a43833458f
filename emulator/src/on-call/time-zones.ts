// Time zones and the times in them, as Rails reads and writes both. The arithmetic and the zones' data are moment's.
import moment from "moment-timezone";
import railsTimeZones from "../../../provider/src/catalog/rails-time-zones.json" with { type: "json" };
import type { Scalar } from "../params.ts";

/** The names that `GET /events/time_zones` gives. */
export const TIME_ZONE_NAMES: readonly string[] = Object.keys(railsTimeZones);

const IANA_NAMES = new Map(Object.entries(railsTimeZones));
const MINUTE_MS = 60_000;

/** The IANA name of a zone that is named as Rails or IANA does; undefined if neither knows it. */
export function ianaName(name: string): string | undefined {
  return IANA_NAMES.get(name) ?? (moment.tz.zone(name) === null ? undefined : name);
}

/** The name by which Rails knows the zone; its IANA name where Rails has none. */
export function railsName(name: string): string {
  if (IANA_NAMES.has(name)) return name;
  return TIME_ZONE_NAMES.find((rails) => IANA_NAMES.get(rails) === name) ?? name;
}

/** What the clocks of a place show, and when: milliseconds since 1970 for instants, the same of UTC for wall clocks. */
export class Zone {
  readonly name: string;
  readonly #zone: moment.MomentZone;

  /** @throws if nobody knows a zone of this name */
  constructor(name: string) {
    const iana = ianaName(name);
    const zone = iana === undefined ? null : moment.tz.zone(iana);
    if (zone === null) throw new Error(`${name} is no time zone`);
    this.name = zone.name;
    this.#zone = zone;
  }

  /** By how much the clocks are ahead of UTC. */
  offsetAt(instant: number): number {
    return -this.#zone.utcOffset(instant) * MINUTE_MS;
  }

  wallClockAt(instant: number): number {
    return instant + this.offsetAt(instant);
  }

  /** When the clocks show it: for the first time if an hour is repeated, as much later if it is skipped. */
  instantOf(wallClock: number): number {
    return wallClock + this.#zone.parse(wallClock) * MINUTE_MS;
  }

  /** The last millisecond of the day that it is at this instant. */
  endOfDay(instant: number): number {
    return moment.tz(instant, this.name).endOf("day").valueOf();
  }
}

/** ISO 8601 with milliseconds and the offset of the zone, `Z` for UTC itself: the form of Rails' TimeWithZone. */
export function formatTime(instant: number, zoneName: string): string {
  const { name } = new Zone(zoneName);
  const local = moment.tz(instant, name);
  return local.format(`YYYY-MM-DDTHH:mm:ss.SSS${local.zoneAbbr() === "UTC" ? "[Z]" : "Z"}`);
}

/** How a time is read that says no offset, or in spite of the one that it says. */
export type TimeReading = "wall-clock" | "utc" | "offset-ignored";

/**
 * The instant that a text names.
 *
 * @returns undefined for what is no time, as Rails makes nothing of it
 */
export function readTime(sent: Scalar, zoneName: string, reading: TimeReading): number | undefined {
  if (typeof sent !== "string") return undefined;
  const text = sent
    .trim()
    .replace(/ ?UTC$/, "Z")
    .replace(/ ([+-]\d\d:?\d\d)$/, "$1");
  const [, withoutOffset = text, offset] =
    /^(.*\d)(Z|[+-]\d\d:?\d\d)$/i.exec(text.includes(":") ? text : "") ?? [];
  const iana = reading === "utc" ? "Etc/UTC" : new Zone(zoneName).name;
  const kept = offset === undefined || reading === "offset-ignored" ? withoutOffset : text;
  const time = moment.tz(kept, moment.ISO_8601, true, iana);
  return time.isValid() ? time.valueOf() : undefined;
}
