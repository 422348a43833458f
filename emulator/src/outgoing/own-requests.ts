// The HTTP requests that adapters make by themselves, such as the confirmation that AWS SNS asks for.
import type { Integration } from "../models.ts";
import type { RubyValue } from "../ruby/values.ts";
import type { Store } from "../store.ts";
import type { Switches } from "../switches.ts";
import { type AllowedHosts, describeFailure, isAllowedReceiver } from "./send.ts";

export interface OwnRequestsOptions {
  readonly store: Store;
  readonly switches: Switches;
  /** Hosts beyond this machine that may be asked. */
  readonly allowedHosts: AllowedHosts;
}

/** A request that is not made. */
export interface NotedRequest {
  readonly method: "POST" | "DELETE";
  readonly url: string;
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

/** Makes them beside the answer, as PagerTree's background jobs do, and logs what came of each. */
export class OwnRequests {
  readonly #options: OwnRequestsOptions;
  readonly #running = new Set<Promise<void>>();
  #stopped = new AbortController();

  constructor(options: OwnRequestsOptions) {
    this.#options = options;
  }

  /** Asks for a URL, if it is one of this machine or of a host that may be asked. */
  get(integration: Integration, url: RubyValue): void {
    const asked = this.#get(integration, url, this.#stopped.signal);
    const running = asked.finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Writes down a request that is never made: all goes on as if the receiver had done what it asks for. */
  note({ id, account_id }: Integration, receiver: string, { method, url, parameters }: NotedRequest): void {
    const asked = parameters ? ` ${JSON.stringify(parameters)}` : "";
    this.#options.store.insert("logs", account_id, {
      ...{ owner_id: id, owner_type: "Integration", data: null },
      message: `as if ${receiver} had answered: ${method} ${url}${asked}`,
    });
  }

  /** Resolves when none is under way. */
  async settled(): Promise<void> {
    await Promise.all(this.#running);
  }

  /** Gives up all that are under way. */
  stop(): void {
    this.#stopped.abort();
    this.#stopped = new AbortController();
  }

  async #get({ id, account_id }: Integration, url: RubyValue, signal: AbortSignal): Promise<void> {
    const { store, switches, allowedHosts } = this.#options;
    const log = (message: string) =>
      store.insert("logs", account_id, { owner_id: id, owner_type: "Integration", message, data: null });
    if (typeof url !== "string" || !URL.canParse(url)) {
      log("the payload asks for a request to what is no URL");
      return;
    }
    // The query is a secret: whoever has it can confirm.
    const { origin, pathname } = new URL(url);
    if (!isAllowedReceiver(url, allowedHosts)) {
      log(`no request was made to ${origin}${pathname}: the emulator asks this machine only`);
      return;
    }
    try {
      const response = await fetch(url, {
        redirect: "manual",
        signal: AbortSignal.any([signal, AbortSignal.timeout(switches.webhookTimeoutMs)]),
      });
      await response.body?.cancel();
      if (!signal.aborted) log(`a request was made to ${origin}${pathname}: ${response.status}`);
    } catch (error) {
      if (!signal.aborted) log(`a request was made to ${origin}${pathname}: ${describeFailure(error)}`);
    }
  }
}
