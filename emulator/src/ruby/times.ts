// Ruby's times, as JSON has them.
import { wholeOf } from "./methods.ts";
import { className, RubyError, type RubyValue } from "./values.ts";

/** The years after which the calendar repeats itself, in seconds. */
const CYCLE_SECONDS = 146_097n * 86_400n;
const CYCLE_YEARS = 400n;

/**
 * `Time.at(seconds)` with an offset of zero, with milliseconds: `2026-01-05T10:00:00.000+00:00`. Years may be of any size.
 *
 * @throws {RubyError} for what is no number, and for an infinite one
 */
export function timeText(seconds: RubyValue): string {
  if (typeof seconds !== "bigint" && typeof seconds !== "number") {
    throw new RubyError(`can't convert ${className(seconds)} into an exact number`);
  }
  const whole = typeof seconds === "bigint" ? seconds : wholeOf(Math.floor(seconds));
  const milliseconds = typeof seconds === "bigint" ? 0 : Math.floor((seconds - Math.floor(seconds)) * 1000);
  const rest = ((whole % CYCLE_SECONDS) + CYCLE_SECONDS) % CYCLE_SECONDS;
  const cycles = (whole - rest) / CYCLE_SECONDS;
  const date = new Date(Number(rest) * 1000 + milliseconds);
  const year = BigInt(date.getUTCFullYear()) + cycles * CYCLE_YEARS;
  const digits = (year < 0n ? -year : year).toString().padStart(4, "0");
  return `${year < 0n ? "-" : ""}${digits}${date.toISOString().slice(4, -1)}+00:00`;
}
