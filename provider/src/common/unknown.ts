/** Values that a preview does not know yet, because another resource makes them. */
import { z } from "zod";

/**
 * What Pulumi's engine sends in place of such a value: `runtime/rpc` of its SDK, which the core does not load.
 */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether the engine stands in for a value that is known only at `up`. */
export function isUnknown(value: unknown): boolean {
  return value === unknownValue;
}

/** Whether such a value stands anywhere in another one, which JSON can hold. */
export function holdsUnknown(value: unknown): boolean {
  return JSON.stringify(value ?? null).includes(unknownValue);
}

/** A schema that lets a value pass that is not known yet; it is checked when it comes again, known, at `up`. */
export function orUnknown<Schema extends z.ZodType>(schema: Schema) {
  return z.unknown().transform((value, context): z.output<Schema> => {
    if (isUnknown(value)) {
      // The type is what the value will have; until then nothing but `isUnknown` looks at it.
      return value as z.output<Schema>;
    }
    const parsed = schema.safeParse(value);
    for (const { message, path } of parsed.error?.issues ?? []) {
      context.addIssue({ code: "custom", message, path });
    }
    return parsed.success ? parsed.data : z.NEVER;
  });
}
