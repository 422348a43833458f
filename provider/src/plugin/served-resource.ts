/** One kind of resource as the plugin serves it: properties in and out, whatever their types are. */
import type * as dynamic from "@pulumi/pulumi/dynamic";
import type { ResourceKind } from "../api/kinds.ts";
import type { EngineContext } from "../lifecycle/context.ts";
import { importObject, withDefaults, withoutDefaults } from "../lifecycle/import.ts";
import { previewCreate, previewUpdate, unknownProperties } from "../lifecycle/previews.ts";
import type { ResourceDefinition } from "../lifecycle/resource-definition.ts";
import { createResourceProvider } from "../lifecycle/resource-provider.ts";
import type { Properties, PropertyPath } from "./property-values.ts";

/** What `check` says of inputs. */
export interface CheckAnswer {
  readonly inputs?: Properties | undefined;
  readonly failures?: readonly { readonly property: string; readonly reason: string }[] | undefined;
}

/** What `diff` says of two sets of properties; `changes` is undefined where the engine is to compare the inputs. */
export interface DiffAnswer {
  readonly changes?: boolean | undefined;
  readonly replaces?: readonly string[] | undefined;
}

/** An object with its id and outputs; of one that a preview does not know yet, the id is empty. */
export interface ObjectAnswer {
  readonly id: string;
  readonly outputs: Properties;
}

/** The engine's calls upon one kind of resource. */
export interface ServedResource {
  check(previous: Properties, declared: Properties): Promise<CheckAnswer>;
  diff(id: string, state: Properties, inputs: Properties): Promise<DiffAnswer>;
  create(inputs: Properties): Promise<ObjectAnswer>;
  /** @param outputNames What an object has besides its inputs. */
  previewCreate(inputs: Properties, outputNames: readonly string[]): Promise<ObjectAnswer>;
  /** An object of the state; undefined if it is gone. */
  read(id: string, state: Properties): Promise<(ObjectAnswer & { inputs: Properties }) | undefined>;
  /** An object that the state does not know, as a person would declare it; undefined if it is not there. */
  import(id: string): Promise<(ObjectAnswer & { inputs: Properties }) | undefined>;
  update(id: string, state: Properties, inputs: Properties): Promise<Properties>;
  previewUpdate(state: Properties, inputs: Properties, outputNames: readonly string[]): Properties;
  delete(id: string, state: Properties): Promise<void>;
  /** What must not be shown of inputs or outputs. */
  secrets(properties: Properties): readonly PropertyPath[];
}

/** Serves a kind of resource in a run. */
export type Serve = (context: EngineContext) => ServedResource;

/** Makes a definition one of the resources of the plugin. */
export function serve<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
): Serve {
  return (context) => {
    const calls = callsUpon(createResourceProvider(definition, context));
    return {
      ...calls,
      diff: (id, state, inputs) => {
        const defaults = definition.defaults?.(typed<Inputs>(inputs)) ?? {};
        return calls.diff(id, state, withDefaults(inputs, defaults, state));
      },
      previewCreate: (inputs, outputNames) =>
        previewCreate(definition, typed<Inputs>(inputs), outputNames, context),
      import: (id) => importObject(definition, id, context),
      previewUpdate: (state, inputs) =>
        previewUpdate(definition, typed<Inputs>(state), typed<Inputs>(inputs)),
      secrets: (properties) => definition.secrets?.(properties) ?? [],
    };
  };
}

/**
 * Makes a resource with a life cycle of its own, without secrets, one of the resources of the plugin. What it adds to its
 * inputs may be another with each change.
 *
 * @param defaults What an argument is where the program leaves it out, by its name.
 */
export function serveProvider<Inputs extends object>(
  create: (context: EngineContext) => Provider<Inputs>,
  defaults: { readonly [Argument in keyof Inputs]?: unknown },
): Serve {
  return (context) => {
    const calls = callsUpon(create(context));
    return {
      ...calls,
      diff: (id, state, inputs) => calls.diff(id, state, withDefaults(inputs, defaults, state)),
      previewCreate: async (inputs, outputNames) => ({
        id: "",
        outputs: { ...inputs, ...unknownProperties(outputNames) },
      }),
      import: async (id) => {
        const found = await calls.read(id, {});
        return found && { ...found, inputs: { ...withoutDefaults(found.inputs, defaults) } };
      },
      previewUpdate: (state, inputs, outputNames) => ({
        ...state,
        ...inputs,
        ...unknownProperties(outputNames),
      }),
      secrets: () => [],
    };
  };
}

type Provider<Inputs> = Required<dynamic.ResourceProvider<Inputs, Inputs>>;

/** The engine gives back what `check`, `create` or `read` have made, and `check` itself believes nothing. */
function typed<Inputs>(properties: Properties): Inputs {
  return properties as unknown as Inputs;
}

function callsUpon<Inputs extends object>(
  provider: Provider<Inputs>,
): Pick<ServedResource, "check" | "diff" | "create" | "read" | "update" | "delete"> {
  const plain = (properties: object): Properties => ({ ...properties });
  return {
    check: async (previous, declared) => {
      const { inputs, failures } = await provider.check(typed(previous), typed(declared));
      return { inputs: inputs && plain(inputs), failures };
    },
    diff: (id, state, inputs) => provider.diff(id, typed(state), typed(inputs)),
    create: async (inputs) => {
      const { id, outs } = await provider.create(typed(inputs));
      return { id, outputs: plain(outs ?? {}) };
    },
    read: async (id, state) => {
      const { id: found, inputs, props } = await provider.read(id, typed(state));
      return found === undefined || found === "" || props === undefined
        ? undefined
        : { id: found, inputs: plain(inputs ?? {}), outputs: plain(props) };
    },
    update: async (id, state, inputs) => {
      const { outs } = await provider.update(id, typed(state), typed(inputs));
      return plain(outs ?? {});
    },
    delete: (id, state) => provider.delete(id, typed(state)),
  };
}
