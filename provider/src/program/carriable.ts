/**
 * Refuses what Pulumi cannot carry from the program to the provider, whose `check` would never see it: the SDK drops
 * half a character or ends with an error that names no property. Light on purpose: a user's program loads it.
 */
import { toUSVString } from "node:util";
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
    if (pulumi.Output.isInstance(inner) || inner instanceof Promise) {
      return pulumi.output(inner).apply((known) => carried(title, known, place));
    }
    if (typeof inner === "string") {
      if (!isWhole(inner)) {
        failures.push({ path: place, reason: halfCharacter });
      }
      return inner;
    }
    if (!Array.isArray(inner) && !isPlainObject(inner)) {
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

const halfCharacter =
  "holds half a character (a lone surrogate), which Pulumi cannot carry: the text was cut in two, or is no text";

function keyProblem(key: string): string | undefined {
  if (key === "__proto__" || key === "toString") {
    return "has a name that Pulumi cannot carry";
  }
  return isWhole(key) ? undefined : halfCharacter;
}

function isWhole(text: string): boolean {
  return toUSVString(text) === text;
}
