// A case: what is sent to an integration, and what is expected to come of it.
import { z } from "zod";
import { isParams } from "../../params.ts";
import { SAMPLE_NAMES } from "../samples.ts";

const text = z.string().min(1);

/** What a payload may come to. */
const actions = [
  "create",
  "acknowledge",
  "resolve",
  "other",
  "invalid",
  "disabled",
  "maintenance",
  "refused",
] as const;

const expectationSchema = z
  .strictObject({
    /** The teams that the alert is assigned to at once, by name or id; `[]` is none. */
    teams: z.array(text).optional(),
    /** Everybody who is paged at once, by name, e-mail address or id; `[]` is nobody. */
    users: z.array(text).optional(),
    /** The urgency once the rules have set theirs. */
    urgency: text.optional(),
    /** What the payload is taken for. */
    action: z.enum(actions).optional(),
    /** The events that go out at once, by the outgoing webhook; `{}` is none. */
    webhooks: z.record(text, z.array(text)).optional(),
  })
  .refine((expectation) => Object.keys(expectation).length > 0, "expects nothing");

export const caseSchema = z
  .strictObject({
    /** @default what is sent where */
    name: text.optional(),
    /** By name or id. */
    integration: text,
    /** What the monitoring system sends: an object, or text. */
    payload: z.union([text, z.record(z.string(), z.unknown()), z.array(z.unknown())]).optional(),
    /** A file with it, from the folder of the case file. */
    payloadFile: text.optional(),
    /** A sample of the type in place of a payload. @default "create" */
    sample: z.enum(SAMPLE_NAMES).optional(),
    /** What differs in the sample: objects are merged, null takes a key out. */
    changes: z.record(z.string(), z.unknown()).optional(),
    /** When: ISO 8601 with an offset. @default now */
    at: z.iso
      .datetime({ offset: true, error: "is not a time with an offset, such as 2026-03-02T03:00:00+01:00" })
      .optional(),
    expect: expectationSchema,
  })
  .superRefine((one, context) => {
    const given = (["payload", "payloadFile", "sample"] as const).filter((key) => one[key] !== undefined);
    const [first, second] = given;
    if (second !== undefined) {
      context.addIssue({ code: "custom", path: [second], message: `cannot be combined with ${first}` });
    }
    if (one.changes !== undefined && first !== undefined && first !== "sample") {
      context.addIssue({ code: "custom", path: ["changes"], message: "change a sample, and there is none" });
    }
  });

/** What one payload is expected to do. */
export type RouteCase = z.infer<typeof caseSchema>;
export type Expectation = RouteCase["expect"];

/** A case and where it stands. */
export interface PlacedCase {
  readonly one: RouteCase;
  /** Such as `routes.yaml:4`. */
  readonly place: string;
  /** Where its payload files are. */
  readonly folder: string;
}

/** The name of a case. */
export function titleOfCase({ name, integration, sample, payload, payloadFile }: RouteCase): string {
  if (name !== undefined) return name;
  const sent = payloadFile ?? (payload === undefined ? `the sample ${sample ?? "create"}` : "a payload");
  return `${sent} to ${integration}`;
}

/** A value with changes merged into it, as JSON Merge Patch has it (RFC 7396). */
export function merged(value: unknown, changes: unknown): unknown {
  if (!isParams(changes)) return changes;
  const entries = new Map(Object.entries(isParams(value) ? value : {}));
  for (const [key, change] of Object.entries(changes)) {
    if (change === null) entries.delete(key);
    else entries.set(key, merged(entries.get(key), change));
  }
  return Object.fromEntries(entries);
}
