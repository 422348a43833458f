/** What PagerTree adds to every object: outputs of the resources, and part of what lookups give. */

/** Attributes of every object of PagerTree's (https://pagertree.com/docs/api/common-model-attributes). */
export interface CommonAttributes {
  /** The ULID, such as `01GDKK569YVD2EB6E9V80VXWY1`. */
  id: string;
  /** The id by which people and routing rules name it, such as `tem_K22OuvPYNmCyvJ`. */
  prefixId: string;
  /** A number, unique among the objects of its kind in the account. */
  tinyId: number;
  /** The ULID of the account that it belongs to. */
  accountId: string;
  /** When it was made, ISO 8601. */
  createdAt: string;
  /** When it was last changed, ISO 8601. */
  updatedAt: string;
}

interface CommonWire {
  readonly id: string;
  readonly prefix_id: string;
  readonly tiny_id: number;
  readonly account_id: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** The common attributes of an object, as a program names them. */
export function commonAttributes(wire: CommonWire): CommonAttributes {
  return { id: wire.id, ...commonOutputs(wire) };
}

/** The same without the id, which Pulumi holds apart from the outputs of a resource. */
export function commonOutputs(wire: CommonWire): Omit<CommonAttributes, "id"> {
  return {
    prefixId: wire.prefix_id,
    tinyId: wire.tiny_id,
    accountId: wire.account_id,
    createdAt: wire.created_at,
    updatedAt: wire.updated_at,
  };
}
