import { describe, expect, it } from "vitest";
import { getRouter, getRouterOutput, getRouters } from "../../../../provider/src/program/lookups/router.ts";
import { lookupErrorOf, resolved, withAccount } from "./helpers.ts";

describe("getRouter", () => {
  it("finds a router by its name, with its attributes in camel case", async () => {
    const { emulator, client } = await withAccount();
    const [wire] = await client.list("routers");
    const [platform] = emulator.store.all("teams");
    const router = await getRouter({ name: "Main Router" });
    expect(router).toEqual({
      id: wire?.id,
      prefixId: wire?.prefix_id,
      tinyId: wire?.tiny_id,
      accountId: wire?.account_id,
      createdAt: wire?.created_at,
      updatedAt: wire?.updated_at,
      name: "Main Router",
      enabled: true,
      rules: undefined,
      teamId: platform?.id,
      routerId: undefined,
      accountUserId: undefined,
    });
    expect(await getRouter({ id: router.prefixId })).toEqual(router);
    expect(await resolved(getRouterOutput({ id: router.id }))).toEqual(router);
    expect(await getRouters()).toEqual([router]);
  });

  it("lists the nearest names", async () => {
    await withAccount();
    expect((await lookupErrorOf(getRouter({ name: "Main" }))).message).toContain(
      'getRouter: no router has the name "Main". The nearest: "Main Router" (',
    );
  });
});
