/** Validates the arguments of a maintenance window, each failure on its property path. */
import { isEqual } from "es-toolkit";
import { z } from "zod";
import { type Failure, toCheckFailure } from "../common/failure.ts";
import { isObjectId, normaliseId } from "../common/ids.ts";
import { isUnknown, orUnknown } from "../common/unknown.ts";
import { checkArguments, givenArguments, nameSchema } from "../lifecycle/check-arguments.ts";
import type { ProviderContext } from "../lifecycle/context.ts";
import type { Checked } from "../lifecycle/resource-definition.ts";
import { spanFailures } from "../on-call/span-failures.ts";
import { timeZoneSchema, wallClockSchema } from "../rotation/arguments.ts";
import { type MaintenanceWindowInputs, normaliseWindow } from "./inputs.ts";

const idMessage =
  "must be the id of an integration: a ULID of 26 characters, or a prefix id such as int_ODCWagoG9";
const integrationId = orUnknown(
  z
    .string(idMessage)
    .refine((id) => isObjectId(id) && !(/^[a-z]+_/.test(id) && !id.startsWith("int_")), idMessage),
);

const argumentsSchema = z.object({
  name: nameSchema("the maintenance window"),
  description: orUnknown(z.string("must be a text")).optional(),
  timeZone: timeZoneSchema,
  startTime: wallClockSchema,
  endTime: wallClockSchema,
  integrationIds: orUnknown(
    z
      .array(integrationId, "must be a list of ids, each of an integration")
      .min(1, "must hold at least one integration"),
  ),
});

/** Checks what a program declares of a maintenance window and brings it to its normal form. */
export async function checkMaintenanceWindow(
  declared: Record<string, unknown>,
  previous: Partial<MaintenanceWindowInputs>,
  context: ProviderContext,
): Promise<Checked<MaintenanceWindowInputs>> {
  const { data, failures } = checkArguments(
    givenArguments(declared),
    argumentsSchema,
    "a maintenance window",
  );
  if (data === undefined) {
    return { failures: failures.map(toCheckFailure) };
  }
  const found = await findIntegrations(data.integrationIds, previous.integrationIds ?? [], context);
  const inputs = normaliseWindow({ ...data, integrationIds: found.ids });
  // What has been is not changed: what it was before stays without complaint.
  const ofTimes = isEqual(inputs, previous) ? [] : spanFailures(inputs, "a maintenance window", Date.now());
  return { inputs, failures: [...ofTimes, ...found.failures].map(toCheckFailure) };
}

/** The API takes no prefix id in a body. */
async function findIntegrations(
  given: string[],
  previous: readonly string[],
  context: ProviderContext,
): Promise<{ ids: string[]; failures: Failure[] }> {
  if (!Array.isArray(given)) {
    return { ids: given, failures: [] };
  }
  const failures: Failure[] = [];
  const ids: string[] = [];
  for (const [index, text] of given.entries()) {
    const id = normaliseId(text);
    const isKnown = isUnknown(id) || previous.includes(id);
    const found = isKnown
      ? id
      : await context.ask(async () => (await context.objects.find("integrations", id))?.id, id);
    if (found === undefined) {
      const reason = `${id} is not the id of an integration of this account`;
      failures.push({ path: ["integrationIds", index], reason });
    }
    ids.push(found ?? id);
  }
  return { ids, failures };
}
