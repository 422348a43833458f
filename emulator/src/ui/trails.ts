// Remembers how alerts were read and where routers sent them, which the account's records do not tell.
import type { Observer, Receipt, RouterPassage } from "../alerts/observer.ts";

/** Of more alerts and payloads than these, the oldest are forgotten. */
const MOST = 1000;

export class Trails implements Observer {
  readonly #passages = new Map<string, RouterPassage[]>();
  readonly #receipts = new Map<string, Receipt>();

  received(receipt: Receipt): void {
    this.#receipts.set(receipt.logId, receipt);
    forgetOldest(this.#receipts);
  }

  routed(passage: RouterPassage): void {
    this.#passages.set(passage.alertId, [...this.passagesOf(passage.alertId), passage]);
    forgetOldest(this.#passages);
  }

  reset(): void {
    this.#passages.clear();
    this.#receipts.clear();
  }

  /** What each router made of the alert, in their order. */
  passagesOf(alertId: string): RouterPassage[] {
    return this.#passages.get(alertId) ?? [];
  }

  /** What became of the payload in this log; undefined if it came before the start. */
  receiptOf(logId: string): Receipt | undefined {
    return this.#receipts.get(logId);
  }
}

function forgetOldest(map: Map<string, unknown>): void {
  const [oldest] = map.keys();
  if (map.size > MOST && oldest !== undefined) map.delete(oldest);
}
