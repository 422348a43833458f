import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { AuthError, ConfigError } from "../../../../provider/src/common/errors.ts";
import { getAccountUsers } from "../../../../provider/src/program/lookups/account-user.ts";
import { getIntegrationTypes } from "../../../../provider/src/program/lookups/integration-type.ts";
import { getRouters } from "../../../../provider/src/program/lookups/router.ts";
import {
  type GetTeamArgs,
  getTeam,
  getTeamOutput,
  getTeams,
  getTeamsOutput,
} from "../../../../provider/src/program/lookups/team.ts";
import { lookupErrorOf, readsOf, resolved, withAccount } from "./helpers.ts";

describe("getTeam", () => {
  it("finds a team by its name, with its attributes in camel case", async () => {
    const { client } = await withAccount();
    const wire = (await client.list("teams")).find(({ name }) => name === "Platform");
    expect(await getTeam({ name: "Platform" })).toEqual({
      id: wire?.id,
      prefixId: wire?.prefix_id,
      tinyId: wire?.tiny_id,
      accountId: wire?.account_id,
      createdAt: wire?.created_at,
      updatedAt: wire?.updated_at,
      name: "Platform",
      notes: undefined,
      scheduleId: wire?.schedule_id,
      escalationPolicyId: wire?.escalation_policy_id,
      memberAccountUserIds: wire?.member_account_user_ids,
      adminAccountUserIds: wire?.admin_account_user_ids,
      dropNotifications: "none",
      dropNotificationAccountUserIds: [],
      handoffNotifications: "none",
      handoffNotificationAccountUserIds: [],
      meta: {},
    });
  });

  it("finds a team by its ULID and by its prefix id", async () => {
    await withAccount();
    const team = await getTeam({ name: "Payments" });
    expect(await getTeam({ id: team.id })).toEqual(team);
    expect(await getTeam({ id: team.prefixId })).toEqual(team);
  });

  it("finds a team by its prefix id where the API takes only ULIDs in a path", async () => {
    const { emulator } = await withAccount();
    const team = await getTeam({ name: "Payments" });
    emulator.faults.add({ kind: "answer", path: `/teams/${team.prefixId}`, status: 404 });
    expect(await getTeam({ id: team.prefixId })).toEqual(team);
  });

  it("finds a team on the last page", async () => {
    const { client } = await withAccount();
    const [first] = await client.list("teams");
    for (let number = 0; number < 120; number += 1) {
      await client.create("teams", {
        name: `Team ${number}`,
        member_account_user_ids: first?.member_account_user_ids,
        admin_account_user_ids: first?.admin_account_user_ids,
      });
    }
    expect((await getTeam({ name: "Platform" })).name).toBe("Platform");
    expect((await getTeam({ name: "Team 0" })).name).toBe("Team 0");
    expect(await getTeams()).toHaveLength(122);
  });

  it.each(["platform", "Plat", "Platform ", ""])("takes nothing but the exact name: %j", async (name) => {
    await withAccount();
    await lookupErrorOf(getTeam({ name }));
  });

  it("lists the nearest names, with their ids, if there is no such team", async () => {
    const { emulator } = await withAccount();
    const [platform, payments] = emulator.store.all("teams");
    const error = await lookupErrorOf(getTeam({ name: "Platfrom" }));
    expect(error.message).toContain(
      `getTeam: no team has the name "Platfrom". The nearest: "Platform" (${platform?.id}), "Payments" (${payments?.id}).`,
    );
    expect(error.candidates).toEqual([
      { id: platform?.id, name: "Platform" },
      { id: payments?.id, name: "Payments" },
    ]);
  });

  it("lists the five nearest of many names", async () => {
    const { emulator } = await withAccount();
    for (let number = 0; number < 8; number += 1) {
      const { id } = emulator.store.duplicate("teams", emulator.store.all("teams")[0]?.id ?? "");
      emulator.store.update("teams", id, { name: `Checkout ${number}` });
    }
    const { candidates } = await lookupErrorOf(getTeam({ name: "Checkout" }));
    expect(candidates).toHaveLength(5);
    expect(candidates.every(({ name }) => name.startsWith("Checkout "))).toBe(true);
  });

  it("says so if the account has no team at all", async () => {
    await withAccount({ seed: "empty" });
    const { message } = await lookupErrorOf(getTeam({ name: "Platform" }));
    expect(message).toContain('getTeam: no team has the name "Platform". The account has no teams.');
  });

  it("lists all teams of one name, with their ids", async () => {
    const { emulator } = await withAccount();
    emulator.store.duplicate("teams", (await getTeam({ name: "Platform" })).id);
    const ids = emulator.store.all("teams").filter(({ name }) => name === "Platform");
    const error = await lookupErrorOf(getTeam({ name: "Platform" }));
    expect(error.message).toContain(
      'getTeam: 2 teams have the name "Platform". Look it up by id, as getTeam({ id: "',
    );
    expect(ids).toHaveLength(2);
    for (const { id } of ids) {
      expect(error.message).toContain(`"Platform" (${id})`);
    }
  });

  it("prints a name on one line, without control characters", async () => {
    await withAccount();
    const { message } = await lookupErrorOf(getTeam({ name: "a\n\u001b[2Jb" }));
    expect(message).toContain('the name "a [2Jb"');
  });

  it.each(["01GDBEYARHS4W4QM6X370Z5TMB", "tem_K22OuvPYNmCyvJ"])(
    "says that no team has the id %s",
    async (id) => {
      await withAccount();
      const { message } = await lookupErrorOf(getTeam({ id }));
      expect(message).toContain(`getTeam: no team has the id ${id}.`);
    },
  );

  it.each(["Platform", "../routers", "tem_"])("refuses %j for an id", async (id) => {
    await withAccount();
    expect((await lookupErrorOf(getTeam({ id }))).message).toContain("cannot be an id");
  });

  it.each([
    [{}, "it takes exactly one of { name } or { id }"],
    [{ name: "a", id: "b" }, "it takes exactly one of { name } or { id }"],
    [{ email: "a" }, "it takes exactly one of { name } or { id }"],
    [undefined, "it takes exactly one of { name } or { id }"],
    [{ name: 5 }, "name must be a text"],
    [{ name: null }, "name must be a text"],
    [{ name: " " }, "name must be a text that is not blank"],
    [{ name: pulumi.output("Platform") }, "Call getTeamOutput"],
  ])("tells a JavaScript program what it takes: %j", async (args, message) => {
    const { emulator } = await withAccount();
    // What the compiler would refuse is what this is about.
    const untyped = args as unknown as GetTeamArgs;
    expect((await lookupErrorOf(getTeam(untyped))).message).toContain(message);
    expect(emulator.requests).toHaveLength(0);
  });

  it("is a ConfigError without a key", async () => {
    await expect(getTeam({ name: "Platform" })).rejects.toBeInstanceOf(ConfigError);
    await expect(getTeams()).rejects.toBeInstanceOf(ConfigError);
  });
});

describe("getTeams", () => {
  it("gives every team", async () => {
    await withAccount();
    expect((await getTeams()).map(({ name }) => name).sort()).toEqual(["Payments", "Platform"]);
  });

  it("lets many lookups at a time share one list", async () => {
    const { emulator } = await withAccount();
    const lookups = Array.from({ length: 50 }, () => getTeam({ name: "Platform" }));
    await Promise.all([...lookups, getTeams()]);
    expect(readsOf(emulator, "/teams")).toBe(1);
  });

  it("lets many lookups that find nothing share one more list", async () => {
    const { emulator } = await withAccount();
    await Promise.all(Array.from({ length: 50 }, () => lookupErrorOf(getTeam({ name: "Nobody" }))));
    expect(readsOf(emulator, "/teams")).toBeLessThanOrEqual(2);
  });

  it("reads again after an error", async () => {
    const { emulator } = await withAccount();
    emulator.faults.add({ kind: "answer", status: 401 });
    const both = await Promise.allSettled([getTeams(), getTeam({ name: "Platform" })]);
    expect(both).toMatchObject([{ reason: expect.any(AuthError) }, { reason: expect.any(AuthError) }]);
    expect(await getTeams()).toHaveLength(2);
  });
});

describe("a list in a run of the engine", () => {
  /** Makes it look as if an engine ran the program: lists are shared by the engine's monitor. */
  function beginRun(): void {
    const monitor = { invoke: () => undefined };
    pulumi.runtime.setMockOptions(monitor);
  }

  it("is read once, also by one lookup after another", async () => {
    const { emulator } = await withAccount();
    beginRun();
    for (const name of ["Platform", "Payments", "Platform"]) {
      await getTeam({ name });
    }
    expect(readsOf(emulator, "/teams")).toBe(1);
  });

  it("is read again for a team that the program has made since", async () => {
    const { emulator } = await withAccount();
    beginRun();
    const { id } = await getTeam({ name: "Platform" });
    emulator.store.update("teams", emulator.store.duplicate("teams", id).id, { name: "New" });
    await Promise.all([getTeam({ name: "New" }), getTeam({ name: "New" })]);
    await getTeam({ name: "New" });
    expect(readsOf(emulator, "/teams")).toBe(2);
  });

  it("is read anew by the next run", async () => {
    const { emulator } = await withAccount();
    beginRun();
    const before = await getTeams();
    emulator.store.duplicate("teams", before[0]?.id ?? "");
    expect(await getTeams()).toHaveLength(2);
    beginRun();
    expect(await getTeams()).toHaveLength(3);
  });
});

describe("getTeamOutput", () => {
  it("takes outputs and gives an output", async () => {
    await withAccount();
    const team = getTeamOutput({ name: pulumi.output("Platform") });
    expect((await resolved(team)).name).toBe("Platform");
    expect((await resolved(getTeamsOutput())).length).toBe(2);
  });

  it("gives a secret for a secret", async () => {
    await withAccount();
    const team = getTeamOutput({ name: pulumi.secret("Platform") });
    expect(await pulumi.isSecret(team)).toBe(true);
  });
});

describe("a lookup without filters", () => {
  it.each([
    ["getTeams", getTeams],
    ["getRouters", getRouters],
    ["getAccountUsers", getAccountUsers],
    ["getIntegrationTypes", getIntegrationTypes],
  ])(
    "refuses one that a program in JavaScript gives to %s",
    async (caller, lookup: (filters: object) => Promise<unknown>) => {
      await withAccount();
      const { message } = await lookupErrorOf(lookup({ name: "Platform" }));
      expect(message).toContain(`${caller}: there is no filter name. It takes none.`);
    },
  );
});
