// A mail as an E-mail integration receives it.
import { randomUUID } from "node:crypto";
import { z } from "zod";

/** A mail, as a test writes one. */
export const mailSchema = z.strictObject({
  /** The first of these that is an integration's address counts. */
  to: z.union([z.string(), z.array(z.string()).min(1)]).transform((to) => [to].flat()),
  from: z.string().default("monitor@example.com"),
  cc: z.array(z.string()).default([]),
  subject: z.string().default(""),
  body: z.string().default(""),
  /** @default a random one */
  message_id: z.string().default(() => randomUUID()),
  /** The message ids of the mails that this one answers. */
  references: z.array(z.string()).default([]),
  /** The verdict of PagerTree's mail service; anything but PASS is spam. @default none was given */
  spam_verdict: z.string().optional(),
});

/** A mail as it is written. */
export type MailInput = z.input<typeof mailSchema>;

/** A mail with its defaults filled in. */
export type Mail = z.output<typeof mailSchema>;
