/** How every lookup begins: it asks PagerTree, or, under `pulumi.runtime.setMocks`, the mocks: no network, no key. */
import * as pulumi from "@pulumi/pulumi";
import { unknown } from "@pulumi/pulumi/output";
import type { Kind } from "../../api/kinds.ts";
import { cutOut } from "../../api/secrets.ts";
import { LookupError } from "../../common/errors.ts";
import { textsIn, withTexts } from "../../common/texts.ts";
import { checkFilters } from "../../lookups/filters.ts";
import { findOne, type Lookup } from "../../lookups/find-one.ts";
import { isMocked } from "../mocks.ts";
import { callPlace, placed } from "./call-place.ts";
import { programSource } from "./shared-list.ts";

/** Which object: one of its name and its id, each of which may be an output. */
export type NameOrIdOutput =
  | { id: pulumi.Input<string>; name?: never }
  | { name: pulumi.Input<string>; id?: never };

/**
 * Asks PagerTree, or the mocks' `call` in a program under test.
 *
 * @param caller The function that the program calls. Its token is `pagertree:index/<caller>:<caller>`.
 * @param args Its arguments, which the mocks get as `inputs`.
 */
export function lookUp<Result>(caller: string, args: object, ask: () => Promise<Result>): Promise<Result> {
  return isMocked() ? pulumi.runtime.invoke(tokenOf(caller), { ...args }) : placed(ask(), callPlace(2));
}

/**
 * The same for a list. Mocks can only answer with an object, so the list is its property `key`; mocks that have
 * none answer with an empty list.
 */
export async function lookUpList<Row>(
  caller: string,
  key: string,
  filters: object,
  ask: () => Promise<Row[]>,
): Promise<Row[]> {
  if (!isMocked()) {
    return placed(ask(), callPlace(2));
  }
  const answer = await pulumi.runtime.invoke(tokenOf(caller), { ...filters });
  return answer?.[key] ?? [];
}

/** The same for every object of a kind: the function has no filters, and refuses what a program in JavaScript gives. */
export function lookUpAll<K extends Kind, Result extends object>(
  caller: string,
  key: string,
  filters: object,
  lookup: Lookup<K, Result>,
): Promise<Result[]> {
  return lookUpList(caller, key, filters, async () => {
    checkFilters(caller, filters);
    return findAll(lookup);
  });
}

/**
 * The same for arguments that may be outputs. In a preview, what a resource of the program is still to be made or changed
 * for cannot be found yet, and is not known.
 */
export function lookUpOutput<Args, Given, Result>(
  args: Given,
  lookup: (args: Args) => Promise<Result>,
): pulumi.Output<Result> {
  const place = callPlace(2);
  const output: pulumi.Output<unknown> = pulumi.output(args as unknown);
  return output.apply(async (known) => {
    try {
      // Outputs of these arguments are what the types of the arguments without outputs say.
      return await placed(lookup(known as Args), place);
    } catch (error) {
      if (error instanceof LookupError && pulumi.runtime.isDryRun() && (await isOfResources(output))) {
        return unknown as Result;
      }
      if (await pulumi.isSecret(output)) {
        throw withTexts(error, (text) => cutOut(text, textsIn(known)));
      }
      throw error;
    }
  });
}

/** Whether a value comes from resources of the program. */
async function isOfResources(output: pulumi.Output<unknown>): Promise<boolean> {
  // Pulumi has this function, but leaves it out of its types.
  const { allResources } = output as { allResources?: () => Promise<Set<unknown>> };
  const resources = await allResources?.call(output);
  return resources !== undefined && resources.size > 0;
}

/** The one object that the arguments mean, as PagerTree has it. */
export async function find<K extends Kind, Result extends object>(
  lookup: Lookup<K, Result>,
  args: object,
): Promise<Result> {
  refuseOutputs(lookup.caller, args);
  const source = programSource();
  return lookup.resultOf(await findOne(lookup, args, source), source);
}

/** Every object of a kind, as PagerTree has it. */
export async function findAll<K extends Kind, Result extends object>(
  lookup: Lookup<K, Result>,
): Promise<Result[]> {
  const source = programSource();
  const rows = await source.list(lookup.kind).rows;
  return Promise.all(rows.map((row) => lookup.resultOf(row, source)));
}

/** A program in JavaScript may pass anything. */
export function refuseOutputs(caller: string, args: object): void {
  for (const [argument, value] of Object.entries(args ?? {})) {
    if (pulumi.Output.isInstance(value)) {
      throw new LookupError(
        `${caller}: ${argument} is an output, whose value is not known yet.`,
        `Call ${caller}Output, which takes outputs.`,
      );
    }
  }
}

function tokenOf(caller: string): string {
  return `pagertree:index/${caller}:${caller}`;
}
