/** The integration as a resource of the shared life cycle. */

import { normaliseOptions } from "../catalog/normalise-options.ts";
import { LookupError } from "../common/errors.ts";
import { lostPlaces, placesIn } from "../destinations/routes.ts";
import type { ResourceDefinition } from "../lifecycle/resource-definition.ts";
import { checkIntegration } from "./check.ts";
import { destinationArguments, type IntegrationInputs, normaliseIntegration } from "./inputs.ts";
import { uncheckedOptions } from "./options.ts";
import { tellReplacement } from "./replacement.ts";
import { secretPaths } from "./secret-paths.ts";
import { findTypeId, typeChanges } from "./type.ts";
import { fromWire, hiddenAttributes, propertyOf, toWire } from "./wire.ts";

export const integrationDefinition: ResourceDefinition<IntegrationInputs, "integrations"> = {
  kind: "integrations",
  check: checkIntegration,
  normalise: normaliseIntegration,
  replaces: typeChanges,
  refuses: (_id, _state, inputs, context) =>
    lostPlaces(placesIn(inputs, destinationArguments), destinationArguments, context),
  tellReplacement,
  toWire,
  async toWireOnCreate(inputs, context) {
    const found = await findTypeId(inputs, context);
    if ("failure" in found) {
      throw new LookupError(`${found.failure.path.join(".")}: ${found.failure.reason}.`, "");
    }
    return { integration_type_id: found.id };
  },
  fromWire,
  hiddenAttributes,
  secrets: secretPaths,
  defaults: ({ type }) => ({
    urgency: "high",
    enabled: true,
    teamIds: [],
    routerIds: [],
    accountUserIds: [],
    options: type === undefined ? {} : normaliseOptions(type, {}),
  }),
  // Only there has every language a place for options by PagerTree's names.
  asImported: ({ options, ...inputs }) =>
    inputs.type === undefined
      ? { ...inputs, options: {}, additionalOptions: options }
      : { ...inputs, options },
  propertyOf,
  uncheckedNames: uncheckedOptions,
};
