// Who is about to go on or off call: some time before, each person of each occurrence is reminded once. D:users has the
// settings, which belong to each person and are not in the API; D:integration-guides/outgoing-webhook the events.
import type { ScheduleEvent } from "../on-call-models.ts";
import type { DueWork } from "../timetable.ts";
import type { OnCallContext } from "./schedules.ts";
import { type Occurrence, seriesOf } from "./series.ts";

/** The two events of webhooks. */
export type ReminderEvent = "event_reminder.going_on_call" | "event_reminder.going_off_call";

/** What somebody is reminded of. */
export interface Reminder {
  readonly event: ReminderEvent;
  readonly occurrence: Occurrence;
  readonly accountUserId: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** How far is looked ahead, the further ones only where nothing is nearer. */
const HORIZONS_MS = [8, 64, 512].map((days) => days * DAY_MS);
const EDGES = [
  ["event_reminder.going_on_call", "start"],
  ["event_reminder.going_off_call", "end"],
] as const;

export interface RemindersOptions extends OnCallContext {
  /** Whether somebody of the account is told of such an event. */
  readonly isAwaited: (event: ReminderEvent, accountId: string) => boolean;
  readonly remind: (reminder: Reminder) => void;
}

/** The reminders of all events. */
export class Reminders {
  readonly #options: RemindersOptions;
  /** Until when all reminders have gone out; what was before somebody awaited them never does. */
  #doneUntil: number;

  constructor(options: RemindersOptions) {
    this.#options = options;
    this.#doneUntil = options.store.clock();
  }

  /** Forgets what has gone out. */
  reset(): void {
    this.#doneUntil = this.#options.store.clock();
  }

  /** Those that come next, all of one instant. */
  next(): DueWork | undefined {
    const { store, switches, isAwaited, remind } = this.#options;
    const lead = switches.reminderLeadMs;
    const events = lead === null ? [] : store.all("events");
    const edgesOf = new Map(
      [...new Set(events.map((event) => event.account_id))].map((accountId) => [
        accountId,
        EDGES.filter(([name]) => isAwaited(name, accountId)),
      ]),
    );
    const awaited = events.flatMap((event) =>
      (edgesOf.get(event.account_id) ?? []).map(([name, edge]) => ({ event, name, edge })),
    );
    if (awaited.length === 0 || lead === null) {
      this.#doneUntil = Math.max(this.#doneUntil, store.clock());
      return undefined;
    }
    const coming = awaited.flatMap(({ event, name, edge }) => {
      const occurrences = this.#firstAfter(event, edge, this.#doneUntil + lead);
      return occurrences.map((occurrence) => ({ name, occurrence, at: occurrence[edge] - lead }));
    });
    const at = Math.min(...coming.map((one) => one.at));
    if (!Number.isFinite(at)) return undefined;
    return {
      at,
      run: () => {
        this.#doneUntil = at;
        for (const { name, occurrence } of coming.filter((one) => one.at === at)) {
          for (const { attendee_id } of occurrence.attendees) {
            remind({ event: name, occurrence, accountUserId: attendee_id });
          }
        }
      },
    };
  }

  /** The occurrences that begin, or end, first after an instant. */
  #firstAfter(event: ScheduleEvent, edge: "start" | "end", instant: number): Occurrence[] {
    const series = seriesOf(event, this.#options.switches);
    for (const horizon of HORIZONS_MS) {
      // What ends at the instant itself is no part of the span, and is not asked for.
      const found = series.between(instant, instant + horizon).filter((one) => one[edge] > instant);
      const first = Math.min(...found.map((one) => one[edge]));
      if (found.length > 0) return found.filter((one) => one[edge] === first);
    }
    return [];
  }
}
