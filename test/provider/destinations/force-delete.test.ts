// A team or router that something still sends alerts to: its deletion is refused before anything is sent, unless
// `forceDelete` lets it pass.

import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createIntegration, demoAccount } from "../../helpers/demo-account.ts";
import { type Properties, withProviders } from "../../helpers/resource-providers.ts";

/** A team and a router of a stack, in the demo account. */
async function arrange(more: Properties = {}) {
  const providers = await withProviders();
  const account = demoAccount(providers.emulator);
  const members = [account.ada.id];
  const declaredTeam = { name: "Ours", memberAccountUserIds: members, adminAccountUserIds: members, ...more };
  const team = await providers.team.up(declaredTeam);
  const declaredRouter = { name: "By service", teamId: account.platform.id, ...more };
  const router = await providers.router.up(declaredRouter);
  const deletions = () => providers.emulator.requests.filter(({ method }) => method === "DELETE");
  const gets = () => providers.emulator.requests.filter(({ method }) => method === "GET");
  return { providers, ...account, emulator: providers.emulator, team, router, declaredTeam, deletions, gets };
}

type Arranged = Awaited<ReturnType<typeof arrange>>;

describe("delete", () => {
  it.each<
    [
      what: string,
      kind: "team" | "router",
      point: (arranged: Arranged) => Promise<unknown> | unknown,
      sender: RegExp,
    ]
  >([
    [
      "a team that an integration sends to",
      "team",
      ({ emulator, team }) =>
        createIntegration(emulator, "Datadog", { name: "By hand", team_ids: [team.id] }),
      /^delete team tem_[\w-]+ "Ours": integration int_[\w-]+ "By hand" still sends alerts to it\. Nothing was deleted/,
    ],
    [
      "a team that is the default receiver of a router",
      "team",
      ({ emulator, team, mainRouter }) =>
        emulator.store.update("routers", mainRouter.id, { default_receiver_team_id: team.id }),
      /: router rtr_[\w-]+ "Main Router" \(its default receiver\) still sends/,
    ],
    [
      "a team that the rules of a router name",
      "team",
      ({ emulator, team, mainRouter }) =>
        emulator.store.update("routers", mainRouter.id, { rules: rulesTo(team.outputs["prefixId"]) }),
      /: router rtr_[\w-]+ "Main Router" \(rules\[0\]\.actions\[0\]\.receiver\) still sends/,
    ],
    [
      "a router that an integration sends to",
      "router",
      ({ emulator, router }) =>
        createIntegration(emulator, "Datadog", { name: "By hand", router_ids: [router.id] }),
      /^delete router rtr_[\w-]+ "By service": integration int_[\w-]+ "By hand" still sends/,
    ],
    [
      "a router that another router sends to, in both ways",
      "router",
      ({ emulator, router, mainRouter }) =>
        emulator.store.update("routers", mainRouter.id, {
          default_receiver_team_id: null,
          default_receiver_router_id: router.id,
          rules: rulesTo(router.outputs["prefixId"]),
        }),
      /: router rtr_[\w-]+ "Main Router" \(its default receiver\) and router rtr_[\w-]+ "Main Router" \(rules.+\) still send /,
    ],
  ])("refuses %s, and names it", async (_what, kind, point, sender) => {
    const arranged = await arrange();
    await point(arranged);
    await expect(arranged.providers[kind].delete(arranged[kind])).rejects.toThrow(sender);
    await expect(arranged.providers[kind].delete(arranged[kind])).rejects.toThrow("still");
    expect(arranged.deletions()).toEqual([]);
  });

  it("deletes whatever sends to it, if forceDelete is true, and names what stays", async () => {
    const arranged = await arrange({ forceDelete: true });
    const { emulator, team, router, providers } = arranged;
    const byHand = await createIntegration(emulator, "Datadog", {
      team_ids: [team.id],
      router_ids: [router.id],
    });
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    onTestFinished(() => told.mockRestore());
    await providers.team.delete(team);
    await providers.router.delete(router);
    expect(emulator.store.find("teams", team.id)).toBeUndefined();
    expect(emulator.store.find("routers", router.id)).toBeUndefined();
    const stays = `integration ${byHand.prefix_id} "Site monitor" still sends alerts to it, and stays in PagerTree.`;
    expect(told.mock.calls.flat()).toEqual([
      `warning: delete team ${team.outputs["prefixId"]} "Ours": ${stays}`,
      `warning: delete router ${router.outputs["prefixId"]} "By service": ${stays}`,
    ]);
  });

  it("is done by forceDelete also where PagerTree does not say what sends to it", async () => {
    const { emulator, team, providers } = await arrange({ forceDelete: true });
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    onTestFinished(() => told.mockRestore());
    emulator.faults.add({ kind: "answer", method: "GET", status: 403, times: null });
    await providers.team.delete(team);
    expect(emulator.store.find("teams", team.id)).toBeUndefined();
    expect(told.mock.calls.flat()).toEqual([
      expect.stringContaining("warning: not checked against the PagerTree"),
    ]);
  });

  it("names five of many", async () => {
    const { emulator, team, providers } = await arrange();
    for (let number = 0; number < 8; number += 1) {
      await createIntegration(emulator, "Datadog", { name: `Number ${number}`, team_ids: [team.id] });
    }
    await expect(providers.team.delete(team)).rejects.toThrow(/"Number \d", and 3 more still send alerts/);
  });

  it("does not mind a router whose own rules name it, nor what this run has deleted or turned away", async () => {
    const { emulator, router, team, providers, platform } = await arrange();
    const integration = await providers.integration.up({ name: "n", type: "datadog", teamIds: [team.id] });
    const moved = await providers.integration.up({
      name: "n",
      type: "datadog",
      teamIds: [team.id, platform.id],
    });
    const other = await providers.router.up({ name: "Other", teamId: team.id });
    emulator.store.update("routers", router.id, { rules: rulesTo(router.outputs["prefixId"]) });
    await providers.router.update(other, { ...other.inputs, teamId: platform.id });
    await providers.integration.update(moved, { ...moved.inputs, teamIds: [platform.id] });
    await providers.integration.delete(integration);
    await providers.team.delete(team);
    await providers.router.delete(router);
    expect(emulator.store.all("teams").map(({ name }) => name)).not.toContain("Ours");
  });

  it("reads the lists once for a row of deletions", async () => {
    const { emulator, providers, declaredTeam, gets } = await arrange();
    const teams = [];
    for (let number = 0; number < 10; number += 1) teams.push(await providers.team.up(declaredTeam));
    const before = gets().length;
    for (const team of teams) await providers.team.delete(team);
    expect(gets().length - before).toBe(2);
    expect(emulator.store.all("teams")).toHaveLength(3);
  });

  it("knows what came to send to it between two deletions by a write of this run", async () => {
    const { providers, declaredTeam } = await arrange();
    const [one, other] = [await providers.team.up(declaredTeam), await providers.team.up(declaredTeam)];
    await providers.team.delete(one);
    await providers.integration.up({ name: "New", type: "datadog", teamIds: [other.id] });
    await expect(providers.team.delete(other)).rejects.toThrow('"New" still sends');
  });

  it("is done where the team is gone already", async () => {
    const { emulator, team, providers, mainRouter } = await arrange();
    emulator.store.remove("teams", team.id);
    emulator.store.update("routers", mainRouter.id, { rules: rulesTo(team.outputs["prefixId"]) });
    await providers.team.delete(team);
  });
});

describe("forceDelete", () => {
  it.each(["team", "router"] as const)(
    "of a %s is kept in the state, is no drift, and takes effect by an update that sends nothing",
    async (kind) => {
      const { emulator, providers, ...arranged } = await arrange();
      const { [kind]: held } = arranged;
      expect(held.outputs).not.toHaveProperty("forceDelete");
      const provider = providers[kind];
      const inputs = await provider.checked({ ...held.inputs, forceDelete: true }, held.inputs);
      expect(await provider.diff(held.outputs, inputs, held.id)).toEqual({ changes: true, replaces: [] });
      const updated = await provider.update(held, inputs);
      expect(updated.outputs).toMatchObject({ forceDelete: true });
      const read = await provider.read(held.id, updated.outputs);
      expect(read).toMatchObject({ inputs, outputs: { forceDelete: true } });
      expect(await provider.diff(read?.outputs ?? {}, inputs, held.id)).toMatchObject({ changes: false });
      const back = await provider.update(updated, await provider.checked({ ...inputs, forceDelete: false }));
      expect(back.outputs).not.toHaveProperty("forceDelete");
      expect(emulator.requests.filter(({ method }) => method === "PUT")).toEqual([]);
    },
  );

  it("must be true or false", async () => {
    const { providers, declaredTeam } = await arrange();
    const { failures } = await providers.team.check({ ...declaredTeam, forceDelete: "yes" });
    expect(failures).toEqual([{ property: "forceDelete", reason: "must be true or false" }]);
  });
});

function rulesTo(receiver: unknown): string {
  return JSON.stringify({ rules: [{ match: { always: true }, actions: [{ type: "assign", receiver }] }] });
}
