// The other direction: Rootly makes, changes and resolves alerts over PagerTree's API.
import { z } from "zod";
import type { Params } from "../params.ts";

/** Where PagerTree's API is, and Rootly's key to it. */
export interface PagerTreeAccess {
  /** The base URL, such as `https://api.pagertree.com/api/v4`. */
  readonly url: string;
  readonly apiKey: string;
}

const TIMEOUT_MS = 15_000;
const alertSchema = z.object({ prefix_id: z.string() });

/** Pages through PagerTree's API. */
export class Paging {
  readonly #access: PagerTreeAccess;

  constructor(access: PagerTreeAccess) {
    this.#access = access;
  }

  /**
   * Creates an alert.
   *
   * @returns its prefix id, which its webhooks carry
   * @throws if PagerTree turns the alert down, such as for a team that it does not have
   */
  async create(alert: Params): Promise<string> {
    const { status, body } = await this.#call("POST", "/alerts", alert);
    if (status !== 201) throw new Error(`PagerTree answered ${status} to a new alert`);
    return alertSchema.parse(body).prefix_id;
  }

  /**
   * Changes an alert.
   *
   * @throws if PagerTree turns the change down, such as for an alert that it does not have
   */
  async update(alertId: string, alert: Params): Promise<void> {
    const { status } = await this.#call("PUT", `/alerts/${encodeURIComponent(alertId)}`, alert);
    if (status !== 200) throw new Error(`PagerTree answered ${status} to a change of ${alertId}`);
  }

  /**
   * Resolves an alert; one that is resolved or gone is fine as it is.
   *
   * @throws if PagerTree does not do it
   */
  async resolve(alertId: string): Promise<void> {
    const { status } = await this.#call("POST", `/alerts/${encodeURIComponent(alertId)}/resolve`, {});
    if (![200, 404, 422].includes(status))
      throw new Error(`PagerTree answered ${status} to resolving ${alertId}`);
  }

  async #call(method: string, path: string, sent: object): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${this.#access.url}${path}`, {
      method,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { authorization: `Bearer ${this.#access.apiKey}`, "content-type": "application/json" },
      body: JSON.stringify(sent),
    });
    const body: unknown = await response.json().catch(() => null);
    return { status: response.status, body };
  }
}
