/** What a PagerTree resource says of itself; the life cycle that all of them share is in `resource-provider.ts`. */
import type * as dynamic from "@pulumi/pulumi/dynamic";
import type { ResourceKind, Wires } from "../api/kinds.ts";
import type { Failure } from "../common/failure.ts";
import type { EngineContext, ProviderContext } from "./context.ts";

/** A request body: PagerTree's attribute names and their values; `null` clears an attribute. */
export type WireBody = Record<string, unknown>;

/** What `check` found: the inputs in their normal form, or every reason why there are none. */
export type Checked<Inputs> = dynamic.CheckResult<Inputs> & {
  readonly failures: dynamic.CheckFailure[];
  /** What the object would lack: a reason to refuse it too, unless PagerTree has it just so already. */
  readonly lacks?: readonly dynamic.CheckFailure[];
};

/** An object of PagerTree's, in the two forms that Pulumi keeps. */
export interface Held<Inputs> {
  /** The inputs that would declare the object as it is, in their normal form. */
  readonly inputs: Inputs;
  /** What PagerTree or the provider adds to them, besides what it adds to every object. */
  readonly computed: Record<string, unknown>;
}

/** What of an object PagerTree keeps with others. */
export interface Elsewhere<Inputs extends object> {
  /**
   * The inputs with what the other objects say.
   *
   * @param inputs - What the object itself says.
   * @param state - The properties as the stack last knew them; empty for an object that it never knew.
   */
  read(id: string, inputs: Inputs, state: Partial<Inputs>, context: EngineContext): Promise<Inputs>;
  /** Writes it, where it is not so already. */
  write(id: string, inputs: Inputs, context: EngineContext): Promise<void>;
  /** Takes it away, before the object is deleted. */
  clear(id: string, context: EngineContext): Promise<void>;
}

/** How a resource takes over what PagerTree has made by itself. */
export interface TakesOver<Inputs extends object, K extends ResourceKind> {
  /** The argument that says which object it is. */
  readonly argument: keyof Inputs & string;
  /**
   * The id of the object that the inputs mean; undefined if that is not known yet.
   *
   * @throws PagerTreeError if there is none.
   */
  find(inputs: Inputs, context: ProviderContext): Promise<string | undefined>;
  /** What the state keeps of an object as it was, so that it can be so again. */
  remember(object: Wires[K]): Readonly<Record<string, unknown>>;
  /** What an object is to be when its resource is destroyed; undefined if it stays as it is. */
  before(state: Partial<Inputs>, context: ProviderContext): Promise<Inputs | undefined>;
}

/** One kind of resource: what is its own, and nothing of what all share. */
export interface ResourceDefinition<Inputs extends object, K extends ResourceKind> {
  /** Where the API keeps these objects. */
  readonly kind: K;

  /**
   * Validates what a program declares and brings it to its normal form: defaults filled, sets sorted, ids as
   * ULIDs. Values that are not known yet pass.
   *
   * @param declared - The arguments, without `__provider`.
   * @param previous - The inputs of the last `up`; empty for a new resource.
   * @param passed - To be called once nothing is wrong with the arguments by themselves, before PagerTree is asked: what a
   *   create will look for is then read along with the answers.
   */
  check(
    declared: Record<string, unknown>,
    previous: Partial<Inputs>,
    context: ProviderContext,
    passed: () => void,
  ): Promise<Checked<Inputs>>;

  /**
   * The normal form of inputs that once passed `check`, also by an older version of this package: two inputs
   * mean the same if and only if their normal forms are equal.
   */
  normalise(inputs: Inputs): Inputs;

  /**
   * The properties whose change cannot be made in place.
   *
   * @param state - The properties as the stack last knew them.
   */
  replaces(state: Partial<Inputs>, inputs: Inputs): string[];

  /**
   * Why an object in the state cannot be what the program declares, where that depends on which object it is, or
   * on which account it is in.
   *
   * @param state - The properties as the stack last knew them.
   */
  refuses?(id: string, state: Partial<Inputs>, inputs: Inputs, context: ProviderContext): Promise<Failure[]>;

  /**
   * Attributes that PagerTree may take or drop: an object that holds nothing of one may still be what was declared.
   * None by default.
   */
  readonly mayBeDropped?: readonly string[];

  /**
   * Tells what a replacement changes that its preview does not show; nothing by default.
   *
   * @param state - The properties as the stack last knew them.
   */
  tellReplacement?(state: Partial<Inputs>, context: ProviderContext): Promise<void>;

  /**
   * Lets an object be deleted, or fails.
   *
   * @param state - The properties as the stack last knew them.
   */
  beforeDelete?(id: string, state: Partial<Inputs>, context: ProviderContext): Promise<void>;

  /** Where such an object is never made, but one that is there already is taken over. */
  readonly takesOver?: TakesOver<Inputs, K>;

  /** What of it PagerTree keeps with other objects; nothing by default. */
  readonly elsewhere?: Elsewhere<Inputs>;

  /**
   * The body of the request that makes changes, where it depends on what the object holds; the changes themselves by
   * default.
   */
  toUpdate?(changes: WireBody, object: Wires[K]): WireBody;

  /** Every attribute that the API takes both on create and on update. */
  toWire(inputs: Inputs): WireBody;

  /** The attributes that the API takes on create alone. */
  toWireOnCreate(inputs: Inputs, context: ProviderContext): Promise<WireBody>;

  /**
   * The object that PagerTree holds, as inputs and computed properties.
   *
   * @param state - The properties as the stack last knew them; empty for an object that it never knew.
   */
  fromWire(object: Wires[K], state: Partial<Inputs>, context: ProviderContext): Held<Inputs>;

  /**
   * The attributes whose value the object does not tell, since PagerTree masks it or leaves it out; none by default.
   *
   * @param inputs - What the object is to be.
   */
  hiddenAttributes?(object: Wires[K], inputs: Inputs): string[];

  /**
   * The places in inputs or outputs whose value must not be shown, whether or not there is one; none by default.
   *
   * @param properties - Inputs or outputs, in whatever state they are.
   */
  secrets?(properties: Readonly<Record<string, unknown>>): readonly (readonly string[])[];

  /**
   * What an argument is where the program leaves it out, by its name; of an object, also of parts of it. Nothing by
   * default.
   */
  defaults?(inputs: Inputs): { readonly [Argument in keyof Inputs]?: unknown };

  /** The inputs as `pulumi import` writes them in any language. As they are by default. */
  asImported?(inputs: Inputs): Inputs;

  /**
   * PagerTree's name of an attribute as the program's property path, to explain its messages.
   *
   * @param inputs - What the program declares; empty where the operation has no inputs.
   */
  propertyOf(attribute: string, inputs: Partial<Inputs>): string | undefined;

  /**
   * The property paths of what the program names and only PagerTree knows, so that it may be misspelt; none by default.
   *
   * @param inputs - What the program declares; empty where the operation has no inputs.
   */
  uncheckedNames?(inputs: Partial<Inputs>): readonly string[];
}
