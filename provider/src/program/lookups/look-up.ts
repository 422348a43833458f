/** How every lookup begins: it asks PagerTree, or, under `pulumi.runtime.setMocks`, the mocks: no network, no key. */
import * as pulumi from "@pulumi/pulumi";
import { isMocked } from "../mocks.ts";

/**
 * Asks PagerTree, or the mocks' `call` in a program under test.
 *
 * @param caller The function that the program calls. Its token is `pagertree:index/<caller>:<caller>`.
 * @param args Its arguments, which the mocks get as `inputs`.
 */
export function lookUp<Result>(caller: string, args: object, ask: () => Promise<Result>): Promise<Result> {
  return isMocked() ? pulumi.runtime.invoke(tokenOf(caller), { ...args }) : ask();
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
    return ask();
  }
  const answer = await pulumi.runtime.invoke(tokenOf(caller), { ...filters });
  return answer?.[key] ?? [];
}

function tokenOf(caller: string): string {
  return `pagertree:index/${caller}:${caller}`;
}
