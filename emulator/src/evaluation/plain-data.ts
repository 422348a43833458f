// Values that a template's helpers may take and give: data, and nothing by which one could reach code.

/** Deeper than any payload, and an end to what refers to itself. */
const DEEPEST = 50;

/** A copy of a value with nothing but data in it: functions, and what is inherited, are left out. */
export function plainData(value: unknown, depth = 0): unknown {
  if (value === null || ["string", "number", "bigint", "boolean"].includes(typeof value)) return value;
  if (typeof value !== "object" || depth > DEEPEST) return undefined;
  // `{{test title (toRegex "^a")}}` hands one helper's expression to another.
  if (value instanceof RegExp) return new RegExp(value.source, value.flags);
  if (Array.isArray(value)) return value.map((item) => plainData(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "__proto__")
      .map(([key, inner]) => [key, plainData(inner, depth + 1)]),
  );
}
