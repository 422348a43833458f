// Reads the catalog of integration types: the emulator's typed view of the shared data file, and nothing more.
import catalog from "../../provider/src/catalog/integration-types.json" with { type: "json" };
import { fixedPrefixId, fixedUlid } from "./ids.ts";

/** One option as the adapters declare it. */
export interface OptionEntry {
  readonly type: string;
  readonly default?: string | boolean;
  readonly required?: boolean;
  /** Required only while these other options have these values. */
  readonly requiredWhen?: Readonly<Record<string, boolean | undefined>>;
  readonly format?: string;
  /** The format is checked only while these other options have these values. */
  readonly formatWhen?: Readonly<Record<string, boolean | undefined>>;
  readonly oneOf?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly secret?: boolean;
}

/** One integration type. */
export interface TypeEntry {
  /** The catalog's key, which the API never shows. */
  readonly key: string;
  readonly id: string;
  readonly prefixId: string;
  readonly name: string;
  /** All options, the four that every type has included. */
  readonly options: ReadonlyMap<string, OptionEntry>;
  /** Options that are files: they cannot be set with text and are dropped. */
  readonly attachments: ReadonlySet<string>;
}

interface CatalogEntry {
  readonly name: string;
  readonly options: object;
  readonly attachments?: readonly string[];
}

/** The options of every type, by key. */
export const OPTIONS_OF_EVERY_TYPE: ReadonlyMap<string, OptionEntry> = new Map(
  Object.entries<OptionEntry>(catalog.optionsOfEveryType),
);

/** All integration types, in the catalog's order. */
export const INTEGRATION_TYPES: readonly TypeEntry[] = Object.entries<CatalogEntry>(catalog.types).map(
  ([key, entry]) => ({
    key,
    id: fixedUlid(`integration_type/${key}`),
    prefixId: fixedPrefixId("itp", key),
    name: entry.name,
    options: new Map([...OPTIONS_OF_EVERY_TYPE, ...Object.entries<OptionEntry>({ ...entry.options })]),
    attachments: new Set(entry.attachments),
  }),
);

const TYPES_BY_ID = new Map(INTEGRATION_TYPES.map((type) => [type.id, type]));

export function findIntegrationType(id: string): TypeEntry | undefined {
  return TYPES_BY_ID.get(id);
}
