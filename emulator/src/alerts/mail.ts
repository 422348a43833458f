// E-mail integrations: which one an address belongs to, and the alert that a mail makes, as A:email/v3 does.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { findIntegrationType } from "../catalog.ts";
import type { Context } from "../context.ts";
import type { Integration } from "../models.ts";
import { isBlank } from "../params.ts";
import { Failure, notFound } from "../responses.ts";
import { toHash } from "../ruby/mixed.ts";
import type { Message } from "./incoming.ts";
import { receive } from "./incoming.ts";
import { logReceived } from "./logs.ts";
import { isInMaintenance } from "./maintenance.ts";

/** A mail, as a test writes one. */
export const mailSchema = z.strictObject({
  /** The first of these that is an integration's address counts. */
  to: z.union([z.string(), z.array(z.string()).min(1)]),
  from: z.string().default("monitor@example.com"),
  cc: z.array(z.string()).default([]),
  subject: z.string().default(""),
  body: z.string().default(""),
  /** @default a random one */
  message_id: z.string().optional(),
  /** The message ids of the mails that this one answers. */
  references: z.array(z.string()).default([]),
  /** The verdict of PagerTree's mail service; anything but PASS is spam. @default none was given */
  spam_verdict: z.string().optional(),
});

export type Mail = z.input<typeof mailSchema>;

/** `int_…@alerts.pagertree.com`, or `a+int_…@…` for integrations made before September 2023; ULIDs are taken too. */
const ADDRESS = /^(?:a\+)?([^@+]+)@alerts\.pagertree\.com$/i;

/**
 * Delivers a mail.
 *
 * @returns the id of the alert that it made or repeated; null if it made none
 * @throws {Failure} 404 for an unknown address, 405 for a disabled integration
 */
export async function receiveMail(context: Context, sent: Mail): Promise<string | null> {
  const mail = mailSchema.parse(sent);
  const integration = findByAddress(context, [mail.to].flat());
  if (!integration.enabled) throw new Failure(405, ["the integration is disabled"]);
  if (isInMaintenance(context, integration)) return null;
  const log = logReceived(
    context,
    integration,
    "received",
    toHash({ ...mail, message_id: mail.message_id ?? null, spam_verdict: mail.spam_verdict ?? null }),
  );
  const isSpam = mail.spam_verdict !== undefined && mail.spam_verdict !== "" && mail.spam_verdict !== "PASS";
  if (isSpam && integration.options["allow_spam"] !== true) return null;
  return receive(context, integration, readMail(integration, mail), log);
}

function findByAddress({ store }: Context, addresses: readonly string[]): Integration {
  for (const address of addresses) {
    const integration = store.find("integrations", ADDRESS.exec(address)?.[1] ?? "");
    const type = integration && findIntegrationType(integration.integration_type_id);
    if (integration && type?.key === "email") return integration;
  }
  throw notFound();
}

function readMail(integration: Integration, mail: z.output<typeof mailSchema>): Message {
  if (integration.options["custom_definition_enabled"] === true) {
    return { action: "invalid", reason: "no alert was made: custom definitions are not emulated" };
  }
  const thirdPartyId = mail.message_id ?? randomUUID();
  const thread = integration.options["dedup_threads"] === true ? [thirdPartyId, ...mail.references] : [];
  return {
    action: "create",
    alert: {
      title: isBlank(mail.subject) ? "Incoming Email - Untitled Alert" : mail.subject,
      description: mail.body,
      urgency: integration.urgency,
      thirdparty_id: thirdPartyId,
      // One mail to two integrations makes two alerts.
      dedup_keys: [...new Set(thread)]
        .filter((key) => !isBlank(key))
        .map((key) => `${integration.prefix_id}_${key}`),
      tag_list: [],
      meta: new Map(),
      additional_data: [
        toHash({ format: "email", label: "From", value: [mail.from] }),
        toHash({ format: "email", label: "To", value: [mail.to].flat() }),
        toHash({ format: "email", label: "CCs", value: mail.cc }),
      ],
    },
  };
}
