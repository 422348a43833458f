/** Times as people write them: what the clock on a wall shows, and when that is. */
import { Temporal } from "temporal-polyfill";
import { ianaZoneOf } from "./zone-names.ts";

/** `2026-10-05T09:00`, with a T or a space, and seconds if they are none. */
const wallPattern = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::00)?$/;

/** The wall clock of a text such as `2026-10-05T09:00`; undefined for any other text, or a day that is not there. */
export function readWallClock(text: string): number | undefined {
  const match = wallPattern.exec(text);
  const [, year, month, dayOfMonth, hours, minutes] = (match ?? []).map(Number);
  if (year === undefined || month === undefined || Number(hours) > 23 || Number(minutes) > 59) {
    return undefined;
  }
  const wall = Date.UTC(year, month - 1, dayOfMonth, hours, minutes);
  const date = new Date(wall);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth ? wall : undefined;
}

/** The wall clock at the beginning of a day such as `2026-12-31`; undefined for any other text. */
export function readDate(text: string): number | undefined {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? readWallClock(`${text}T00:00`) : undefined;
}

/** A wall clock as text, such as `2026-10-05T09:00`. */
export function wallClockText(wall: number): string {
  return new Date(wall).toISOString().slice(0, 16);
}

/** The day of a wall clock as text, such as `2026-10-05`. */
export function dateText(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10);
}

/** An instant in ISO 8601 with the offset of a zone, such as `2026-10-05T09:00:00-04:00`, as PagerTree takes it. */
export function offsetText(instant: number, timeZone: string): string {
  const zone = ianaZoneOf(timeZone) ?? timeZone;
  return Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: "never", smallestUnit: "second" });
}

/** An instant as a message has it, such as `Mon 5 Oct 2026 09:00`. */
export function shownTime(instant: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: ianaZoneOf(timeZone) ?? timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? "";
  return `${part("weekday")} ${part("day")} ${part("month")} ${part("year")} ${part("hour")}:${part("minute")}`;
}

/** A length of time as a message has it, such as `2 days 3 hours`. */
export function shownLength(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  const counts = [
    [Math.floor(minutes / 1440), "day"],
    [Math.floor((minutes % 1440) / 60), "hour"],
    [minutes % 60, "minute"],
  ] as const;
  const shown = counts
    .filter(([count]) => count > 0)
    .map(([count, noun]) => `${count} ${noun}${count === 1 ? "" : "s"}`);
  return shown.length === 0 ? "less than a minute" : shown.join(" ");
}
