/** What the provider's process holds for one run of the engine: its configuration, its client, what it looked up. */
import { AsyncLocalStorage } from "node:async_hooks";
import { setImmediate } from "node:timers/promises";
import type { Account } from "../account/account.ts";
import { AccountEvents } from "../account/account-events.ts";
import { AccountObjects } from "../account/account-objects.ts";
import { NamedObjects } from "../account/named-objects.ts";
import { isOutOfReach } from "../account/out-of-reach.ts";
import { Ownership } from "../account/ownership.ts";
import { StateContents } from "../account/state-contents.ts";
import { Turns } from "../account/turns.ts";
import type { ApiClient } from "../api/api-client.ts";
import { createApiClient } from "../api/client.ts";
import { type Clock, systemClock } from "../api/clock.ts";
import { Deadline, withinDeadline } from "../api/deadline.ts";
import type { ResourceKind } from "../api/kinds.ts";
import { createLimitNotice } from "../api/limit-notice.ts";
import { listUsers } from "../api/list-users.ts";
import { logFromEnvironment, type WriteLine } from "../api/log.ts";
import { shareable } from "../api/shareable.ts";
import { withSharedReads } from "../api/shared-reads.ts";
import type { IntegrationTypeWire } from "../api/wire.ts";
import { type ReadConfig, resolveConfig, resolveCoverageDays, resolveLimits } from "../common/config.ts";
import { AuthError, CancelledError } from "../common/errors.ts";
import { CoverageWatch } from "../on-call/coverage-watch.ts";
import type { StackState } from "../stack/state.ts";
import { ProgramSecrets } from "./program-secrets.ts";
import { createReporter } from "./report.ts";

/**
 * Once the engine has been silent for so long, in milliseconds, it has likely named all resources that are at hand. It
 * may start another provider's process meanwhile.
 */
const silence = 1_000;

/** How long operations under way may go on in a cancelled run, in milliseconds. */
const timeToEnd = 3_000;

/** What checks and operations of resources may use. */
export interface ProviderContext extends Account {
  /** The base URL of the API, without a slash at its end. */
  readonly baseUrl: string;
  /**
   * Asks PagerTree a question that a preview can do without: when PagerTree cannot be reached, the run is told so
   * once and goes on with `otherwise`.
   */
  ask<Answer>(question: () => Promise<Answer>, otherwise: Answer): Promise<Answer>;
  /** The account's integration types, read once a run. */
  integrationTypes(): Promise<readonly IntegrationTypeWire[]>;
  /** The objects that the account has. */
  readonly objects: AccountObjects;
  /** Whether somebody is on call where alerts are sent to. */
  readonly coverage: CoverageWatch;
  /**
   * Whether what the core gives to the engine can be marked as a secret there. Where it cannot, a secret that somebody
   * set outside of the stack is kept out of the state.
   * @default false
   */
  readonly canMarkSecrets?: boolean;
  /** Tells the user something among the engine's messages. */
  tell(message: string): void;
  /** Whether something is done for the first time in this run, by a text that stands for it. */
  isFirst(deed: string): boolean;
}

/** A client, and the base URL that it talks to. */
type Connection = Pick<ProviderContext, "api" | "baseUrl">;

/** A context that takes its configuration from the engine's `configure` call. */
export class EngineContext implements ProviderContext {
  #read: ReadConfig = () => undefined;
  #connection: Connection | undefined;
  readonly #clock: Clock;
  #isCancelled = false;
  /** Rejects when operations of a cancelled run have had their time to end. */
  readonly #cancelled: Promise<never>;
  #endCancelled: (error: CancelledError) => void = () => {};
  /** Rejects a moment before, for what can tell more of its own end. */
  readonly #cutOff: Promise<never>;
  #cut: (error: CancelledError) => void = () => {};
  readonly #done = new Set<string>();
  readonly #named: { [K in ResourceKind]?: NamedObjects<K> } = {};

  readonly objects = new AccountObjects(this);

  /** The events that the account has. */
  readonly events = new AccountEvents(() => this.api);

  readonly coverage = new CoverageWatch(this);
  #running = 0;
  #silence: NodeJS.Timeout | undefined;
  readonly #later: (() => void)[] = [];

  readonly canMarkSecrets: boolean = false;

  /** What belongs to the resources of this run. */
  readonly ownership: Ownership;

  /** What the resources of the state hold. */
  readonly stateContents = new StateContents();

  /** Creates that must not overlap. */
  readonly turns = new Turns();

  /** What the program calls secret. */
  readonly secrets = new ProgramSecrets();

  /** Tells an error of this run. */
  readonly report = createReporter();

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
    this.#cancelled = new Promise((_, reject) => {
      this.#endCancelled = reject;
    });
    this.#cutOff = new Promise((_, reject) => {
      this.#cut = reject;
    });
    // Nobody may be waiting for them.
    this.#cancelled.catch(() => {});
    this.#cutOff.catch(() => {});
    this.ownership = new Ownership(clock);
  }

  /** Takes the reader alone: the engine's other calls may come before an asynchronous `configure` ends. */
  configure(read: ReadConfig): void {
    this.#read = read;
  }

  get api(): ApiClient {
    return this.#connected().api;
  }

  get baseUrl(): string {
    return this.#connected().baseUrl;
  }

  /**
   * Runs one operation on a resource, for which the configuration allows so much time.
   *
   * @throws CancelledError if the run is cancelled and the operation does not end soon.
   */
  async inTime<Result>(operation: () => Promise<Result>): Promise<Result> {
    if (this.#isCancelled) {
      throw new CancelledError("Not done: the run was cancelled.");
    }
    const limits = resolveLimits(this.#read);
    this.coverageDays();
    clearTimeout(this.#silence);
    this.#running += 1;
    const running = withinDeadline(() => new Deadline(limits, this.#clock), operation);
    try {
      return await Promise.race([running, this.#cancelled]);
    } finally {
      this.#running -= 1;
      if (this.#running === 0 && (this.coverage.isPending || this.#later.length > 0)) {
        this.#silence = setTimeout(() => this.#tellPending(), silence).unref();
      }
    }
  }

  coverageDays(): number {
    return resolveCoverageDays(this.#read);
  }

  /** The engine ends this process: what it is still to be told is told. */
  async end(): Promise<void> {
    this.#tellPending();
    await this.allTold();
  }

  /** Resolves when all that was told has arrived. */
  protected async allTold(): Promise<void> {}

  /**
   * A part of an operation that leaves something open if it is cut off.
   *
   * @throws CancelledError where the run is cancelled and the part does not end soon; what the operation makes of it
   * is still told.
   */
  unlessCancelled<Result>(part: Promise<Result>): Promise<Result> {
    return Promise.race([part, this.#cutOff]);
  }

  /**
   * The run is cancelled: nothing begins any more, and what is under way gets a moment to end. Most requests are
   * answered in it, so that what they did is in the state.
   */
  async cancel(): Promise<void> {
    this.#isCancelled = true;
    await this.#clock.wait(timeToEnd);
    this.#cut(new CancelledError("The run was cancelled before PagerTree answered."));
    await setImmediate();
    const unanswered =
      "The run was cancelled before PagerTree answered. PagerTree may still carry out the request.";
    this.#endCancelled(new CancelledError(unanswered));
  }

  async ask<Answer>(question: () => Promise<Answer>, otherwise: Answer): Promise<Answer> {
    try {
      return await question();
    } catch (error) {
      if (!isOutOfReach(error)) {
        throw error;
      }
      if (this.isFirst("say that PagerTree is out of reach")) {
        this.tell(`warning: not checked against the PagerTree account: ${error.message}`);
      }
      return otherwise;
    }
  }

  readonly accountId = shareable(async () => {
    try {
      return await this.api.accountId();
    } catch (error) {
      if (error instanceof AuthError && error.status === 403) {
        return undefined;
      }
      throw error;
    }
  });

  /**
   * Learns which objects the stack's state has, at most once a run. The engine names some of them only after the creates
   * that they matter to; asking for them takes a second.
   */
  readonly learnState = shareable(async () => {
    const state = await this.readState();
    if (state !== undefined) {
      this.ownership.hold(state.objects);
    }
  });

  tell(message: string): void {
    this.print(this.secrets.hide(message));
  }

  /** Puts a message among the engine's. */
  protected print(message: string): void {
    console.error(message);
  }

  /** Does what has to wait until the engine has likely named all resources that are at hand, or ends this process. */
  later(act: () => void): void {
    // A message stands at the resource that it is about.
    this.#later.push(AsyncLocalStorage.bind(act));
  }

  isFirst(deed: string): boolean {
    const isFirst = !this.#done.has(deed);
    this.#done.add(deed);
    return isFirst;
  }

  readonly integrationTypes = shareable(() => this.api.list("integrationTypes"));

  /** The people of the account, read once a run; none if PagerTree does not show them to the API key. */
  readonly users = shareable(() => listUsers(this.api));

  /** Which objects of a kind PagerTree has under which name. */
  named<K extends ResourceKind>(kind: K): NamedObjects<K> {
    const named: NamedObjects<K> = this.#named[kind] ?? new NamedObjects(() => this.api, kind);
    Object.assign(this.#named, { [kind]: named });
    return named;
  }

  leastAge(id: string): number {
    return this.ownership.leastAge(id);
  }

  wait(milliseconds: number): Promise<void> {
    return this.#clock.wait(milliseconds);
  }

  /** The state of this run's stack; undefined if it cannot be had. */
  protected async readState(): Promise<StackState | undefined> {
    return undefined;
  }

  /** Takes the lines of the request log; undefined if nobody asked for one. */
  protected requestLog(): WriteLine | undefined {
    return logFromEnvironment();
  }

  /** Makes the client. */
  protected connect(): Connection {
    const config = resolveConfig(this.#read);
    const tellLimit = createLimitNotice((message) => this.tell(message));
    const log = this.requestLog();
    const api = createApiClient(config, {
      clock: this.#clock,
      tellLimit,
      log: log && ((line) => log(this.secrets.cutOut(line))),
    });
    return { api: withSharedReads(api), baseUrl: config.baseUrl };
  }

  #tellPending(): void {
    for (const act of this.#later.splice(0)) {
      act();
    }
    this.coverage.tell(Date.now());
  }

  #connected(): Connection {
    if (this.#connection === undefined) {
      const { api, baseUrl } = this.connect();
      this.#connection = { api: this.objects.watched(api), baseUrl };
    }
    return this.#connection;
  }
}
