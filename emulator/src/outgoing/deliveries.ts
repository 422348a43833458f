// The way of webhooks to their receivers: one attempt after another per integration, retries, the record of both.
import type { Delivery } from "../models.ts";
import type { Attributes, Store } from "../store.ts";
import type { Switches } from "../switches.ts";
import { type AllowedHosts, isAllowedReceiver, send } from "./send.ts";

/** D:integration-guides/outgoing-webhook. */
const MOST_RETRIES = 14;
const LONGEST_WAIT_MS = 60 * 60 * 1000;

export interface DeliveriesOptions {
  readonly store: Store;
  readonly switches: Switches;
  /** Hosts beyond this machine to which webhooks may go. */
  readonly allowedHosts: AllowedHosts;
  /** Writes the state to the data file, if there is one. */
  readonly save: () => Promise<void>;
}

/** What a delivery is made of. */
export type NewDelivery = Pick<
  Attributes<"deliveries">,
  "integration_id" | "event" | "alert_id" | "url" | "authorization" | "body"
>;

/** The deliveries that are under way. */
export class Deliveries {
  readonly #options: DeliveriesOptions;
  /** The wait of a delivery for its next attempt, by id. */
  readonly #timers = new Map<string, NodeJS.Timeout>();
  /** The last attempt of each integration: the next one begins when it has ended, so events arrive in their order. */
  readonly #lastAttempts = new Map<string, Promise<void>>();
  #stopped = new AbortController();

  constructor(options: DeliveriesOptions) {
    this.#options = options;
  }

  /** Records a delivery and makes its first attempt. */
  add(accountId: string, attributes: NewDelivery): void {
    const { store, allowedHosts } = this.#options;
    const isAllowed = isAllowedReceiver(attributes.url, allowedHosts);
    const delivery = store.insert("deliveries", accountId, {
      ...attributes,
      status: isAllowed ? "queued" : "cancelled",
      attempts: [],
      next_attempt_at: null,
    });
    if (isAllowed) this.#attempt(delivery.id);
  }

  /** Goes on with what was under way when the state was last saved. */
  resume(): void {
    for (const delivery of this.#options.store.all("deliveries")) {
      if (delivery.status === "queued") this.#attempt(delivery.id);
      if (delivery.status === "retrying") this.#wait(delivery);
    }
  }

  /** Makes every attempt that waits now, and resolves when all have ended. */
  async retryNow(): Promise<void> {
    for (const [id, timer] of this.#timers) {
      clearTimeout(timer);
      this.#timers.delete(id);
      this.#attempt(id);
    }
    await this.settled();
  }

  /** Resolves when no attempt is under way; those that wait for a retry are left to wait. */
  async settled(): Promise<void> {
    await Promise.all(this.#lastAttempts.values());
  }

  /** Gives up all that is under way. */
  stop(): void {
    this.#stopped.abort();
    this.#stopped = new AbortController();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#lastAttempts.clear();
  }

  #attempt(id: string): void {
    const { signal } = this.#stopped;
    const delivery = this.#options.store.find("deliveries", id);
    if (delivery === undefined) return;
    const last = this.#lastAttempts.get(delivery.integration_id) ?? Promise.resolve();
    const next = last.then(() => this.#attemptOnce(delivery, signal));
    this.#lastAttempts.set(delivery.integration_id, next);
  }

  async #attemptOnce(delivery: Delivery, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const { store, switches, save } = this.#options;
    const at = new Date(store.clock()).toISOString();
    const result = await send(delivery, switches.webhookTimeoutMs, signal);
    if (signal.aborted) return;
    const attempts = [...delivery.attempts, { at, ...result }];
    const isSuccess = result.status !== null && result.status >= 200 && result.status < 300;
    const waits = !isSuccess && attempts.length <= MOST_RETRIES;
    const wait = Math.min(switches.webhookRetryMs * 2 ** (attempts.length - 1), LONGEST_WAIT_MS);
    const tried = store.update("deliveries", delivery.id, {
      attempts,
      status: isSuccess ? "success" : waits ? "retrying" : "failure",
      next_attempt_at: waits ? new Date(store.clock() + wait).toISOString() : null,
    });
    if (waits) this.#wait(tried);
    // A file that cannot be written is the next request's error; there is nobody to tell here.
    await save().catch(() => {});
  }

  #wait({ id, next_attempt_at }: Delivery): void {
    const wait = Math.max(Date.parse(next_attempt_at ?? "") - this.#options.store.clock(), 0);
    const timer = setTimeout(() => {
      this.#timers.delete(id);
      this.#attempt(id);
    }, wait);
    timer.unref();
    this.#timers.set(id, timer);
  }
}
