// The body that Rootly's guide asks of a PagerTree webhook (docs.rootly.com/integrations/pager-tree), and what misses.
import { z } from "zod";
import type { Params } from "../params.ts";
import { isParams } from "../params.ts";

/** The events that Rootly supports. */
export const ROOTLY_EVENTS = [
  "alert.created",
  "alert.open",
  "alert.acknowledged",
  "alert.rejected",
  "alert.timeout",
  "alert.resolved",
  "alert.dropped",
  "alert.handoff",
] as const;

export type RootlyEvent = (typeof ROOTLY_EVENTS)[number];

const present = z.string().min(1);

/** The fields that the guide names, each with what it must be. */
const FIELDS = {
  id: present,
  sid: present,
  title: present,
  // An alert may have none; the field must be there all the same.
  description: z.string().nullable(),
  status: present,
  urgency: present,
};

const eventSchema = z.object({
  type: z.string(),
  data: z.looseObject({
    id: present,
    title: z.string().nullish(),
    description: z.string().nullish(),
    status: z.string().nullish(),
    urgency: z.string().nullish(),
    thirdparty_id: z.string().nullish(),
    updatedAt: z.string().nullish(),
  }),
});

/** A body with all that is needed to do anything with it. */
export type RootlyPayload = z.infer<typeof eventSchema>;

/** What was made of a body. */
export interface CheckedPayload {
  /** The fields that the guide asks for and that are missing or of another kind, such as `data.sid`. */
  readonly missing: readonly string[];
  /** Undefined if it does not even say what happened to which alert. */
  readonly payload: RootlyPayload | undefined;
}

/** Checks a body field by field. */
export function checkPayload(body: unknown): CheckedPayload {
  const fields: Params = isParams(body) ? body : {};
  const data: Params = isParams(fields["data"]) ? fields["data"] : {};
  return {
    missing: [
      ...(present.safeParse(fields["type"]).success ? [] : ["type"]),
      ...(isParams(fields["data"]) ? [] : ["data"]),
      ...Object.entries(FIELDS).flatMap(([name, schema]) =>
        schema.safeParse(Object.hasOwn(data, name) ? data[name] : undefined).success ? [] : [`data.${name}`],
      ),
    ],
    payload: eventSchema.safeParse(body).data,
  };
}

/** Whether Rootly does anything with the event. */
export function isRootlyEvent(type: string): type is RootlyEvent {
  return ROOTLY_EVENTS.some((event) => event === type);
}
