// What the routes work with, in one object.
import type { ApiKeys } from "./accounts.ts";
import type { Observer } from "./alerts/observer.ts";
import type { CallEvents } from "./calls/call-events.ts";
import type { Evaluator } from "./evaluation/evaluator.ts";
import type { Faults } from "./faults.ts";
import type { OwnRequests } from "./outgoing/own-requests.ts";
import type { Webhooks } from "./outgoing/webhooks.ts";
import type { RecordedRequest } from "./requests.ts";
import type { Store } from "./store.ts";
import type { Switches } from "./switches.ts";
import type { Timetable } from "./timetable.ts";

export interface Context {
  readonly store: Store;
  readonly keys: ApiKeys;
  readonly faults: Faults;
  readonly requests: RecordedRequest[];
  readonly switches: Switches;
  readonly evaluator: Evaluator;
  readonly webhooks: Webhooks;
  /** What happens by itself, and the clock that it goes by. */
  readonly timetable: Timetable;
  readonly ownRequests: OwnRequests;
  /** Hears what becomes of alerts that callers wait for. */
  readonly calls: CallEvents;
  /** Where others reach PagerTree: this emulator, once it listens. */
  origin: string;
  /** Hears what is made of alerts: a simulation, or the emulator's page. */
  readonly observer?: Observer;
  /** By how many places the id lists of a record are turned at this read, if they are shuffled: one more each time. */
  nextRotation(recordId: string): number;
  /** Writes the state to the data file, if there is one; resolves when it is safe there. */
  save: () => Promise<void>;
  /** Back to the seeded state: records, faults, switches, expired keys, the record of requests. */
  reset(): void;
}
