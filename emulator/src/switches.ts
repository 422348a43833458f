// The switches: other plausible answers to what PagerTree's docs leave open. They can be turned while it runs.
import { z } from "zod";
import { DEFAULT_ON_CALL_SWITCHES, onCallSwitches } from "./on-call/switches.ts";

/** Where PagerTree's public sources leave a question open, a switch gives the other plausible answer. */
export const switchesSchema = z.strictObject({
  /** DELETE answers 200 with `{}` in place of 204 without a body. @default false */
  deleteAnswers200: z.boolean(),
  ...onCallSwitches,
  /** A word that is none of an attribute's gives 500, as Rails' enums raise, in place of 422. @default false */
  unknownWordAnswers500: z.boolean(),
  /** An option of a name that the type does not have gives 422 naming it, in place of 500 as Rails raises. @default false */
  unknownOptionIs422: z.boolean(),
  /** A map as a team's `meta` is stored, in place of dropped, as where Rails permits a scalar. @default false */
  teamMetaStored: z.boolean(),
  /** An alert's `thirdparty_id` is dropped on write over the API, as the docs do not name it. @default false */
  alertThirdPartyIdDropped: z.boolean(),
  /** An unknown id in a list, such as of destinations, gives 422, in place of 404 as a Rails lookup. @default false */
  unknownIdIs422: z.boolean(),
  /** Id lists come in another order at every read. @default false */
  shuffledIds: z.boolean(),
  /** How secret options come back: as they are, masked as on PagerTree's pages, or not at all. @default "full" */
  secretsOnRead: z.enum(["full", "masked", "omitted"]),
  /** For so long after a create, GET answers 404 and lists leave the record out. Milliseconds. @default 0 */
  readLagMs: z.int().nonnegative(),
  /** "Microsoft Teams (legacy)" is named "Microsoft Teams" too, so two types have one name. @default false */
  duplicateTypeName: z.boolean(),
  /** Webhooks with a username and a password say `Basic ` before the two, as HTTP asks for. @default false */
  basicAuthorization: z.boolean(),
  /** The wait before a webhook's first retry; each next one is twice as long, up to an hour. Milliseconds. @default 1000 */
  webhookRetryMs: z.int().nonnegative(),
  /** How long a receiver may take to answer a webhook. Milliseconds. @default 15000 */
  webhookTimeoutMs: z.int().positive(),
  /** So many requests of an account pass in each second, the others are answered with 429; null for all. @default null */
  requestsPerSecond: z.int().positive().nullable(),
  /** How text is made of a map that a payload holds: `{"a" => 1}` as of Ruby 3.4, `{"a"=>1}` before. @default "3.4" */
  rubyHashText: z.enum(["3.4", "3.3"]),
  /** Which of the keys `ID` and `id` of one payload counts: the first one up to Rails 7, the last one after. @default "7" */
  railsVersion: z.enum(["7", "8"]),
  /** Each alert that joins another one by `aggregate` makes the time longer in which others do. @default false */
  aggregateTimeSlides: z.boolean(),
  /** Null stays in the lists of a payload, as without Rails' `perform_deep_munge`. @default false */
  keepsNullInLists: z.boolean(),
});

/** All switches. */
export type Switches = z.infer<typeof switchesSchema>;

export const DEFAULT_SWITCHES: Readonly<Switches> = {
  ...DEFAULT_ON_CALL_SWITCHES,
  deleteAnswers200: false,
  unknownWordAnswers500: false,
  unknownOptionIs422: false,
  teamMetaStored: false,
  alertThirdPartyIdDropped: false,
  unknownIdIs422: false,
  shuffledIds: false,
  secretsOnRead: "full",
  readLagMs: 0,
  duplicateTypeName: false,
  basicAuthorization: false,
  webhookRetryMs: 1000,
  webhookTimeoutMs: 15_000,
  requestsPerSecond: null,
  rubyHashText: "3.4",
  railsVersion: "7",
  aggregateTimeSlides: false,
  keepsNullInLists: false,
};
