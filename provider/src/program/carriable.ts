/**
 * Refuses what Pulumi cannot carry from the program to the provider, whose `check` would never see it: the SDK drops
 * half a character or ends with an error that names no property. Light on purpose: a user's program loads it.
 */
import { toUSVString, types } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { isPlainObject } from "es-toolkit";
import { PagerTreeError } from "../common/errors.ts";
import { type Failure, toCheckFailure } from "../common/failure.ts";

/** Pulumi's SDK walks into values by calls within calls, which end at some hundreds. */
const deepest = 100;

/**
 * The arguments of a resource. Outputs and promises among them are looked at once they are known.
 *
 * @param title What an error calls the resource.
 * @throws PagerTreeError if they cannot be carried: each with its path.
 */
export function carriable<Args extends object>(title: string, args: Args): Args {
  // What is looked at later is of the same type as it was.
  return carried(title, args, []) as Args;
}

function carried(title: string, value: unknown, path: readonly PropertyKey[]): unknown {
  const failures: Failure[] = [];
  const result = walk(value, path);
  if (failures.length > 0) {
    const reasons = failures.map(toCheckFailure).map(({ property, reason }) => `${property} ${reason}`);
    throw new PagerTreeError("invalid-input", `${title}: ${reasons.join("; ")}.`, "");
  }
  return result;

  function walk(inner: unknown, place: readonly PropertyKey[]): unknown {
    if (pulumi.Output.isInstance(inner) || types.isPromise(inner)) {
      const later: pulumi.Output<unknown> = pulumi.output(inner as Promise<unknown>);
      return later.apply((known) => carried(title, known, place));
    }
    if (typeof inner === "string") {
      if (!isWhole(inner)) {
        failures.push({ path: place, reason: halfCharacter });
      }
      return inner;
    }
    if (!Array.isArray(inner) && !isPlainObject(inner)) {
      const problem = problemOfKind(inner);
      if (problem !== undefined) {
        failures.push({ path: place, reason: problem });
      }
      return inner;
    }
    if (place.length > deepest) {
      failures.push({
        path: place.slice(0, 3),
        reason: `is nested more than ${deepest} levels deep, or holds itself`,
      });
      return inner;
    }
    if (Array.isArray(inner)) {
      return inner.map((item, index) => walk(item, [...place, index]));
    }
    return Object.fromEntries(
      Object.entries(inner).map(([key, item]) => {
        const reason = keyProblem(key);
        if (reason !== undefined) {
          failures.push({ path: [...place, toUSVString(key)], reason });
        }
        return [key, walk(item, [...place, key])];
      }),
    );
  }
}

/** Why a value that is neither a text nor a container means nothing to PagerTree; the SDK would make `{}` of most. */
function problemOfKind(value: unknown): string | undefined {
  const takes = "an argument takes texts, numbers, booleans, lists, plain objects, and outputs of them";
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) ? undefined : `is ${value}, which JSON cannot hold`;
    case "bigint":
      return `is a bigint; ${takes}: use Number(…) or String(…)`;
    case "function":
    case "symbol":
      return `is a ${typeof value}; ${takes}`;
    case "object":
      return value === null ? undefined : problemOfObject(value, takes);
    default:
      return undefined;
  }
}

function problemOfObject(value: object, takes: string): string | undefined {
  if (pulumi.Resource.isInstance(value)) {
    return "is a resource; name an output of it, such as its id";
  }
  if (types.isDate(value)) {
    return `is a Date; ${takes}: use toISOString()`;
  }
  if (types.isMap(value)) {
    return `is a Map; ${takes}: use Object.fromEntries(…)`;
  }
  if (types.isSet(value)) {
    return `is a Set; ${takes}: use [...set]`;
  }
  if (types.isRegExp(value)) {
    return `is a RegExp; ${takes}: rules take { $regex: "…" }`;
  }
  const name = value.constructor?.name;
  return name === undefined || name === "" ? undefined : `is of the class ${name}; ${takes}`;
}

const halfCharacter =
  "holds half a character (a lone surrogate), which Pulumi cannot carry: the text was cut in the middle of a character, or is not text";

function keyProblem(key: string): string | undefined {
  if (key === "__proto__" || key === "toString") {
    return "has a name that Pulumi cannot carry";
  }
  return isWhole(key) ? undefined : halfCharacter;
}

function isWhole(text: string): boolean {
  return toUSVString(text) === text;
}
