// Durations of rules, such as `5m`, in the notation of the package ms, which D:routers names.
import ms, { type StringValue } from "ms";

/** Longer texts are none, and ms refuses them. */
const LONGEST_TEXT = 100;

/** Milliseconds; undefined for what is no duration. */
export function durationMs(value: unknown): number | undefined {
  const text =
    typeof value === "string" || typeof value === "number" || typeof value === "bigint" ? `${value}` : "";
  const length = text === "" || text.length > LONGEST_TEXT ? undefined : ms(text as StringValue);
  return length !== undefined && length >= 0 ? length : undefined;
}
