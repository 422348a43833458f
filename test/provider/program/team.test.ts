// The team: what `check` makes of its arguments and refuses, and every field on its way to PagerTree and back.

import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import { describe, expect, it } from "vitest";
import type { Switches } from "../../../emulator/src/switches.ts";
import { demoAccount } from "../../helpers/demo-account.ts";
import { type Properties, providersFor, withProviders } from "../../helpers/resource-providers.ts";

const ulid = "01GDBEYARHS4W4QM6X370Z5TMB";
const other = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
const declared = { name: "Checkout", memberAccountUserIds: [ulid], adminAccountUserIds: [ulid] };
const nobodyThere = { apiKey: "key", baseUrl: "http://127.0.0.1:9/never" };
const { team: offline } = providersFor(nobodyThere);

describe("check", () => {
  it("fills every default", async () => {
    expect(await offline.checked({ ...declared, notes: null, meta: null })).toEqual({
      ...declared,
      dropNotifications: "none",
      dropNotificationAccountUserIds: [],
      handoffNotifications: "none",
      handoffNotificationAccountUserIds: [],
    });
  });

  it("takes lists of account users as sets, and empty notes as none", async () => {
    const lists = { memberAccountUserIds: [ulid.toLowerCase(), other, ulid], notes: "" };
    expect(await offline.checked({ ...declared, ...lists })).toEqual(
      await offline.checked({ ...declared, memberAccountUserIds: [other, ulid] }),
    );
  });

  it("lets pass what is not known yet", async () => {
    const unknown = {
      name: unknownValue,
      memberAccountUserIds: unknownValue,
      adminAccountUserIds: [unknownValue],
      dropNotifications: unknownValue,
      handoffNotifications: "specific_users",
      handoffNotificationAccountUserIds: unknownValue,
      meta: { owner: unknownValue },
    };
    expect(await offline.checked(unknown)).toMatchObject(unknown);
  });

  it("replaces prefix ids by the ULIDs of the same account users", async () => {
    const { emulator, team } = await withProviders();
    const { ada, grace } = demoAccount(emulator);
    const inputs = await team.checked({
      ...declared,
      memberAccountUserIds: [ada.prefix_id, grace.id],
      adminAccountUserIds: [grace.prefix_id],
    });
    expect(inputs).toMatchObject({
      memberAccountUserIds: [ada.id, grace.id].sort(),
      adminAccountUserIds: [grace.id],
    });
  });

  it.each<[what: string, declared: Properties, property: string, reason: string]>([
    ["no name", { name: null }, "name", "must be a text: the name of the team"],
    ["a blank name", { name: " " }, "name", "must not be blank"],
    ["notes that are no text", { notes: 5 }, "notes", "must be a text"],
    ["no members", { memberAccountUserIds: null }, "memberAccountUserIds", "must be a list of ids"],
    [
      "an empty list of members",
      { memberAccountUserIds: [] },
      "memberAccountUserIds",
      "at least one account user",
    ],
    ["no admin", { adminAccountUserIds: [] }, "adminAccountUserIds", "at least one account user"],
    [
      "a team as a member",
      { memberAccountUserIds: [ulid, "tem_K22OuvPYNmCyvJ"] },
      "memberAccountUserIds[1]",
      "tem_K22OuvPYNmCyvJ is the prefix id of a team",
    ],
    [
      "a name as an admin",
      { adminAccountUserIds: ["Ada"] },
      "adminAccountUserIds[0]",
      "must be the id of an account user",
    ],
    [
      "notifications that PagerTree does not know",
      { dropNotifications: "everybody" },
      "dropNotifications",
      "must be one of none, team_all, team_admins, oncall_rotation, specific_users",
    ],
    [
      "notifications to specific users, and no users",
      { handoffNotifications: "specific_users" },
      "handoffNotificationAccountUserIds",
      'at least one account user, since handoffNotifications is "specific_users"',
    ],
    ["meta that is no object", { meta: [] }, "meta", "must be an object"],
    ["a misspelt argument", { member: [] }, "member", "is not an argument of a team"],
    [
      "an argument by another name",
      { dropNotification: "none" },
      "dropNotification",
      'mean "dropNotifications"?',
    ],
  ])("refuses %s", async (_what, changes, property, reason) => {
    const { inputs, failures } = await offline.check({ ...declared, ...changes });
    expect(inputs).toBeUndefined();
    expect(failures).toEqual([{ property, reason: expect.stringContaining(reason) }]);
  });
});

describe("a team", () => {
  /** A team with a value in every field, each different from what `changes` holds. */
  async function withTeam(switches: Partial<Switches> = { teamMetaStored: true }) {
    const { emulator, team } = await withProviders({ switches });
    const { ada, grace, alan } = demoAccount(emulator);
    const full = {
      name: "Checkout",
      notes: "On the second floor",
      memberAccountUserIds: [ada.id, grace.id].sort(),
      adminAccountUserIds: [ada.id],
      dropNotifications: "specific_users",
      dropNotificationAccountUserIds: [grace.id],
      handoffNotifications: "team_admins",
      handoffNotificationAccountUserIds: [ada.id],
      meta: { costCentre: 7 },
    };
    const changes = {
      name: "Cash desk",
      notes: null,
      memberAccountUserIds: [alan.id],
      adminAccountUserIds: [grace.id],
      dropNotifications: null,
      dropNotificationAccountUserIds: null,
      handoffNotifications: "oncall_rotation",
      handoffNotificationAccountUserIds: [alan.id],
      meta: { costCentre: 8 },
    };
    return { emulator, team, full, changes, alan };
  }

  it("comes back as it was sent, in every field, and with what PagerTree adds", async () => {
    const { team, full } = await withTeam();
    const made = await team.up(full);
    expect(made.outputs).toEqual({
      ...full,
      prefixId: expect.stringMatching(/^tem_/),
      tinyId: 3,
      accountId: expect.any(String),
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
      scheduleId: expect.any(String),
      escalationPolicyId: expect.any(String),
    });
    expect(await team.read(made.id, made.outputs)).toEqual(made);
    expect((await team.diff(made.outputs, made.inputs)).changes).toBe(false);
    // `Team.get` knows nothing before.
    expect((await team.read(made.id))?.inputs).toEqual(full);
  });

  it.each([
    "name",
    "notes",
    "memberAccountUserIds",
    "adminAccountUserIds",
    "dropNotifications",
    "dropNotificationAccountUserIds",
    "handoffNotifications",
    "handoffNotificationAccountUserIds",
    "meta",
  ] as const)("is updated in place where %s changes, and nothing else is sent", async (argument) => {
    const { emulator, team, full, changes } = await withTeam();
    // Otherwise no list may be empty.
    const start = argument === "dropNotificationAccountUserIds" ? { dropNotifications: "none" } : {};
    const made = await team.up({ ...full, ...start });
    const inputs = await team.checked({ ...full, ...start, [argument]: changes[argument] }, made.inputs);
    expect((await team.diff(made.outputs, inputs)).replaces).toEqual([]);
    await team.update(made, inputs);
    const sent = emulator.requests.at(-1);
    expect(sent).toMatchObject({ method: "PUT", path: `/teams/${made.id}` });
    expect(Object.keys(Object(sent?.body))).toEqual([
      argument.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    ]);
    expect((await team.read(made.id, made.outputs))?.inputs).toEqual(inputs);
  });

  it("keeps the meta that a program does not declare", async () => {
    const { emulator, team, full } = await withTeam();
    const { meta: _meta, ...withoutMeta } = full;
    const made = await team.up(withoutMeta);
    emulator.store.update("teams", made.id, { meta: { of: "the web page" } });
    const seen = await team.read(made.id, made.outputs);
    expect(seen?.inputs).toEqual(made.inputs);
    await team.update(made, await team.checked({ ...withoutMeta, name: "Cash desk" }));
    expect(emulator.store.find("teams", made.id)).toMatchObject({ meta: { of: "the web page" } });
  });

  it("comes back as it was sent but for meta, where PagerTree drops that", async () => {
    const { team, full } = await withTeam({});
    const made = await team.up(full);
    expect(made.outputs).toMatchObject({ ...full, meta: {} });
    const { meta: _meta, ...others } = full;
    const without = await team.update(made, await team.checked(others, made.inputs));
    expect((await team.diff(without.outputs, without.inputs)).changes).toBe(false);
  });

  it("that PagerTree refuses is told in the program's names", async () => {
    const { emulator, team, full } = await withTeam({ unknownIdIs422: true });
    const [user] = emulator.store.all("account_users");
    const inputs = await team.checked(full);
    await expect(
      team.create({ ...inputs, memberAccountUserIds: [user?.user.id], dropNotifications: "all" }),
    ).rejects.toThrow("memberAccountUserIds must exist; dropNotifications is not included in the list");
  });

  it("is deleted, and one that is gone is no obstacle", async () => {
    const { emulator, team, full } = await withTeam();
    const made = await team.up(full);
    await team.delete(made);
    expect(emulator.store.find("teams", made.id)).toBeUndefined();
    await team.delete(made);
  });
});
