// The provider of each kind of resource as the engine calls it, on an emulator of its own. Every value crosses the wire to
// and from the engine, which carries JSON and no `undefined`.

import type * as dynamic from "@pulumi/pulumi/dynamic/index.js";
import { expect } from "vitest";
import type { Emulator, EmulatorOptions } from "../../emulator/src/index.ts";
import { createApiClient } from "../../provider/src/api/client.ts";
import type { ApiClientOptions } from "../../provider/src/api/transport.ts";
import type { PagerTreeConfig } from "../../provider/src/common/config.ts";
import { discreet } from "../../provider/src/dynamic/discreet.ts";
import { escalationPolicyDefinition } from "../../provider/src/escalation-policy/definition.ts";
import { integrationDefinition } from "../../provider/src/integration/definition.ts";
import { EngineContext } from "../../provider/src/lifecycle/context.ts";
import { createResourceProvider } from "../../provider/src/lifecycle/resource-provider.ts";
import { maintenanceWindowDefinition } from "../../provider/src/maintenance-window/definition.ts";
import { notificationRuleDefinition } from "../../provider/src/notification-rule/definition.ts";
import { createOverrideProvider } from "../../provider/src/override/provider.ts";
import { createRotationProvider } from "../../provider/src/rotation/provider.ts";
import { routerDefinition } from "../../provider/src/router/definition.ts";
import type { StackState } from "../../provider/src/stack/state.ts";
import { teamDefinition } from "../../provider/src/team/definition.ts";
import { hastyClock } from "./hasty-clock.ts";
import { noLimiter } from "./no-limiter.ts";
import { withEmulator } from "./with-emulator.ts";

/** Inputs, outputs or a state, as JSON. */
export type Properties = Record<string, unknown>;

/** What the engine keeps of a resource. */
export interface Held {
  id: string;
  /** What `check` or `read` gave last. */
  inputs: Properties;
  /** What `create`, `update` or `read` gave last: the engine calls it the state. */
  outputs: Properties;
}

/** The engine's calls upon the provider of one kind of resource. */
export interface ResourceCalls {
  /** The engine's `check` call; `previous` are the inputs of the last `up`. */
  check(declared: Properties, previous?: Properties): Promise<dynamic.CheckResult<Properties>>;
  /** The inputs that `check` gives for arguments that it must accept. */
  checked(declared: Properties, previous?: Properties): Promise<Properties>;
  /** The engine's `diff` call. `changes` is true also where the provider leaves it to the engine to compare. */
  diff(olds: Properties, news: Properties, id?: string): Promise<{ changes: boolean; replaces: string[] }>;
  create(inputs: Properties): Promise<Held>;
  /** Undefined if the object is gone. */
  read(id: string, state?: Properties): Promise<Held | undefined>;
  update(held: Held, news: Properties): Promise<Held>;
  delete(held: Pick<Held, "id" | "outputs">): Promise<void>;
  /** `check`, then `create`. */
  up(declared: Properties): Promise<Held>;
}

/** The provider of integrations with its emulator. */
export interface IntegrationProvider extends ResourceCalls {
  emulator: Emulator;
}

/** The providers of all kinds of resource on one emulator, in one process as the engine has it. */
export interface Providers {
  emulator: Emulator;
  integration: ResourceCalls;
  team: ResourceCalls;
  router: ResourceCalls;
  rotation: ResourceCalls;
  escalationPolicy: ResourceCalls;
  notificationRule: ResourceCalls;
  maintenanceWindow: ResourceCalls;
  override: ResourceCalls;
}

type Wait = (milliseconds: number) => Promise<void>;

/** The provider as the engine sees it: JSON in, JSON out. */
type EngineCalls = Required<Omit<dynamic.ResourceProvider<Properties, Properties>, "configure">>;

/**
 * Starts an emulator and gives the provider of integrations for it, both for the running test.
 *
 * @param wait What the provider does before it asks PagerTree again. Default nothing.
 */
export async function withIntegrationProvider(
  options: EmulatorOptions = {},
  wait: Wait = async () => {},
): Promise<IntegrationProvider> {
  const emulator = await withEmulator(options);
  return { ...providerFor({ apiKey: emulator.apiKey, baseUrl: emulator.url }, wait), emulator };
}

/** Starts an emulator and gives the providers of all kinds for it. */
export async function withProviders(options: EmulatorOptions = {}): Promise<Providers> {
  const emulator = await withEmulator(options);
  return { emulator, ...providersFor({ apiKey: emulator.apiKey, baseUrl: emulator.url }) };
}

/**
 * The providers of all kinds with a configuration of their own and no emulator.
 *
 * @param timeoutMilliseconds How long one attempt at a request may take. Default as in use.
 * @param readState Gives the state of the stack. Default nothing, as where it cannot be had.
 */
export function providersFor(
  config: PagerTreeConfig,
  wait: Wait = async () => {},
  timeoutMilliseconds?: number,
  readState?: () => Promise<StackState>,
): Omit<Providers, "emulator"> {
  const context = new UnhurriedContext(config, wait, timeoutMilliseconds, readState);
  const calls = <Inputs extends object>(provider: Provider<Inputs>) => callsUpon(discreet(provider, context));
  return {
    integration: calls(createResourceProvider(integrationDefinition, context)),
    team: calls(createResourceProvider(teamDefinition, context)),
    router: calls(createResourceProvider(routerDefinition, context)),
    rotation: calls(createRotationProvider(context)),
    escalationPolicy: calls(createResourceProvider(escalationPolicyDefinition, context)),
    notificationRule: calls(createResourceProvider(notificationRuleDefinition, context)),
    maintenanceWindow: calls(createResourceProvider(maintenanceWindowDefinition, context)),
    override: calls(createOverrideProvider(context)),
  };
}

/** The provider of integrations with a configuration of its own and no emulator. */
export function providerFor(config: PagerTreeConfig, wait?: Wait): ResourceCalls {
  return providersFor(config, wait).integration;
}

type Provider<Inputs> = Required<dynamic.ResourceProvider<Inputs, Inputs>>;

function callsUpon<Inputs>(resourceProvider: Provider<Inputs>): ResourceCalls {
  // Whatever the engine sends arrives as JSON, whatever the types of the provider say.
  const provider = resourceProvider as unknown as EngineCalls;

  const check: ResourceCalls["check"] = async (declared, previous = {}) =>
    onTheWire(await provider.check(onTheWire(inTheState(previous)), onTheWire(declared)));
  const checked: ResourceCalls["checked"] = async (declared, previous) => {
    const { inputs, failures } = await check(declared, previous);
    expect(failures).toEqual([]);
    return inputs ?? {};
  };
  const create: ResourceCalls["create"] = async (inputs) => {
    const { id, outs } = onTheWire(await provider.create(onTheWire(inputs)));
    return { id, inputs, outputs: outs ?? {} };
  };
  return {
    check,
    checked,
    create,
    async diff(olds, news, id = "an id") {
      const diff = onTheWire(await provider.diff(id, onTheWire(olds), onTheWire(news)));
      return { changes: diff.changes ?? true, replaces: diff.replaces ?? [] };
    },
    async read(id, state = {}) {
      const found = onTheWire(await provider.read(id, onTheWire(state)));
      return found.id ? { id: found.id, inputs: found.inputs ?? {}, outputs: found.props ?? {} } : undefined;
    },
    async update({ id, outputs }, news) {
      const { outs } = onTheWire(await provider.update(id, onTheWire(outputs), onTheWire(news)));
      return { id, inputs: news, outputs: outs ?? {} };
    },
    delete: ({ id, outputs }) => provider.delete(id, onTheWire(outputs)),
    up: async (declared) => create(await checked(declared)),
  };
}

/** Pulumi's dynamic provider keeps itself among the inputs of each resource that the state has. */
function inTheState(inputs: Properties): Properties {
  return Object.keys(inputs).length === 0 ? inputs : { ...inputs, __provider: "the provider's code" };
}

/** A context without the timers of the real one. */
class UnhurriedContext extends EngineContext {
  readonly #config: PagerTreeConfig;
  readonly #options: ApiClientOptions;
  readonly #readState: (() => Promise<StackState>) | undefined;

  constructor(
    config: PagerTreeConfig,
    wait: Wait,
    timeoutMilliseconds: number | undefined,
    readState: (() => Promise<StackState>) | undefined,
  ) {
    const clock = hastyClock(wait);
    super(clock);
    this.configure((key) => (key === "timeoutSeconds" ? config.timeoutSeconds?.toString() : undefined));
    this.#config = config;
    const timeout = timeoutMilliseconds === undefined ? {} : { timeoutMilliseconds };
    this.#options = { clock, limiter: noLimiter, ...timeout };
    this.#readState = readState;
  }

  /** Who is on call is told once the engine is silent: in tests that would be amid another one. */
  override coverageDays(): number {
    return 0;
  }

  /** At once, for the same reason. */
  override later(act: () => void): void {
    act();
  }

  protected override async readState(): Promise<StackState | undefined> {
    return this.#readState?.();
  }

  protected override connect() {
    const api = createApiClient(this.#config, this.#options);
    return { api, baseUrl: this.#config.baseUrl };
  }
}

/** A value as it is on the other side of the wire. It must arrive as it was sent, with nothing `undefined`. */
function onTheWire<Value>(value: Value): Value {
  const arrived: Value = JSON.parse(JSON.stringify(value));
  expect(arrived).toStrictEqual(value);
  return arrived;
}
