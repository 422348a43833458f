// What a stack declares of policies, overrides and maintenance windows, read from the properties of its resources.
import moment from "moment-timezone";
import { z } from "zod";
import { fixedPrefixId, fixedUlid } from "../../ids.ts";
import { ianaName, Zone } from "../../on-call/time-zones.ts";
import type { EscalationLayer } from "../../on-call-models.ts";

const policySchema = z.looseObject({
  layers: z
    .array(
      z.looseObject({
        layer: z.number().optional(),
        timeout: z.number(),
        timeoutUnit: z.enum(["seconds", "minutes", "hours", "days"]).default("minutes"),
        color: z.string().optional(),
      }),
    )
    .min(1),
  repeat: z.number().default(0),
});
const timesSchema = z.looseObject({ timeZone: z.string(), startTime: z.string(), endTime: z.string() });
const overrideEventsSchema = z.array(
  z.looseObject({ id: z.string(), insteadOfAccountUserIds: z.array(z.string()) }),
);

/** A span of time, on the clocks of a place. */
export interface ZonedSpan {
  readonly timeZone: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

/** The layers of a policy, and how often they are gone through again; undefined if something in them is not known. */
export function readPolicy(
  properties: unknown,
  policyId: string,
): { repeat: number; escalation_layers: EscalationLayer[] } | undefined {
  const { data } = policySchema.safeParse(properties);
  const layers = data?.layers.map(({ layer, timeout, timeoutUnit, color }, index) => ({
    id: fixedUlid(`${policyId}/${index}`),
    prefix_id: fixedPrefixId("esl", `${policyId}/${index}`),
    ...{ layer: layer ?? index + 1, timeout, timeout_unit: timeoutUnit, color_hex: color ?? null },
  }));
  return (
    data && {
      repeat: data.repeat,
      escalation_layers: (layers ?? []).toSorted((a, b) => a.layer - b.layer),
    }
  );
}

/** When something begins and ends; undefined if that is not known. */
export function readTimes(properties: unknown): ZonedSpan | undefined {
  const { data } = timesSchema.safeParse(properties);
  if (data === undefined || ianaName(data.timeZone) === undefined) return undefined;
  const zone = new Zone(data.timeZone);
  const instantOf = (text: string) => zone.instantOf(moment.utc(text, moment.ISO_8601, true).valueOf());
  const [from, to] = [instantOf(data.startTime), instantOf(data.endTime)];
  return Number.isNaN(from) || Number.isNaN(to) ? undefined : { timeZone: data.timeZone, from, to };
}

/** The events that an override is at PagerTree, each with whoever would be on call in its place. */
export function readOverrideEvents(properties: Readonly<Record<string, unknown>>) {
  return overrideEventsSchema.safeParse(properties["events"]).data ?? [];
}
