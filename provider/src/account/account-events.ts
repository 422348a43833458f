/** Which events the account has, as a preview has to know them: so many requests a run at most, whatever the stack is. */
import type { ApiClient } from "../api/api-client.ts";
import type { EventWire } from "../api/on-call-wire.ts";
import { pageLimit } from "../api/pagination.ts";
import { shareable } from "../api/shareable.ts";

/** An account with more events is looked at by schedule, as far as they go. */
const mostRequests = 8;

/** The events of an account by their schedules, as PagerTree had them at some time in this run. */
export class AccountEvents {
  readonly #api: () => ApiClient;
  readonly #schedules = new Map<string, () => Promise<EventWire[]>>();
  #requests = 0;

  constructor(api: () => ApiClient) {
    this.#api = api;
  }

  /** Begins to read the events. Whatever is wrong, whoever asks for them next is told it. */
  readAhead(): void {
    this.#all().catch(() => {});
  }

  /** The events of a schedule; undefined if the account has too many for another request. */
  async of(scheduleId: string): Promise<EventWire[] | undefined> {
    const all = await this.#all();
    return all === undefined
      ? this.#ofSchedule(scheduleId)
      : all.filter((row) => row.schedule_ids.includes(scheduleId));
  }

  /** Every event of the account; undefined if they are too many. */
  readonly #all = shareable(async (): Promise<EventWire[] | undefined> => {
    const rows: EventWire[] = [];
    for (let hasMore = true; hasMore; ) {
      if (this.#requests >= mostRequests) {
        return undefined;
      }
      const page = await this.#api().page("events", { offset: rows.length });
      this.#requests += 1;
      rows.push(...page.rows);
      hasMore = page.hasMore && page.rows.length > 0;
      if ((page.totalCount ?? 0) > mostRequests * pageLimit) {
        return undefined;
      }
    }
    return rows;
  });

  async #ofSchedule(scheduleId: string): Promise<EventWire[] | undefined> {
    let rows = this.#schedules.get(scheduleId);
    if (rows === undefined) {
      if (this.#requests >= mostRequests) {
        return undefined;
      }
      this.#requests += 1;
      rows = shareable(() => this.#api().scheduleEvents(scheduleId));
      this.#schedules.set(scheduleId, rows);
    }
    return rows();
  }
}
