// E-mail: A:email/v3. Every mail makes an alert, unless a definition of the integration's own says what it does.
import { isPresent, toList } from "../ruby/access.ts";
import { compactBlank, noMethod, unique } from "../ruby/methods.ts";
import { toHash } from "../ruby/mixed.ts";
import type { Adapter, Field, Incoming } from "./adapter.ts";
import { definedAction, definedParts, textAt } from "./custom-definition.ts";
import type { Mail } from "./mail.ts";

const thirdPartyId = definedOr("thirdparty_id", ({ message_id }) => message_id);

export const email: Adapter = {
  prepare: async (incoming, { define }) => {
    const { from, to, subject, body } = mailOf(incoming);
    if (!isDefined(incoming)) return new Map();
    const log = toHash({ subject, body, from: [from], to });
    return define(String(incoming.option("custom_definition")), log);
  },
  action: (incoming) => (isDefined(incoming) ? definedAction(incoming) : "create"),
  thirdPartyId,
  title: definedOr("title", ({ subject }) =>
    isPresent(subject) ? subject : "Incoming Email - Untitled Alert",
  ),
  description: definedOr("description", ({ body }) => body),
  ...definedParts,
  // One mail to two integrations makes two alerts.
  dedupKeys: (incoming) => {
    const { dig, text, integration } = incoming;
    const { references } = mailOf(incoming);
    const isThreaded = incoming.option("dedup_threads") === true;
    const thread = isThreaded ? [thirdPartyId(incoming), ...references] : [];
    const keys = unique(compactBlank([...thread, ...toList(dig("dedup_keys"))]));
    return keys.map((key) => `${integration.prefix_id}_${text(key)}`);
  },
  additionalData: (incoming) =>
    isDefined(incoming)
      ? definedParts.additionalData(incoming)
      : [
          ["email", "From", [mailOf(incoming).from]],
          ["email", "To", mailOf(incoming).to],
          ["email", "CCs", mailOf(incoming).cc],
        ],
};

function isDefined({ option }: Incoming): boolean {
  return option("custom_definition_enabled") === true && isPresent(option("custom_definition"));
}

/** What the definition gives; where that is blank, and without a definition, what the mail has. */
function definedOr(key: string, ofMail: (mail: Mail) => string): Field {
  const defined = textAt(key);
  return (incoming) => (isDefined(incoming) ? defined(incoming) : null) ?? ofMail(mailOf(incoming));
}

/** Where a request comes in place of a mail, the adapter raises an error. */
function mailOf({ mail }: Incoming): Mail {
  if (mail === undefined) throw noMethod("message_id", null);
  return mail;
}
