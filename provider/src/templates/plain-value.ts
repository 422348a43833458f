/** Values that a template may touch: data, and nothing by which it could reach code or a prototype. */

/** Deeper than any alert, and enough to stop at what has no end. */
const deepest = 30;

/** A copy of a value with nothing but data in it; what is none is left out. */
export function plainValue(value: unknown, depth = 0): unknown {
  if (value === null || ["string", "number", "boolean"].includes(typeof value) || value instanceof RegExp) {
    return value;
  }
  if (typeof value !== "object" || depth > deepest) {
    return undefined;
  }
  if (Array.isArray(value)) {
    return value.map((element) => plainValue(element, depth + 1));
  }
  const entries = Object.entries(value).filter(([key]) => key !== "__proto__");
  return Object.fromEntries(entries.map(([key, inner]) => [key, plainValue(inner, depth + 1)]));
}

const reachingPath = /^(?:[\w$-]+\.)*(?:__proto__|prototype|constructor)(?:\.[\w$-]+)*$/;

/** Refuses a text, or a list with one, by which a helper that takes paths would leave the data. */
export function refuseReachingPath(value: unknown): void {
  if (Array.isArray(value)) {
    value.forEach(refuseReachingPath);
  }
  if (typeof value === "string" && reachingPath.test(value)) {
    throw new Error(`it reaches beyond its data with "${value.slice(0, 60)}"`);
  }
}
