/** Random options of integration types, for rules that hold for all of them. */
import * as fc from "fast-check";
import { type CatalogOption, optionsOf, typeNames } from "../../provider/src/catalog/catalog.ts";
import type { IntegrationTypeName } from "../../provider/src/catalog/option-types.ts";

/** What the engine puts in the place of an output that a preview does not know yet. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** An integration type with some options for it. */
export interface TypeWithOptions {
  readonly type: IntegrationTypeName;
  readonly options: Record<string, unknown>;
}

const text = fc.oneof(
  fc.constantFrom("", " ", "a", "true", "UTC", "https://example.com/x", "http://localhost", "relaxed"),
  fc.string(),
);
const nothing = fc.constantFrom(undefined, null);

/** Options of the right kinds, each of which may be absent. */
export const wellTypedOptions: fc.Arbitrary<TypeWithOptions> = typeWithOptions((option) =>
  fc.oneof(nothing, ofRightKind(option)),
);

/** Options of any kind, known or not yet, with names that the type does not have among them. */
export const anyOptions: fc.Arbitrary<TypeWithOptions> = fc
  .tuple(
    typeWithOptions((option) =>
      fc.oneof(nothing, ofRightKind(option), fc.constant(unknownValue), fc.jsonValue({ maxDepth: 1 })),
    ),
    fc.dictionary(fc.constantFrom("nope", "webhook_url", "alertOpenn", "constructor"), text),
  )
  .map(([{ type, options }, others]) => ({ type, options: { ...options, ...others } }));

function typeWithOptions(
  arbitraryOf: (option: CatalogOption) => fc.Arbitrary<unknown>,
): fc.Arbitrary<TypeWithOptions> {
  return fc.constantFrom(...typeNames).chain((type) =>
    fc
      .record(Object.fromEntries(optionsOf(type).map((option) => [option.name, arbitraryOf(option)])), {
        requiredKeys: [],
      })
      .map((options) => ({ type, options: { ...options } })),
  );
}

function ofRightKind(option: CatalogOption): fc.Arbitrary<unknown> {
  switch (option.type) {
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer();
    case "string":
      return text;
  }
}
