// The requests of PagerTree's own client, PagerTree/pager_tree-cli, as its api.py sends them. No registry has the client, so
// that it cannot be run here; docs/senders.md tells with what it was run by hand.
import { expect, it } from "vitest";
import { onlyAlert } from "../helpers/alerts.ts";
import { type Body, callApi, idOf, messagesOf, rowsOf } from "../helpers/call-api.ts";
import { createIntegration, demoAccount } from "../helpers/demo-account.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

/** The client says that it sends JSON with every request, those without a body too. */
const HEADERS = { "content-type": "application/json", "user-agent": "PagerTree-Python-CLI-Client/1.0" };

async function withClient() {
  const emulator = await withEmulator();
  const call = async (method: string, path: string, body?: Body) => {
    const answer = await callApi(emulator, method, path, body, { headers: HEADERS });
    expect([200, 201, 204], `${method} ${path}: ${answer.text}`).toContain(answer.status);
    return answer;
  };
  return { emulator, account: demoAccount(emulator), call };
}

/** What `alerts create` sends: the router's ids under a name that PagerTree does not know, and an incident that is none. */
function newAlert(teamId: string): Body {
  return {
    ...{ title: "Disk full", destination_team_ids: [teamId], urgency: "high", tags: ["db"] },
    ...{ thirdparty_id: "disk-1", destination_route_ids: [] },
    meta: { incident: false, incident_severity: null, incident_message: null },
  };
}

it("creates an alert, finds it by its alias, and takes it through its states by POSTs without a body", async () => {
  const { emulator, account, call } = await withClient();
  const created = await call("POST", "/alerts", newAlert(account.platform.id));
  expect(created.body).toMatchObject({ title: "Disk full", status: "open", thirdparty_id: "disk-1" });
  const found = await call("GET", "/alerts?limit=1&offset=0&thirdparty_id=disk-1");
  expect(found.body).toMatchObject({ total_count: 1, has_more: false });
  const [row] = rowsOf(found);
  expect(row).toMatchObject({ id: idOf(created), status: "open", urgency: "high" });
  for (const step of ["acknowledge", "resolve"]) {
    expect(idOf(await call("POST", `/alerts/${row?.["id"]}/${step}`))).toBe(idOf(created));
  }
  expect(onlyAlert(emulator).status).toBe("resolved");
  expect((await call("GET", "/alerts?limit=10&offset=0&status=resolved")).body).toMatchObject({
    total_count: 1,
  });
  await call("DELETE", `/alerts/${idOf(created)}`);
  expect(emulator.store.all("alerts")).toEqual([]);
});

it("rejects an alert, and comments on it", async () => {
  const { account, call } = await withClient();
  const id = idOf(await call("POST", "/alerts", newAlert(account.platform.id)));
  await call("POST", `/alerts/${id}/comments`, { body: "On my way" });
  const comments = await call("GET", `/alerts/${id}/comments?limit=10&offset=0`);
  expect(comments.body).toMatchObject({ total_count: 1 });
  await call("POST", `/alerts/${id}/reject`);
});

it("reads teams, their people, who is on call in them and their alerts", async () => {
  const { account, call } = await withClient();
  const { platform, ada } = account;
  await call("POST", "/alerts", newAlert(platform.id));
  expect(rowsOf(await call("GET", "/teams?limit=10&offset=0&q=Plat"))).toMatchObject([{ name: "Platform" }]);
  expect((await call("GET", `/teams/${platform.id}`)).body).toMatchObject({
    member_account_user_ids: expect.arrayContaining([ada.id]),
    admin_account_user_ids: [ada.id],
  });
  const onCall: unknown = JSON.parse((await call("GET", `/teams/${platform.id}/current_oncall`)).text);
  expect(onCall).toMatchObject([
    { layer: 1, attendees: [{ attendee_id: ada.id }] },
    { layer: 2 },
    { layer: 3 },
  ]);
  expect((await call("GET", `/account_users/${ada.id}`)).body).toMatchObject({
    user: { name: "Ada Lovelace", emails: [{ email: "ada@example.com", primary: true }] },
  });
  expect((await call("GET", `/teams/${platform.id}/alerts?limit=10&offset=0`)).body).toMatchObject({
    total_count: 1,
  });
});

it("makes, changes and deletes a person and a team", async () => {
  const { emulator, account, call } = await withClient();
  const person = await call("POST", "/account_users", {
    user_attributes: { name: "Linus", emails_attributes: [{ email: "linus@example.com" }] },
    ...{ roles: { admin: true }, team_ids: [account.platform.id] },
  });
  const path = `/account_users/${idOf(person)}`;
  await call("PUT", path, { user_attributes: { name: "Linus T" } });
  expect((await call("GET", path)).body).toMatchObject({ user: { name: "Linus T" }, roles: { admin: true } });
  const ids = { member_account_user_ids: [account.ada.id], admin_account_user_ids: [account.ada.id] };
  const team = idOf(await call("POST", "/teams", { name: "Net", ...ids }));
  await call("PUT", `/teams/${team}`, { notes: "Cables" });
  await call("DELETE", `/teams/${team}`);
  await call("DELETE", path);
  // The client sends empty lists where none are named.
  const nobody = { name: "Empty", member_account_user_ids: [account.ada.id], admin_account_user_ids: [] };
  const refused = await callApi(emulator, "POST", "/teams", nobody, { headers: HEADERS });
  expect(messagesOf(refused)).toEqual(["admin_account_user_ids can't be blank"]);
});

it("lists integrations, and switches one off", async () => {
  const { emulator, call } = await withClient();
  const { id } = await createIntegration(emulator, "Datadog", { name: "Shop" });
  const listed = async (enabled: 0 | 1) =>
    rowsOf(await call("GET", `/integrations?limit=10&offset=0&q=Shop&enabled=${enabled}`)).length;
  expect([await listed(1), await listed(0)]).toEqual([1, 0]);
  await call("PUT", `/integrations/${id}`, { enabled: false });
  expect((await call("GET", `/integrations/${id}`)).body).toMatchObject({ name: "Shop", enabled: false });
  expect([await listed(1), await listed(0)]).toEqual([0, 1]);
});
