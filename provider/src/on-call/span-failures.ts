/** Whether two times on the clocks of a zone are a span that is still to come. */
import type { Failure } from "../common/failure.ts";
import { isUnknown } from "../common/unknown.ts";
import { readWallClock } from "./wall-clock.ts";
import { zoneClock } from "./zone-clock.ts";

/** A span as a program declares it: wall clocks such as `2026-10-21T18:00`. */
export interface DeclaredSpan {
  readonly timeZone: string;
  readonly startTime: string;
  readonly endTime: string;
}

/**
 * Every reason why there is no such span; none as long as a part of it is not known.
 *
 * @param noun - What a message calls the resource, such as `an override`.
 */
export function spanFailures(span: DeclaredSpan, noun: string, now: number): Failure[] {
  const { timeZone, startTime, endTime } = span;
  if ([timeZone, startTime, endTime].some(isUnknown)) {
    return [];
  }
  const clock = zoneClock(timeZone);
  const unclear = (["startTime", "endTime"] as const).flatMap((property): Failure[] => {
    const wall = readWallClock(span[property]) ?? 0;
    const instants = clock.instantsAt(wall);
    const verb = instants.length > 1 ? "shown twice" : "skipped";
    const reason = `is ${verb} by the clocks of ${timeZone} on that day: choose another time of day`;
    return instants.length > 1 || clock.wallAt(instants[0]) !== wall ? [{ path: [property], reason }] : [];
  });
  if (unclear.length > 0) {
    return unclear;
  }
  const [start, end] = [startTime, endTime].map((text) => clock.instantAt(readWallClock(text) ?? 0));
  if (start === undefined || end === undefined || end <= start) {
    return [{ path: ["endTime"], reason: "must be after startTime" }];
  }
  const over = `is in the past, and ${noun} that is over cannot be made or changed: take the resource out of the program`;
  return end <= now ? [{ path: ["endTime"], reason: over }] : [];
}
