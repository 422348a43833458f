/** Schemas of the arguments that say who is on call, on which layer, and when. */
import { z } from "zod";
import { formats } from "../catalog/formats.ts";
import { isUnknown, orUnknown } from "../common/unknown.ts";
import { destinationIdSchema } from "../destinations/ids.ts";
import { readWallClock } from "../on-call/wall-clock.ts";

/** The arguments that take ids of objects. */
export const idArguments = { teamId: "teams", accountUserIds: "accountUsers" } as const;

/** A whole number, 1 or more. */
export const wholeNumber = (message: string) => orUnknown(z.int(message).min(1, message));

/** The number of a layer. */
export const layerSchema = wholeNumber("must be the number of a layer: 1, 2, 3 …").default(1);

const timeZoneMessage = `must be ${formats["time-zone"]?.expects}`;
const isTimeZone = (text: string) => formats["time-zone"]?.accepts(text) ?? false;

/** A time zone, by its IANA or Rails name. */
export const timeZoneSchema = orUnknown(z.string(timeZoneMessage).refine(isTimeZone, timeZoneMessage));

/** What the clocks of a zone show. */
export const wallClockSchema = orUnknown(
  z
    .string("must be a text, such as 2026-10-05T09:00")
    .refine(
      (text) => readWallClock(text) !== undefined,
      "must be a day and a time of day on the clocks of timeZone, without an offset, such as 2026-10-05T09:00",
    ),
);

/**
 * Account users, each once.
 *
 * @param order - What their order means.
 */
export function peopleSchema(order?: string) {
  return orUnknown(
    z
      .array(
        destinationIdSchema("accountUsers", idArguments),
        `must be a list of ids, each of an account user${order === undefined ? "" : `, ${order}`}`,
      )
      .min(1, "must hold at least one account user")
      .superRefine((ids, context) => {
        for (const [index, id] of ids.entries()) {
          if (!isUnknown(id) && ids.indexOf(id) < index) {
            const message = "is there twice: PagerTree keeps each person once";
            context.addIssue({ code: "custom", path: [index], message });
          }
        }
      }),
  );
}
