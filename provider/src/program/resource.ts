/** What every PagerTree resource of a program shares; what each one takes and gives is in its own file. */
import * as pulumi from "@pulumi/pulumi";
import { serializeProperty, unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { keptObject } from "../common/deleted-with.ts";
import { PagerTreeError } from "../common/errors.ts";
import { isPrefixId, isUlid } from "../common/ids.ts";
import { dynamicType, nativeType, type ResourceName } from "../common/resource-names.ts";
import { type Door, dynamicDoor } from "./door.ts";
import { isMocked } from "./mocks.ts";
import { secretsFor } from "./secret-places.ts";
import { withoutStacks } from "./without-stacks.ts";

/**
 * The base class of every PagerTree resource.
 *
 * Through the dynamic door it registers a Pulumi dynamic resource with a provider text of its own making, in place of
 * `pulumi.dynamic.Resource`'s serialised closures: the text is in every resource's inputs and outputs, and
 * the engine runs the text of the *state* to read and delete. A text that only loads the installed package keeps
 * the state small and lets a newer version of the package serve what an older one made.
 */
export abstract class PagerTreeResource extends pulumi.CustomResource {
  /** The id by which people and rules name it, such as `int_ODCWagoG9`. */
  declare readonly prefixId: pulumi.Output<string>;
  /** A number, unique among the objects of its kind in the account. */
  declare readonly tinyId: pulumi.Output<number>;
  /** The ULID of the account that it belongs to. */
  declare readonly accountId: pulumi.Output<string>;
  /** When it was made, ISO 8601 in UTC. */
  declare readonly createdAt: pulumi.Output<string>;
  /** When it was last changed, ISO 8601 in UTC. */
  declare readonly updatedAt: pulumi.Output<string>;

  /** The way that resources of this class take to PagerTree. */
  protected static readonly door: Door = dynamicDoor;

  /**
   * @throws ConfigError if the stack has no PagerTree API key, or the engine no plugin; not under Pulumi's testing mocks.
   * PagerTreeError if the options say `deletedWith`, or `import` without the plugin.
   */
  protected constructor(
    kind: ResourceName,
    name: string,
    properties: pulumi.Inputs,
    options?: pulumi.CustomResourceOptions,
  ) {
    const { door } = new.target;
    if (options?.deletedWith !== undefined && !["Override", "Rotation"].includes(kind)) {
      throw keptObject(kind, name);
    }
    if (options?.import !== undefined && !door.isPlugin) {
      throw notImported(kind, name);
    }
    if (!isMocked()) {
      door.check();
    }
    const stacks = withoutStacks({
      ...properties,
      ...(!door.isPlugin && !isMocked() && secretsFor(name, properties)),
      ...door.propertiesOf(kind, options?.id !== undefined),
    });
    try {
      super(door.typeOf(kind), name, stacks.properties, door.optionsOf(kind, options));
    } finally {
      stacks.restore();
    }
    const isWithoutIds = !door.isPlugin && pulumi.runtime.isDryRun() && !isMocked();
    if (isWithoutIds && properties["adopt"] !== undefined) {
      Object.assign(this, idsAtPreview(this, properties["adopt"]));
    }
  }
}

/** Pulumi's dynamic provider gives an import nothing of the resource but its id, not even the text that would load this package. */
function notImported(kind: ResourceName, name: string): PagerTreeError {
  return new PagerTreeError(
    "invalid-input",
    `${kind} "${name}": the resource option import works only through the plugin, pulumi-pagertree/native.`,
    "Take it out, and give the same id to the argument `adopt`, which takes over the object and shows what will change.",
  );
}

/**
 * The ids of a resource that is to adopt an object. In a preview the engine knows none of a resource that is not in the
 * state yet, but this one is there; so what refers to it shows no change. `check` makes a ULID of the input `adopt`,
 * which in a preview comes back as an output of a new resource, and of no other.
 */
function idsAtPreview(
  { urn, id, prefixId, adopt }: PagerTreeResource & { readonly adopt?: unknown },
  given: unknown,
): Partial<PagerTreeResource> {
  const isAdopting = knownText(adopt);
  const either = async (
    candidate: unknown,
    isId: (text: string) => boolean,
    otherwise: pulumi.Output<string>,
  ) => {
    const text = (await isAdopting) === undefined ? undefined : await knownText(candidate);
    return text !== undefined && isId(text) ? text : otherwise;
  };
  // Through the URN, which a preview knows, what refers to them depends on the resource as it will in `up`.
  return {
    id: urn.apply(() => pulumi.output(either(adopt, isUlid, id))),
    prefixId: urn.apply(() => pulumi.output(either(given, isPrefixId, prefixId))),
  };
}

/** A text that a preview knows; undefined for anything else, also if the resource has failed. */
async function knownText(value: unknown): Promise<string | undefined> {
  const known: unknown = await serializeProperty("adopt", value, new Set()).catch(() => undefined);
  return typeof known === "string" && known !== unknownValue ? known : undefined;
}

/**
 * Whether an object is a resource of this name, through whichever door. A policy pack asks it of an object that has its
 * type and nothing else: `validateResourceOfType` of `@pulumi/policy`.
 */
export function isOfType(object: unknown, name: ResourceName): boolean {
  const { __pulumiType: type }: { __pulumiType?: unknown } = Object(object);
  return type === dynamicType(name) || type === nativeType(name);
}

/** The outputs that every resource has; Pulumi makes outputs of properties that are named `undefined`. */
export const commonOutputs = {
  prefixId: undefined,
  tinyId: undefined,
  accountId: undefined,
  createdAt: undefined,
  updatedAt: undefined,
} satisfies Record<keyof Omit<PagerTreeResource, keyof pulumi.CustomResource>, undefined>;
