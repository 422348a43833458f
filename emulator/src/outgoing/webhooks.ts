// The outgoing webhooks: every enabled integration whose switch for an event is on sends it to its receiver.

import { alertBody, linkedBody } from "../alerts/alert-body.ts";
import { type AlertEvent, type CommentEvent, switchOf, type WebhookEvent } from "../alerts/events.ts";
import { findIntegrationType } from "../catalog.ts";
import type { Evaluator } from "../evaluation/evaluator.ts";
import type { Alert, Comment, Integration } from "../models.ts";
import type { Reminder } from "../on-call/reminders.ts";
import { isBlank } from "../ruby/access.ts";
import { merge } from "../ruby/parameters.ts";
import { commentBody } from "./comment-body.ts";
import { compose, type EventData } from "./composition.ts";
import { Deliveries, type DeliveriesOptions } from "./deliveries.ts";
import { reminderBody } from "./reminder-body.ts";

export interface WebhooksOptions extends DeliveriesOptions {
  readonly evaluator: Evaluator;
}

/** Puts webhooks together and hands them to the deliveries. */
export class Webhooks {
  readonly deliveries: Deliveries;
  readonly #options: WebhooksOptions;
  /** Events are put together one after another, so that they set out in their order. */
  #lastComposition: Promise<void> = Promise.resolve();
  /** Counts up with every stop, so that what was begun before goes nowhere. */
  #generation = 0;

  constructor(options: WebhooksOptions) {
    this.#options = options;
    this.deliveries = new Deliveries(options);
  }

  /** An event of an alert, as the alert is at this moment. */
  emit(event: AlertEvent, alert: Alert): void {
    const { store } = this.#options;
    const body = alertBody(store, alert);
    this.#emit(event, alert.account_id, alert.id, ({ options }) =>
      options["send_linked"] === true ? merge(body, linkedBody(store, alert)) : body,
    );
  }

  /** An event of a comment. */
  emitComment(event: CommentEvent, comment: Comment): void {
    const body = commentBody(this.#options.store, event, comment);
    this.#emit(event, comment.account_id, null, () => body);
  }

  /** Somebody is about to go on or off call. */
  emitReminder(reminder: Reminder): void {
    const body = reminderBody(this.#options.store, reminder);
    this.#emit(reminder.event, reminder.occurrence.event.account_id, null, () => body);
  }

  /** Whether an integration of the account sends such an event. */
  isAwaited(event: WebhookEvent, accountId: string): boolean {
    return this.#options.store
      .all("integrations", accountId)
      .some((integration) => isInterested(integration, event));
  }

  /** Resolves when every event so far has been tried once; retries are left to wait. */
  async settled(): Promise<void> {
    await this.#lastComposition;
    await this.deliveries.settled();
  }

  /** Gives up everything that is under way. */
  stop(): void {
    this.#generation += 1;
    this.deliveries.stop();
  }

  #emit(
    event: WebhookEvent,
    accountId: string,
    alertId: string | null,
    dataFor: (integration: Integration) => EventData["data"],
  ): void {
    const { store } = this.#options;
    const generation = this.#generation;
    const time = store.clock();
    for (const integration of store.all("integrations", accountId)) {
      if (!isInterested(integration, event)) continue;
      const eventData = { event, data: dataFor(integration), isAlert: alertId !== null, time };
      this.#lastComposition = this.#lastComposition.then(() =>
        this.#dispatch(integration, eventData, alertId, generation),
      );
    }
  }

  async #dispatch(
    integration: Integration,
    eventData: EventData,
    alertId: string | null,
    generation: number,
  ): Promise<void> {
    const { store, evaluator, switches } = this.#options;
    const { id, account_id } = integration;
    const messages: string[] = [];
    const composition = await compose(evaluator, integration, eventData, (message) => messages.push(message));
    if (generation !== this.#generation) return;
    for (const message of messages) {
      store.insert("logs", account_id, {
        owner_id: id,
        owner_type: "Integration",
        message,
        data: null,
      });
    }
    if (composition === undefined) return;
    this.deliveries.add(account_id, {
      integration_id: id,
      event: eventData.event,
      alert_id: alertId,
      ...composition,
      authorization: authorizationOf(integration, switches.basicAuthorization),
    });
  }
}

function isInterested({ enabled, integration_type_id, options }: Integration, event: WebhookEvent): boolean {
  const isOutgoing = findIntegrationType(integration_type_id)?.key === "outgoing-webhook";
  return isOutgoing && enabled && options[switchOf(event)] === true;
}

/** The adapter leaves out the word Basic: A:outgoing_webhook_delivery/hook_relay. */
function authorizationOf({ options }: Integration, saysBasic: boolean): string | null {
  const { username = null, password = null } = options;
  if (isBlank(username) || isBlank(password)) return null;
  const credentials = Buffer.from(`${username}:${password}`).toString("base64");
  return saysBasic ? `Basic ${credentials}` : credentials;
}
