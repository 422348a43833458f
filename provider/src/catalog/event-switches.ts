/** The options that switch on what an integration sends. */
import { type CatalogOption, optionsOf } from "./catalog.ts";
import type { IntegrationTypeName } from "./option-types.ts";

/** The options of a type that switch an event on; none for a type that only takes alerts in. */
export function eventSwitchesOf(type: IntegrationTypeName): readonly CatalogOption[] {
  return optionsOf(type).filter(
    ({ key, type: valueType }) => valueType === "boolean" && /^(alert|comment|event_reminder)_/.test(key),
  );
}
