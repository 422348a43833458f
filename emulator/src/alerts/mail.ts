// The way of a mail to an e-mail integration: which one an address belongs to, and whether the mail is spam.
import { ADAPTERS } from "../adapters/adapters.ts";
import { type MailInput, mailSchema } from "../adapters/mail.ts";
import { findIntegrationType } from "../catalog.ts";
import type { Context } from "../context.ts";
import { Failure, notFound } from "../responses.ts";
import { fromScript } from "../ruby/mixed.ts";
import { isHash } from "../ruby/values.ts";
import { receive } from "./incoming.ts";
import { logReceived } from "./logs.ts";
import { isInMaintenance } from "./maintenance.ts";

/** `int_…@alerts.pagertree.com`, or `a+int_…@…` for integrations made before September 2023; ULIDs are taken too. */
const ADDRESS = /^(?:a\+)?([^@+]+)@alerts\.pagertree\.com$/i;

/**
 * Delivers a mail.
 *
 * @returns the id of the alert that it made or repeated; null if it made none
 * @throws {Failure} 404 for an unknown address, 405 for a disabled integration
 */
export async function receiveMail(context: Context, sent: MailInput): Promise<string | null> {
  const mail = mailSchema.parse(sent);
  const { integration, adapter } = findByAddress(context, mail.to);
  if (!integration.enabled) throw new Failure(405, ["the integration is disabled"]);
  if (isInMaintenance(context, integration)) return null;
  const received = fromScript({ ...mail, spam_verdict: mail.spam_verdict ?? null });
  const log = logReceived(context, integration, "received", isHash(received) ? received : new Map());
  const isSpam = mail.spam_verdict !== undefined && mail.spam_verdict !== "" && mail.spam_verdict !== "PASS";
  if (isSpam && integration.options["allow_spam"] !== true) return null;
  return receive(context, integration, adapter, { params: new Map(), headers: {}, body: "", mail }, log);
}

function findByAddress({ store }: Context, addresses: readonly string[]) {
  for (const address of addresses) {
    const integration = store.find("integrations", ADDRESS.exec(address)?.[1] ?? "");
    const type = integration && findIntegrationType(integration.integration_type_id);
    const adapter = ADAPTERS["email"];
    if (integration && adapter && type?.key === "email") return { integration, adapter };
  }
  throw notFound();
}
