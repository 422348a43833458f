// The emulator's /account_users by verb and path: nested user attributes, roles, team membership.

import { describe, expect, it } from "vitest";
import type { Emulator } from "../../emulator/src/index.ts";
import type { Answer, Body } from "../helpers/call-api.ts";
import { callApi, idOf, messagesOf } from "../helpers/call-api.ts";
import { demoAccount } from "../helpers/demo-account.ts";
import { keysOfTwoAccounts, otherAccount } from "../helpers/other-account.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

const UNKNOWN_ID = "01J00000000000000000000000";
const KIT = { name: "Kit", emails_attributes: [{ email: "kit@example.com" }] };

function putUser(emulator: Emulator, user_attributes: Body): Promise<Answer> {
  return callApi(emulator, "PUT", `/account_users/${demoAccount(emulator).ada.id}`, { user_attributes });
}

describe("POST /account_users", () => {
  it("answers 201 with the object, the first e-mail being the primary one", async () => {
    const emulator = await withEmulator();

    const answer = await callApi(emulator, "POST", "/account_users", {
      roles: { admin: true, billing: "1", communicator: "0", owner: true },
      user_attributes: {
        ...KIT,
        notify_sms: false,
        emails_attributes: [{ email: "kit@example.com" }, { email: "kit@example.org" }],
        phones_attributes: [{ phone: "+442079460000" }],
      },
    });

    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.any(String),
      prefix_id: expect.stringMatching(/^usr_[A-Za-z0-9_-]{14}$/),
      tiny_id: 4,
      account_id: demoAccount(emulator).ada.account_id,
      created_at: expect.any(String),
      updated_at: expect.any(String),
      meta: {},
      roles: { admin: true, billing: true, broadcaster: false, communicator: false },
      notification_rule_id: null,
      user: {
        id: expect.any(String),
        prefix_id: expect.stringMatching(/^user_/),
        name: "Kit",
        time_zone: "UTC",
        emails: [
          { id: expect.any(String), email: "kit@example.com", primary: true },
          { id: expect.any(String), email: "kit@example.org", primary: false },
        ],
        phones: [
          {
            id: expect.any(String),
            prefix_id: expect.stringMatching(/^phn_/),
            phone: "+442079460000",
            primary: true,
            country: "GB",
            blocked: false,
          },
        ],
      },
    });
    expect(emulator.store.find("account_users", idOf(answer))?.notification_channels).toEqual({
      notify_push: true,
      notify_email: true,
      notify_sms: false,
      notify_voice: false,
    });
  });

  it("names everything that is missing in one answer, with unknownIdIs422 unknown ids too", async () => {
    const emulator = await withEmulator({ switches: { unknownIdIs422: true } });

    const answer = await callApi(emulator, "POST", "/account_users", { member_team_ids: [UNKNOWN_ID] });

    expect(answer.status).toBe(422);
    expect(messagesOf(answer)).toEqual([
      "user.name can't be blank",
      "user.emails can't be blank",
      "member_team_ids must exist",
    ]);
  });

  it.each([
    [{ emails_attributes: [{ email: "kit" }] }, "user.emails.email is invalid"],
    [{ emails_attributes: [{ email: "ADA@example.com" }] }, "user.emails.email has already been taken"],
    [
      { emails_attributes: [{ email: "a@b.co" }, { email: "A@b.co" }] },
      "user.emails.email has already been taken",
    ],
    [{ phones_attributes: [{ phone: "020 7946 0000" }] }, "user.phones.phone is invalid"],
    [{ phones_attributes: [{}] }, "user.phones.phone is invalid"],
  ])("refuses %j", async (attributes, message) => {
    const emulator = await withEmulator();

    const answer = await callApi(emulator, "POST", "/account_users", {
      user_attributes: { ...KIT, ...attributes },
    });

    expect(messagesOf(answer)).toEqual([message]);
  });

  it("puts the user on the named teams", async () => {
    const emulator = await withEmulator();
    const { platform, payments } = demoAccount(emulator);

    const answer = await callApi(emulator, "POST", "/account_users", {
      user_attributes: KIT,
      member_team_ids: [payments.id],
    });

    expect(emulator.store.find("teams", payments.id)?.member_account_user_ids).toContain(idOf(answer));
    expect(emulator.store.find("teams", platform.id)?.member_account_user_ids).not.toContain(idOf(answer));
  });

  it("takes nested forms", async () => {
    const emulator = await withEmulator();

    const answer = await callApi(emulator, "POST", "/account_users", undefined, {
      rawBody:
        "user_attributes[name]=Kit&user_attributes[emails_attributes][][email]=kit%40example.com&roles[admin]=1",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });

    expect(answer.body).toMatchObject({
      roles: { admin: true },
      user: { name: "Kit", emails: [{ email: "kit@example.com" }] },
    });
  });
});

describe("PUT /account_users/:id", () => {
  it("is partial, as the official client renames a user", async () => {
    const emulator = await withEmulator();
    const { ada } = demoAccount(emulator);

    const answer = await putUser(emulator, { name: "Ada King" });

    expect(answer.status).toBe(200);
    const { last_sign_in_at: _hidden, ...shown } = ada.user;
    expect(answer.body).toMatchObject({ roles: ada.roles, user: { ...shown, name: "Ada King" } });
  });

  it("takes the place of the stored roles with the hash that was sent", async () => {
    const emulator = await withEmulator();
    const { ada } = demoAccount(emulator);

    const answer = await callApi(emulator, "PUT", `/account_users/${ada.id}`, { roles: { billing: true } });

    expect(answer.body["roles"]).toEqual({
      admin: false,
      billing: true,
      broadcaster: false,
      communicator: false,
    });
  });

  it("adds, changes, makes primary and removes e-mails", async () => {
    const emulator = await withEmulator();
    const [first] = demoAccount(emulator).ada.user.emails;
    const emailsOf = () => demoAccount(emulator).ada.user.emails;

    await putUser(emulator, { emails_attributes: [{ email: "ada@example.org", primary: true }] });
    expect(emailsOf()).toMatchObject([
      { email: "ada@example.com", primary: false },
      { email: "ada@example.org", primary: true },
    ]);

    await putUser(emulator, {
      emails_attributes: [{ id: first?.id, email: "a.king@example.com", primary: 1 }],
    });
    expect(emailsOf()).toMatchObject([
      { id: first?.id, email: "a.king@example.com", primary: true },
      { email: "ada@example.org", primary: false },
    ]);

    await putUser(emulator, { emails_attributes: [{ id: first?.id, _destroy: "1" }] });
    expect(emailsOf()).toMatchObject([{ email: "ada@example.org", primary: true }]);
  });

  it("refuses to remove the last e-mail", async () => {
    const emulator = await withEmulator();
    const [email] = demoAccount(emulator).ada.user.emails;

    const answer = await putUser(emulator, { emails_attributes: [{ id: email?.id, _destroy: true }] });

    expect(messagesOf(answer)).toEqual(["user.emails can't be blank"]);
  });

  it.each([{ id: UNKNOWN_ID }, { emails_attributes: [{ id: UNKNOWN_ID, email: "a@b.co" }] }])(
    "answers 404 to nested records of somebody else: %j",
    async (attributes) => {
      const emulator = await withEmulator();

      expect((await putUser(emulator, attributes)).status).toBe(404);
    },
  );

  it("makes the user a member of exactly the named teams", async () => {
    const emulator = await withEmulator();
    const { ada, payments } = demoAccount(emulator);

    await callApi(emulator, "PUT", `/account_users/${ada.id}`, { member_team_ids: [payments.id] });

    const members = emulator.store.all("teams").map((team) => team.member_account_user_ids.includes(ada.id));
    expect(members).toEqual([false, true]);
  });
});

describe("DELETE /account_users/:id", () => {
  it("answers 204, and teams lose the member", async () => {
    const emulator = await withEmulator();
    const { grace, ada, alan } = demoAccount(emulator);

    expect((await callApi(emulator, "DELETE", `/account_users/${grace.id}`)).status).toBe(204);

    expect((await callApi(emulator, "GET", `/account_users/${grace.id}`)).status).toBe(404);
    expect(emulator.store.all("teams").map((team) => team.member_account_user_ids)).toEqual([
      [ada.id],
      [alan.id],
    ]);
  });
});

describe("GET /users", () => {
  it("tells when each user last signed in: null for who was invited by POST, and what else the user is", async () => {
    const emulator = await withEmulator();
    const { ada } = demoAccount(emulator);
    await callApi(emulator, "POST", "/account_users", { user_attributes: KIT });

    const list = await callApi(emulator, "GET", "/users?sort=name&direction=asc");
    expect(list.body).toMatchObject({ total_count: 4, has_more: false });
    expect(list.body["data"]).toMatchObject([
      { id: ada.user.id, prefix_id: ada.user.prefix_id, last_sign_in_at: ada.user.last_sign_in_at },
      { name: "Alan Turing", preferred_language: "en" },
      { name: "Grace Hopper", last_sign_in_at: expect.any(String) },
      { name: "Kit", emails: [{ email: "kit@example.com" }], last_sign_in_at: null },
    ]);
    for (const id of [ada.user.id, ada.user.prefix_id]) {
      expect((await callApi(emulator, "GET", `/users/${id}`)).body).toMatchObject({ name: "Ada Lovelace" });
    }
    expect((await callApi(emulator, "GET", `/users/${ada.id}`)).status).toBe(404);
  });

  it("takes filters, and keeps the sign-in when the user is changed", async () => {
    const emulator = await withEmulator();
    const { ada } = demoAccount(emulator);
    await putUser(emulator, { name: "Ada King" });
    const { body } = await callApi(emulator, "GET", "/users?name=Ada%20King");
    expect(body["data"]).toMatchObject([{ last_sign_in_at: ada.user.last_sign_in_at }]);
  });
});

describe("account users, where PagerTree's documentation leaves open", () => {
  it("whether an account user's user tells of the sign-in: no, and with accountUsersShowSignIn it does", async () => {
    const emulator = await withEmulator();
    const { ada } = demoAccount(emulator);
    const read = async () => (await callApi(emulator, "GET", `/account_users/${ada.id}`)).body["user"];

    expect(await read()).not.toHaveProperty("last_sign_in_at");
    emulator.switches.accountUsersShowSignIn = true;
    expect(await read()).toMatchObject({ last_sign_in_at: ada.user.last_sign_in_at });
  });

  it("what somebody gets who is in PagerTree already: an account user, or an invitation with knownPeopleAreInvited", async () => {
    const emulator = await withEmulator({ apiKeys: keysOfTwoAccounts });
    const { ada } = demoAccount(emulator);
    const post = () =>
      callApi(
        emulator,
        "POST",
        "/account_users",
        { user_attributes: { name: "A. Lovelace", emails_attributes: [{ email: "ADA@example.com" }] } },
        { apiKey: "other-key" },
      );
    const members = () => emulator.store.all("account_users", otherAccount);

    emulator.switches.knownPeopleAreInvited = true;
    const invited = await post();
    expect(invited.status).toBe(201);
    expect(invited.body).not.toHaveProperty("user");
    expect(emulator.store.find("account_users", idOf(invited))).toBeUndefined();
    expect(members()).toEqual([]);
    emulator.switches.knownPeopleAreInvited = false;
    const joined = await post();
    // The person is the same one in both accounts.
    expect(joined.body["user"]).toMatchObject({ id: ada.user.id, name: "Ada Lovelace" });
    expect(members()).toMatchObject([{ id: idOf(joined), user: ada.user }]);
  });

  it("by which channels new people are notified: not by calls, and by calls too with voiceByDefault", async () => {
    const emulator = await withEmulator();
    const voiceOf = async (email: string) => {
      const user = { name: "Kit", emails_attributes: [{ email }] };
      const answer = await callApi(emulator, "POST", "/account_users", { user_attributes: user });
      return emulator.store.find("account_users", idOf(answer))?.notification_channels.notify_voice;
    };

    expect(await voiceOf("kit@example.com")).toBe(false);
    emulator.switches.voiceByDefault = true;
    expect(await voiceOf("kim@example.com")).toBe(true);
  });

  it("whether changed numbers and addresses are to be verified again: yes, and not with changesSendNothing", async () => {
    const emulator = await withEmulator();
    const [phone] = demoAccount(emulator).ada.user.phones;
    const change = async (number: string) => {
      await putUser(emulator, { phones_attributes: [{ id: phone?.id, phone: number }] });
      return demoAccount(emulator).ada.verifications_sent;
    };

    expect(await change("+442079460011")).toEqual(["+442079460011"]);
    expect(await change("+442079460011")).toEqual(["+442079460011"]);
    emulator.switches.changesSendNothing = true;
    expect(await change("+442079460012")).toEqual(["+442079460011"]);
  });

  it("whether roles that are left out go: they do, and stay with rolesMerged", async () => {
    const emulator = await withEmulator();
    const { ada } = demoAccount(emulator);
    const put = async () =>
      (await callApi(emulator, "PUT", `/account_users/${ada.id}`, { roles: { billing: true } })).body[
        "roles"
      ];

    emulator.switches.rolesMerged = true;
    expect(await put()).toMatchObject({ admin: true, billing: true });
    emulator.switches.rolesMerged = false;
    expect(await put()).toMatchObject({ admin: false, billing: true });
  });

  it("what user_attributes without an id change: the user, and another one with nestedUserNeedsId", async () => {
    const emulator = await withEmulator();
    const { ada } = demoAccount(emulator);
    const put = () =>
      callApi(emulator, "PUT", `/account_users/${ada.id}`, { user_attributes: { name: "Ada King" } });

    expect((await put()).body["user"]).toMatchObject({ id: ada.user.id, name: "Ada King" });
    emulator.switches.nestedUserNeedsId = true;
    expect(messagesOf(await put())).toEqual(["user.emails can't be blank"]);
  });

  it("whether somebody with shifts can be deleted: yes, and not with peopleWithShiftsKept", async () => {
    const emulator = await withEmulator({ switches: { peopleWithShiftsKept: true } });
    const { ada } = demoAccount(emulator);
    const remove = async () => (await callApi(emulator, "DELETE", `/account_users/${ada.id}`)).status;

    expect(await remove()).toBe(422);
    emulator.switches.peopleWithShiftsKept = false;
    expect(await remove()).toBe(204);
  });

  it("whether a team can lose its last member: no, and with teamsMayBeEmptied it can", async () => {
    const emulator = await withEmulator();
    const { ada, platform } = demoAccount(emulator);
    emulator.store.update("teams", platform.id, { member_account_user_ids: [ada.id] });
    const put = () => callApi(emulator, "PUT", `/account_users/${ada.id}`, { member_team_ids: [] });

    expect(messagesOf(await put())).toEqual(["member_team_ids leave a team without a member"]);
    emulator.switches.teamsMayBeEmptied = true;
    expect((await put()).status).toBe(200);
    expect(emulator.store.find("teams", platform.id)?.member_account_user_ids).toEqual([]);
  });
});
