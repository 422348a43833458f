// Plays a payload on an account: in this process, on no port, and nothing is sent anywhere.
import type { FastifyInstance } from "fastify";
import { DEFAULT_API_KEY } from "../accounts.ts";
import { ADAPTERS } from "../adapters/adapters.ts";
import { isInMaintenance } from "../alerts/maintenance.ts";
import type { Observer, RouterPassage } from "../alerts/observer.ts";
import type { Reading } from "../alerts/reading.ts";
import { findIntegrationType } from "../catalog.ts";
import type { Context } from "../context.ts";
import { createContext } from "../create-context.ts";
import type { Integration } from "../models.ts";
import { isBlank } from "../params.ts";
import { createServer } from "../server.ts";
import type { Snapshot, Store } from "../store.ts";
import type { AccountSource } from "./account/client.ts";
import { findOne } from "./account/find-one.ts";
import type { Gaps } from "./account/gaps.ts";
import { type Account, loadAccount, type Sources } from "./account/load-account.ts";
import { goOnWithCall } from "./calls.ts";
import { SimulationError } from "./errors.ts";
import { hidesDefinition } from "./not-emulated.ts";
import { pageEverybody } from "./paging.ts";
import type { Outcome, Simulation } from "./result.ts";
import { type SampleName, samplesOf } from "./samples.ts";
import { requestOf, send } from "./sending.ts";
import { tell } from "./tell.ts";

/** What is sent, where to, and when. */
export interface SimulationRequest {
  /** The integration, by its name, its id or its prefix id. */
  readonly to: string;
  /** What the monitoring system sends: text, or a JSON value. Give this or `sample`. */
  readonly payload?: unknown;
  /** A sample of the type in place of a payload. @default "create" */
  readonly sample?: SampleName;
  /** Changes the sample before it is sent. @default it stays as it is */
  readonly change?: (body: unknown) => unknown;
  /** When: ISO 8601 with an offset, or milliseconds since 1970. @default now */
  readonly at?: string | number;
}

export type { AccountSource, Sources };

/** What was heard while one payload was sent. */
interface Heard {
  reading: Reading | undefined;
  readonly passages: RouterPassage[];
}

/**
 * Loads an account and makes a simulator of it.
 *
 * @throws {SimulationError} if a file holds something else, or the account cannot be read
 * @example
 * const simulator = await createSimulator({ state: "state.json" });
 * const { paged } = await simulator.simulate({ to: "Prometheus", sample: "create" });
 */
export async function createSimulator(sources: Sources): Promise<Simulator> {
  const heard: Heard = { reading: undefined, passages: [] };
  const observer: Observer = {
    received: ({ reading }) => {
      heard.reading = reading;
    },
    routed: (passage) => {
      heard.passages.push(passage);
    },
    reset: () => {
      heard.reading = undefined;
      heard.passages.length = 0;
    },
  };
  const begin = Date.now();
  const context = createContext({ seed: "empty", clock: () => begin, deliverTo: "nowhere", observer }, [
    { key: DEFAULT_API_KEY },
  ]);
  context.reset();
  const account = await loadAccount(context, sources);
  return new Simulator(context, account, heard);
}

/** An account on which payloads are played, each on the account as it was loaded. */
export class Simulator {
  readonly #context: Context;
  readonly #app: FastifyInstance;
  readonly #heard: Heard;
  readonly #snapshot: Snapshot;
  /** What is not known of the account. */
  readonly gaps: Gaps;
  /** What the account is read from, in words. */
  readonly origin: string;

  constructor(context: Context, { gaps, origin }: Account, heard: Heard) {
    this.#context = context;
    this.#app = createServer(context);
    this.#heard = heard;
    this.#snapshot = context.store.snapshot();
    this.gaps = gaps;
    this.origin = origin;
  }

  /** The account's records, to be looked at. */
  get store(): Store {
    return this.#context.store;
  }

  /**
   * Sends a payload and tells what happens.
   *
   * @throws {SimulationError} if there is no such integration, or nothing can be sent to it
   */
  async simulate({ to, payload, sample, change, at }: SimulationRequest): Promise<Simulation> {
    const context = this.#context;
    context.reset();
    context.store.restore(this.#snapshot);
    const instant = readInstant(at ?? context.store.clock());
    context.timetable.moveTo(instant);
    const integration = findOne(context.store, this.gaps, "integrations", to, this.origin);
    const type = findIntegrationType(integration.integration_type_id);
    this.#refuseOutgoing(integration, type?.key);
    const adapter = ADAPTERS[type?.key ?? ""];
    if (adapter === undefined || type === undefined) {
      return this.#tell(integration, "not emulated", {
        problem: `payloads of ${type?.name ?? "an unknown type's"} integrations are not emulated`,
      });
    }
    if (hidesDefinition(integration, type.key, this.gaps.hiddenOptions.get(integration.id) ?? [])) {
      return this.#tell(integration, "not emulated", {
        problem: "its custom definition is a secret, which a state and a plan do not show",
      });
    }
    this.#bringSecret(integration, adapter.secret?.option);
    if (integration.enabled && isInMaintenance(context, integration)) {
      return this.#tell(integration, "maintenance", {
        problem: "a maintenance window of the integration runs",
      });
    }
    const samples = samplesOf(type.key);
    let sent = samples[sample ?? "create"];
    if (payload !== undefined) sent = requestOf(payload, type.key, samples.create);
    if (sent === undefined) {
      throw new SimulationError(
        `there is no ${sample ?? "create"} sample of ${type.name}: it has ${Object.keys(samples).join(", ") || "none"}`,
      );
    }
    // What is to be ended or taken on must be there.
    if (payload === undefined && sample !== undefined && sample !== "create" && samples.create) {
      await send(context, this.#app, integration, changed(samples.create, change));
      await context.webhooks.settled();
    }
    const before = context.store.all("deliveries").length;
    Object.assign(this.#heard, { reading: undefined });
    this.#heard.passages.length = 0;
    const request = changed(sent, change);
    const status = await send(context, this.#app, integration, request);
    const problem = adapter.isCall ? await goOnWithCall(context, this.#app, integration, request) : null;
    await context.webhooks.settled();
    const outcome = this.#outcomeOf(integration, status, problem);
    const isNew = outcome.action === "create";
    const [alert] = context.store.all("alerts");
    const paging = isNew && alert ? await pageEverybody(context, alert.id, this.gaps) : undefined;
    return this.#tell(integration, outcome.action, { ...outcome, alert, paging, before });
  }

  #tell(
    integration: Integration,
    action: Outcome,
    parts: Partial<Omit<Parameters<typeof tell>[2], "action" | "integration" | "passages">>,
  ): Simulation {
    const { passages } = this.#heard;
    return tell(this.#context.store, this.gaps, { integration, action, passages, ...parts });
  }

  /** @param callProblem why a caller comes to nobody */
  #outcomeOf(
    { id, enabled }: Integration,
    status: number,
    callProblem: string | null,
  ): { action: Outcome; problem: string | null } {
    const { reading } = this.#heard;
    const logs = this.#context.store
      .all("logs")
      .filter(({ owner_id, data }) => owner_id === id && data === null);
    const said = logs.at(-1)?.message;
    if (!enabled) {
      return { action: "disabled", problem: `the integration is disabled: the sender gets ${status}` };
    }
    if (status !== 200) return { action: "refused", problem: `the sender gets ${status}` };
    if (reading === undefined) return { action: "refused", problem: "the payload is put aside, as spam is" };
    if (reading.action === "error") return { action: "invalid", problem: said ?? reading.message };
    if (reading.action === "other") {
      const nothing = "for the adapter, this payload neither makes nor ends an alert";
      return { action: "other", problem: callProblem ?? nothing };
    }
    const [alert] = this.#context.store.all("alerts");
    if ("alert" in reading) {
      return alert
        ? { action: "create", problem: callProblem }
        : { action: "invalid", problem: said ?? "no alert was made" };
    }
    const problem = alert
      ? null
      : `it is about the alert ${JSON.stringify(reading.thirdPartyId)}, and nothing happens unless the integration has it`;
    return { action: reading.action, problem };
  }

  /** Outgoing types take nothing in. */
  #refuseOutgoing({ name }: Integration, type: string | undefined): void {
    if (type !== "outgoing-webhook") return;
    throw new SimulationError(
      `${JSON.stringify(name)} is an outgoing webhook, which does not receive payloads`,
    );
  }

  /** The sender is taken for the right one: what it must bring is a secret. */
  #bringSecret(integration: Integration, option: string | undefined): void {
    if (option === undefined) return;
    const isHidden = this.gaps.hiddenOptions.get(integration.id)?.includes(option) ?? false;
    const value = integration.options[option];
    if (!isHidden && (typeof value !== "string" || isBlank(value))) return;
    const options = { ...integration.options, [option]: "" };
    this.#context.store.update("integrations", integration.id, { options });
    this.gaps.add(
      integration.id,
      `integration ${JSON.stringify(integration.name)} asks the sender for a secret (${option}), which is assumed to be right`,
    );
  }
}

function changed<T extends { readonly body?: unknown; readonly query?: unknown; readonly mail?: unknown }>(
  request: T,
  change: ((body: unknown) => unknown) | undefined,
): T {
  if (change === undefined) return request;
  const part = request.mail ? "mail" : request.query ? "query" : "body";
  return { ...request, [part]: change(request[part]) };
}

function readInstant(at: string | number): number {
  const instant = typeof at === "number" ? at : Date.parse(at);
  if (Number.isNaN(instant) || (typeof at === "string" && !/(?:Z|[+-]\d\d:?\d\d)$/i.test(at))) {
    throw new SimulationError(
      `at: ${JSON.stringify(at)} is not a time with an offset, such as 2026-03-02T03:00:00Z or 2026-03-02T03:00:00+01:00`,
    );
  }
  return instant;
}
