// E-mail: A:email/v3. Every mail makes an alert.
import { compactBlank, noMethod, unique } from "../ruby/methods.ts";
import { RubyError } from "../ruby/values.ts";
import type { Adapter, Incoming } from "./adapter.ts";
import type { Mail } from "./mail.ts";

export const email: Adapter = {
  action: () => "create",
  thirdPartyId: (incoming) => mailOf(incoming).message_id,
  title: (incoming) =>
    mailOf(incoming).subject.trim() === "" ? "Incoming Email - Untitled Alert" : mailOf(incoming).subject,
  description: (incoming) => mailOf(incoming).body,
  // One mail to two integrations makes two alerts.
  dedupKeys: (incoming) => {
    const { message_id, references } = mailOf(incoming);
    const thread = incoming.option("dedup_threads") === true ? [message_id, ...references] : [];
    return unique(compactBlank(thread)).map((key) => `${incoming.integration.prefix_id}_${key}`);
  },
  additionalData: (incoming) => [
    ["email", "From", [mailOf(incoming).from]],
    ["email", "To", mailOf(incoming).to],
    ["email", "CCs", mailOf(incoming).cc],
  ],
};

/** Where a request comes in place of a mail, the adapter raises an error. */
function mailOf({ mail, option }: Incoming): Mail {
  if (mail === undefined) throw noMethod("message_id", null);
  if (option("custom_definition_enabled") === true)
    throw new RubyError("custom definitions are not emulated");
  return mail;
}
