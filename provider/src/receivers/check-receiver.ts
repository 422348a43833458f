/** Whether what an outgoing webhook sends is what its receiver takes; loaded only for integrations that name one. */

import type { Failure } from "../common/failure.ts";
import { isBlank } from "../common/is-blank.ts";
import { isUnknown } from "../common/unknown.ts";
import { checkOutgoingRules } from "./check-outgoing-rules.ts";
import { checkTemplate } from "./check-template.ts";
import { isAlertEvent, switchOf, webhookEvents } from "./events.ts";
import type { Receiver } from "./receiver.ts";
import { receiverSecrets } from "./receiver-secret.ts";
import { lacksNotifyTarget } from "./rootly-url.ts";

/**
 * Every reason why the receiver would not get what the bridge promises. What is not known yet passes.
 *
 * @param options - The options of the outgoing webhook, by their names in a program.
 */
export function checkReceiver(receiver: Receiver, options: Readonly<Record<string, unknown>>): Failure[] {
  const events = webhookEvents.filter((event) => options[switchOf(event)] === true);
  const template = knownText(options["template"]);
  const rules = knownText(options["outgoingRules"]);
  const templateUse = {
    receiver,
    events: events.filter(isAlertEvent),
    sendsLinked: options["sendLinked"] === true || isUnknown(options["sendLinked"]),
  };
  return [
    ...(receiver === "rootly" ? checkForRootly(options) : []),
    ...(template === undefined ? [] : checkTemplate(template, templateUse)).map(at("template")),
    ...(rules === undefined ? [] : checkOutgoingRules(rules, { receiver, events })).map(at("outgoingRules")),
  ];
}

function checkForRootly(options: Readonly<Record<string, unknown>>): Failure[] {
  const url = knownText(options["webhookUrl"]);
  return [
    ...(url === undefined ? [] : [...targetProblems(url), ...secretProblems(url)]).map(at("webhookUrl")),
    ...webhookEvents
      .filter((event) => !isAlertEvent(event) && options[switchOf(event)] === true)
      .map((event) => at(switchOf(event))(`Rootly does not take ${event}, only the events of alerts`)),
  ];
}

function targetProblems(url: string): string[] {
  return lacksNotifyTarget(url)
    ? [
        "the bridge's URL does not say whom Rootly should notify: Rootly shows /notify/<TYPE>/<ID> at its end for you to " +
          "fill in. Remove it from /notify on, and Rootly's alert routes decide; or fill in the type and the id of a " +
          "team, service, escalation policy or user",
      ]
    : [];
}

/** Rootly refuses a webhook without its secret: https://docs.rootly.com/integrations/pager-tree */
function secretProblems(url: string): string[] {
  const secrets = receiverSecrets(url);
  const [secret = ""] = secrets;
  if (secrets.some(isBlank) || secrets.length === 0) {
    return [
      "the bridge's URL carries no secret: give the one that Rootly shows next to its webhook URL; it must not be blank",
    ];
  }
  if (secrets.length > 1) {
    return [
      "the bridge's URL already has another secret in its query: remove that from the URL, or give it as the secret",
    ];
  }
  return secret === secret.trim()
    ? []
    : ["the bridge's secret begins or ends with white space, most likely copied by mistake"];
}

/** A text that is there to be looked at. */
function knownText(value: unknown): string | undefined {
  return typeof value === "string" && !isUnknown(value) && !isBlank(value) ? value : undefined;
}

function at(option: string): (reason: string) => Failure {
  return (reason) => ({ path: ["options", option], reason });
}
