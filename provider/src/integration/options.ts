/** The options of an integration: checked as a program declares them, and brought to PagerTree's own names. */
import { isPlainObject, mapValues } from "es-toolkit";
import { z } from "zod";
import { isTypeName, optionsOf, toOptionName } from "../catalog/catalog.ts";
import { checkOptions } from "../catalog/check-options.ts";
import { misreading } from "../catalog/misread.ts";
import { writeOptions } from "../catalog/write-options.ts";
import type { Failure } from "../common/failure.ts";
import { isUnknown, orUnknown, unknownValue } from "../common/unknown.ts";
import type { IntegrationInputs, Options } from "./inputs.ts";
import { secretSetElsewhere } from "./secrets.ts";

/** What `options` and `additionalOptions` are, whatever stands in them. */
export const optionsSchema = orUnknown(
  z.custom<Options>(isPlainObject, "must be an object of option names and their values"),
);

/** Checks the options that a program declares, against their type where the catalog knows it. */
export function checkOptionArguments(declared: Record<string, unknown>): Failure[] {
  const { type } = declared;
  const options = namedOptions(declared["options"]);
  const additional = namedOptions(declared["additionalOptions"]);
  if (isTypeName(type)) {
    const ofType = new Set(optionsOf(type).map(({ key }) => key));
    const known = Object.keys(additional).filter((key) => ofType.has(key));
    return [
      ...(isUnknown(declared["options"]) ? [] : checkOptions(type, options)).map(({ path, reason }) => ({
        path: ["options", ...path],
        reason,
      })),
      ...checkRawOptions("additionalOptions", additional),
      ...known.map((key) => ({
        path: ["additionalOptions", key],
        reason: `is known to the catalog: declare it as options.${toOptionName(key)}`,
      })),
    ];
  }
  if (type !== undefined) {
    // What a misspelt type takes cannot be told.
    return [];
  }
  // A schema has types for the options of the catalog alone, so other languages write raw ones here.
  const twice = Object.keys(additional).filter((key) => Object.hasOwn(options, key));
  return [
    ...checkRawOptions("options", options),
    ...checkRawOptions("additionalOptions", additional),
    ...twice.map((key) => ({
      path: ["additionalOptions", key],
      reason: "is also in options: give it once",
    })),
  ];
}

/** Every option that the inputs manage, by PagerTree's name; null is one that holds nothing. */
export function toWireOptions({ type, options, additionalOptions }: Partial<IntegrationInputs>): Options {
  const declared = type === undefined ? options : writeOptions(type, options ?? {});
  return { ...declared, ...additionalOptions };
}

/** Raw options are PagerTree's to judge, save for what it would drop, or read as something else, without a word. */
function checkRawOptions(argument: string, options: Record<string, unknown>): Failure[] {
  return Object.entries(options).flatMap(([key, value]) => {
    const path = [argument, key];
    if (key.startsWith("option_")) {
      return [{ path, reason: `must be written without its prefix: ${key.slice("option_".length)}` }];
    }
    if (!/^[a-z][a-z0-9_]*$/.test(key)) {
      return [{ path, reason: "is not the name of an option in PagerTree, such as alert_open" }];
    }
    const isScalar = value === null || ["string", "number", "boolean"].includes(typeof value);
    if (!isScalar) {
      return [{ path, reason: "must be a text, a number, true, false or null" }];
    }
    const reason = isUnknown(value) ? undefined : misreading(key, value);
    return reason === undefined ? [] : [{ path, reason }];
  });
}

/** The places of options whose names nobody has checked: PagerTree may answer one that it does not know with a fault. */
export function uncheckedOptions({ type, options, additionalOptions }: Partial<IntegrationInputs>): string[] {
  const namesIn = (argument: string, given: Options | undefined) =>
    Object.keys(namedOptions(given)).map((key) => `${argument}.${key}`);
  return [
    ...(type === undefined ? namesIn("options", options) : []),
    ...namesIn("additionalOptions", additionalOptions),
  ];
}

/** The options that can be looked at: none while the whole is not known, or is no object. */
export function namedOptions(options: unknown): Record<string, unknown> {
  const named: Record<string, unknown> = isPlainObject(options) ? options : {};
  // The engine gives a stand-in back where `ignoreChanges` leaves a secret to the web page: it is set, and not known.
  return mapValues(named, (value) => (value === secretSetElsewhere ? unknownValue : value));
}
