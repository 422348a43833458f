// The emulator as a function: starts one, and gives a handle on its records, its faults and its record of requests.
import type { AddressInfo } from "node:net";
import type { ApiKeyOptions } from "./accounts.ts";
import { DEFAULT_API_KEY } from "./accounts.ts";
import type { MailInput } from "./adapters/mail.ts";
import { receiveMail } from "./alerts/mail.ts";
import type { Context } from "./context.ts";
import { createContext } from "./create-context.ts";
import { DataFile } from "./data-file.ts";
import type { Faults } from "./faults.ts";
import type { IdSource } from "./ids.ts";
import { hostInUrl, isLoopback } from "./loopback.ts";
import type { RecordedRequest } from "./requests.ts";
import { INBOUND_PATH } from "./routes/inbound.ts";
import { BASE_PATH, createServer } from "./server.ts";
import type { Store } from "./store.ts";
import type { Switches } from "./switches.ts";
import { createToken, pageAddress } from "./ui/access.ts";
import { registerPage } from "./ui/routes.ts";
import { Trails } from "./ui/trails.ts";

export type { ApiKeyOptions, Role } from "./accounts.ts";
export type { MailInput as Mail } from "./adapters/mail.ts";
export type { Fault, Faults } from "./faults.ts";
export type { IdSource } from "./ids.ts";
export type * from "./models.ts";
export type * from "./on-call-models.ts";
export type { RecordedRequest } from "./requests.ts";
export type { PagerTreeAccess } from "./rootly/paging.ts";
export type { RootlyReceiverOptions } from "./rootly/receiver.ts";
export { startRootlyReceiver } from "./rootly/receiver.ts";
export type { RootlyAlert, RootlyIncident, RootlySeverity } from "./rootly/records.ts";
export type { RootlyDelivery, RootlyReceiver } from "./rootly/running-receiver.ts";
export type { RootlyTask } from "./rootly/tasks.ts";
export type { RubyHash, RubyNumber, RubyValue } from "./ruby/values.ts";
export type { RouteCase } from "./simulate/cases/case.ts";
export type { CaseResult, RouteReport } from "./simulate/cases/check-case.ts";
export type { RouteOptions } from "./simulate/cases/check-routes.ts";
export { checkRoutes, expectRoutes } from "./simulate/cases/check-routes.ts";
export { SimulationError } from "./simulate/errors.ts";
export type * from "./simulate/result.ts";
export type { AccountSource, SimulationRequest, Simulator, Sources } from "./simulate/simulator.ts";
export { createSimulator } from "./simulate/simulator.ts";
export type { Store } from "./store.ts";
export type { Switches } from "./switches.ts";

export interface EmulatorOptions {
  /** 0 picks a free one. @default 0 */
  readonly port?: number;
  /** The address to listen on; only loopback unless `allowRemote`. @default "127.0.0.1" */
  readonly host?: string;
  /** Lets `host` be another than loopback. @default false */
  readonly allowRemote?: boolean;
  /** Keys that are taken. @default one admin key */
  readonly apiKeys?: readonly ApiKeyOptions[];
  /** What the account holds at the start. @default "demo" */
  readonly seed?: "demo" | "empty";
  /** A file that keeps the state: made if it is missing, else read in place of the seed. @default none */
  readonly dataFile?: string;
  /** Milliseconds since 1970. @default Date.now */
  readonly clock?: () => number;
  /** @default random ids */
  readonly ids?: IdSource;
  /** Hosts to which webhooks are delivered, besides loopback, such as `rooms.example.com`. @default none */
  readonly deliverTo?: readonly string[];
  /** Switches to begin with. @default none is on */
  readonly switches?: Partial<Switches>;
  /** Serves a page for people: alerts, where each went and why, webhooks, and a form that sends samples. @default false */
  readonly ui?: boolean;
}

/** A running emulator. */
export interface Emulator {
  /** The base URL, such as `http://127.0.0.1:4010/api/v4`. */
  readonly url: string;
  /** The first configured key. */
  readonly apiKey: string;
  /** Where payloads come in, followed by the id or prefix id of an integration. */
  readonly inboundUrl: string;
  /** The address that opens the page for people; null without `ui`. Whoever has it may see and send everything. */
  readonly pageUrl: string | null;
  /** All records: look, edit and delete as somebody would in PagerTree's web page. */
  readonly store: Store;
  /** Every request to the API, in the order of arrival. */
  readonly requests: readonly RecordedRequest[];
  readonly faults: Faults;
  /** May be turned at any time. */
  readonly switches: Switches;
  /** The outgoing webhooks; the record of them is `store.all("deliveries")`. */
  readonly webhooks: {
    /**
     * Resolves when every event so far has been tried once, and what adapters themselves ask for has been answered;
     * retries are left to wait.
     */
    settled(): Promise<void>;
    /** Makes every retry that waits now, and resolves when all have ended. */
    retryNow(): Promise<void>;
  };
  /** The emulator's time. */
  readonly clock: {
    /** Milliseconds since 1970. */
    now(): number;
    /**
     * Moves the clock, from where it runs on. What was to happen until then, such as the layers of alerts that time out,
     * happens first, each at its own time. Nothing is undone by going back.
     */
    moveTo(time: number | string): void;
    /** Moves the clock on by so many milliseconds. */
    moveBy(milliseconds: number): void;
  };
  /** Delivers a mail to an e-mail integration; gives the id of the alert that it made or repeated. */
  receiveMail(mail: MailInput): Promise<string | null>;
  /** Back to the seeded state: records, faults, switches, expired keys, the clock, the record of requests. */
  reset(): void;
  /** Stops listening and ends all connections, waiting requests included. */
  close(): Promise<void>;
}

/**
 * Starts an emulator and resolves when it listens.
 *
 * @throws if the host is not loopback, the port is taken (code `EADDRINUSE`) or the data file cannot be used
 * @example
 * const emulator = await startEmulator();
 * await fetch(`${emulator.url}/teams`, { headers: { authorization: `Bearer ${emulator.apiKey}` } });
 * await emulator.close();
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { host = "127.0.0.1", port = 0, apiKeys = [{ key: DEFAULT_API_KEY }] } = options;
  const [firstKey] = apiKeys;
  if (firstKey === undefined) throw new Error("apiKeys is empty: at least one key is needed");
  if (!options.allowRemote && !isLoopback(host)) {
    throw new Error(
      `${host} is reachable from other machines, and plain HTTP would show them the API key; ` +
        "set allowRemote (--allow-remote) to listen there anyway",
    );
  }
  const trails = options.ui ? new Trails() : undefined;
  const context = createContext({ ...options, ...(trails && { observer: trails }) }, apiKeys);
  context.reset();
  if (options.dataFile !== undefined) await keepIn(new DataFile(options.dataFile, context.store), context);
  const app = createServer(context);
  const token = createToken();
  if (trails) registerPage(app, context, trails, token);
  await app.listen({ port, host });
  const origin = `http://${hostInUrl(host)}:${portOf(app.server.address())}`;
  context.origin = origin;
  context.webhooks.deliveries.resume();
  const { store, requests, faults, switches, reset, webhooks, ownRequests, timetable } = context;
  timetable.runDue();
  return {
    url: origin + BASE_PATH,
    apiKey: firstKey.key,
    inboundUrl: origin + INBOUND_PATH,
    pageUrl: trails ? pageAddress(origin, token) : null,
    store,
    requests,
    faults,
    switches,
    webhooks: {
      settled: async () => {
        await ownRequests.settled();
        await webhooks.settled();
      },
      retryNow: async () => {
        await webhooks.settled();
        await webhooks.deliveries.retryNow();
      },
    },
    clock: {
      now: store.clock,
      moveTo: (time) => timetable.moveTo(typeof time === "string" ? Date.parse(time) : time),
      moveBy: (milliseconds) => timetable.moveTo(store.clock() + milliseconds),
    },
    receiveMail: (mail) => receiveMail(context, mail),
    reset,
    close: async () => {
      timetable.stop();
      webhooks.stop();
      ownRequests.stop();
      await app.close();
    },
  };
}

/** Reads the file, if it is there, and has every change written to it from now on. */
async function keepIn(file: DataFile, context: Context): Promise<void> {
  await file.load();
  // Said at the start, so that a file that cannot be written is an error now and not at the first request.
  await file.save();
  context.save = () => file.save();
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") {
    throw new Error("the server does not listen on a port");
  }
  return address.port;
}
