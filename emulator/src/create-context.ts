// Makes what all routes work with.
import { type ApiKeyOptions, ApiKeys } from "./accounts.ts";
import { nextStep } from "./alerts/life-cycle.ts";
import type { Observer } from "./alerts/observer.ts";
import { callEvents, nextWaitEnd } from "./calls/events.ts";
import { Clock } from "./clock.ts";
import type { Context } from "./context.ts";
import { sharedEvaluator } from "./evaluation/evaluator.ts";
import { Faults } from "./faults.ts";
import { createIdSource, type IdSource } from "./ids.ts";
import { Reminders } from "./on-call/reminders.ts";
import { OwnRequests } from "./outgoing/own-requests.ts";
import type { AllowedHosts } from "./outgoing/send.ts";
import { Webhooks } from "./outgoing/webhooks.ts";
import type { RecordedRequest } from "./requests.ts";
import { seedDemoAccount } from "./seed.ts";
import { Store } from "./store.ts";
import { DEFAULT_SWITCHES, type Switches } from "./switches.ts";
import { earliest, Timetable } from "./timetable.ts";

export interface ContextOptions {
  /** What the account holds at the start. @default "demo" */
  readonly seed?: "demo" | "empty";
  /** Milliseconds since 1970. @default Date.now */
  readonly clock?: () => number;
  /** @default random ids */
  readonly ids?: IdSource;
  /** Hosts to which webhooks are delivered. @default only this machine */
  readonly deliverTo?: AllowedHosts;
  /** Switches to begin with. @default none is on */
  readonly switches?: Partial<Switches>;
  /** Hears what is made of alerts. @default nobody does */
  readonly observer?: Observer;
}

/** Puts the parts together, without a port. `reset` fills the store. */
export function createContext(options: ContextOptions, apiKeys: readonly ApiKeyOptions[]): Context {
  const clock = new Clock(options.clock ?? Date.now);
  const store = new Store(clock.now, options.ids ?? createIdSource());
  const keys = new ApiKeys(apiKeys);
  const allowedHosts = options.deliverTo ?? [];
  const faults = new Faults();
  const requests: RecordedRequest[] = [];
  const switches: Switches = { ...DEFAULT_SWITCHES };
  const rotations = new Map<string, number>();
  const evaluator = sharedEvaluator();
  const reminders = new Reminders({
    store,
    switches,
    isAwaited: (event, accountId) => context.webhooks.isAwaited(event, accountId),
    remind: (reminder) => context.webhooks.emitReminder(reminder),
  });
  const context: Context = {
    store,
    evaluator,
    webhooks: new Webhooks({
      store,
      switches,
      evaluator,
      allowedHosts,
      save: () => context.save(),
    }),
    timetable: new Timetable(
      clock,
      () => earliest([nextStep(context), nextWaitEnd(context), reminders.next()]),
      () => context.save(),
    ),
    ownRequests: new OwnRequests({ store, switches, allowedHosts }),
    calls: callEvents(() => context),
    origin: "https://api.pagertree.com",
    ...(options.observer && { observer: options.observer }),
    keys,
    faults,
    requests,
    switches,
    nextRotation: (recordId) => {
      const rotation = (rotations.get(recordId) ?? 0) + 1;
      rotations.set(recordId, rotation);
      return rotation;
    },
    save: async () => {},
    reset: () => {
      context.timetable.stop();
      context.webhooks.stop();
      clock.reset();
      context.ownRequests.stop();
      store.clear();
      reminders.reset();
      if (options.seed !== "empty") seedDemoAccount(store);
      keys.reset();
      faults.clear();
      requests.length = 0;
      options.observer?.reset();
      Object.assign(switches, DEFAULT_SWITCHES, options.switches);
    },
  };
  return context;
}
