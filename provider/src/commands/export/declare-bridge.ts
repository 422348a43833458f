/** An outgoing webhook as one of the bridges declares it. */
import { isEqual } from "es-toolkit";
import type { IntegrationWire } from "../../api/wire.ts";
import { mayHoldUrl } from "../../catalog/may-hold-url.ts";
import { readOptions } from "../../catalog/read-options.ts";
import { alertEvents, switchOf, webhookEvents } from "../../receivers/events.ts";
import type { Receiver } from "../../receivers/receiver.ts";
import { receiverSecrets, withReceiverSecret } from "../../receivers/receiver-secret.ts";
import { outgoingRules } from "../../rules/outgoing-rules.ts";
import { checkRules } from "../../rules/rules.ts";
import { readRules } from "../../rules/rules-text.ts";
import type { ResourceClass } from "./declaration.ts";
import { type Declared, type DeclaredArguments, Secret, valuesOf } from "./declared.ts";
import { areTypedOutgoingRules } from "./typed-rules.ts";

/** A way to declare an integration, which may turn out to be another one than PagerTree has. */
export interface Candidate {
  readonly resourceClass: ResourceClass;
  readonly args: DeclaredArguments;
  /** The arguments of the integration that a component makes of its own; by default the same. */
  readonly integrationArgs?: DeclaredArguments;
  readonly notes: readonly string[];
}

/**
 * The bridges that an outgoing webhook can be: to Rootly, if it goes there, and to any receiver.
 *
 * @param hidden - The options that PagerTree does not show.
 */
export function candidateBridges(
  { options: answered }: IntegrationWire,
  common: DeclaredArguments,
  hidden: ReadonlySet<string>,
): Candidate[] {
  const { options } = readOptions("outgoing-webhook", answered);
  const text = (name: string) => (typeof options[name] === "string" ? String(options[name]) : "");
  const secret = (name: string, key: string): DeclaredArguments =>
    text(name) === "" ? {} : { [name]: new Secret(name, hidden.has(key) ? undefined : text(name)) };
  const url = text("webhookUrl");
  const events = webhookEvents.filter((event) => options[switchOf(event)] === true);

  function bridge(resourceClass: ResourceClass, receiver: Receiver, target: DeclaredArguments): Candidate {
    const rules = text("outgoingRules");
    const content: DeclaredArguments = {
      ...(text("template") !== "" && { template: text("template") }),
      ...(rules !== "" && { outgoingRules: declaredRules(rules, receiver) }),
    };
    const { outgoingRules: declared } = content;
    const { webhookUrl: _url, secret: _secret, ...others } = target;
    return {
      resourceClass,
      args: { ...common, ...(isEqual(events, [...alertEvents]) ? {} : { events }), ...target, ...content },
      // What the components pass on to the integration that they are made of.
      integrationArgs: {
        ...common,
        type: "outgoing-webhook",
        receiver,
        events,
        options: {
          webhookUrl: url,
          ...others,
          ...content,
          ...(declared !== undefined && { outgoingRules: textOf(declared) }),
        },
      },
      notes: [],
    };
  }

  const target = {
    ...secret("webhookUrl", "webhook_url"),
    ...secret("username", "username"),
    ...secret("password", "password"),
    ...secret("proxyUrl", "proxy_url"),
    ...(options["sendLinked"] === true && { sendLinked: true }),
  };
  const anyReceiver = bridge("OutgoingWebhook", "any", target);
  const parts = hidden.has("webhook_url") || !isRootly(url) ? undefined : rootlyParts(url);
  return parts === undefined ? [anyReceiver] : [bridge("RootlyBridge", "rootly", parts), anyReceiver];
}

/** Rootly shows its webhook URL and the secret beside each other; the bridge joins them again to this very URL. */
function rootlyParts(url: string): DeclaredArguments | undefined {
  const [secret, ...others] = receiverSecrets(url);
  if (secret === undefined || others.length > 0) {
    return undefined;
  }
  const bare = url.replace(/([?&])secret=[^&#]*(&|(?=#)|$)/, (_all, before: string, after: string) =>
    after === "&" ? before : "",
  );
  const address = withReceiverSecret(bare, secret) === url ? bare : url;
  return { webhookUrl: new Secret("webhookUrl", address), secret: new Secret("secret", secret) };
}

function isRootly(url: string): boolean {
  return /^https?:\/\/(?:[^/?#@]*@)?(?:[^/?#@]*\.)?rootly\.com(?:[:/?#]|$)/i.test(url);
}

/** As objects, if the public types know all that stands there; secret as a whole where they set a URL. */
function declaredRules(text: string, receiver: Receiver): Declared {
  if (mayHoldUrl(text)) {
    return new Secret("outgoingRules", text);
  }
  const read = readRules(text);
  const checked = "problem" in read ? read : checkRules(read.rules, outgoingRules);
  return "rules" in checked && areTypedOutgoingRules(checked.rules, receiver)
    ? { rules: JSON.parse(JSON.stringify(checked.rules)) }
    : text;
}

function textOf(rules: Declared): string {
  const value = valuesOf(rules);
  return typeof value === "string" ? value : JSON.stringify(value);
}
