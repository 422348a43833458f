import { describe, expect, it } from "vitest";
import providerPackage from "../../../provider/package.json" with { type: "json" };
import type { Kind } from "../../../provider/src/api/kinds.ts";
import { version } from "../../../provider/src/api/user-agent.ts";
import {
  AuthError,
  InvalidInputError,
  LookupError,
  NotFoundError,
  UnexpectedAnswerError,
} from "../../../provider/src/common/errors.ts";
import { errorOf, newIntegration, observedClient, withClient, withServer } from "./helpers.ts";

const unknownId = "01GDBEYARHS4W4QM6X370Z5TMB";
const kinds: Kind[] = ["integrations", "integrationTypes", "teams", "routers", "accountUsers"];

describe("every request", () => {
  it("carries the key, the user agent with our version, and asks for JSON", async () => {
    const { client, emulator } = await withClient();
    await client.list("teams");
    expect(emulator.requests[0]?.headers).toMatchObject({
      authorization: `Bearer ${emulator.apiKey}`,
      accept: "application/json",
      "user-agent": expect.stringMatching(/^pulumi-pagertree\/\d+\.\d+\.\d+ \(node \d/),
    });
  });

  it("names the version of the package", () => {
    expect(version).toBe(providerPackage.version);
  });
});

describe("create, read, update, delete", () => {
  it("take an integration through its life", async () => {
    const { client, emulator } = await withClient();
    const body = await newIntegration(client, "Datadog", { option_support_retriggered_event: true });

    const created = await client.create("integrations", body);
    expect(created).toMatchObject({ name: "Checkout", enabled: true, integration_type: { name: "Datadog" } });
    expect(await client.read("integrations", created.id)).toEqual(created);
    expect(await client.read("integrations", created.prefix_id)).toEqual(created);

    const updated = await client.update("integrations", created.id, { enabled: false });
    expect(updated).toMatchObject({ id: created.id, name: "Checkout", enabled: false });

    await client.delete("integrations", created.id);
    expect(emulator.store.find("integrations", created.id)).toBeUndefined();
    expect(await errorOf(client.read("integrations", created.id))).toBeInstanceOf(NotFoundError);
  });

  it("send a body that PagerTree gets as it was", async () => {
    const { client, emulator } = await withClient();
    const body = { ...(await newIntegration(client, "Datadog")), name: 'Größe "A" 🙂\n' };
    const { id } = await client.create("integrations", body);
    expect(emulator.requests.at(-1)?.body).toEqual(body);
    expect(emulator.store.find("integrations", id)?.name).toBe('Größe "A" 🙂\n');
  });
});

describe("read", () => {
  it.each(kinds)("parses every one of the demo account's %s", async (kind) => {
    const { client, emulator } = await withClient();
    await client.create("integrations", await newIntegration(client, "Datadog"));
    for (const row of await client.list(kind)) {
      expect(await client.read(kind, row.id)).toEqual(row);
    }
    expect(emulator.requests.filter(({ status }) => status !== 200 && status !== 201)).toEqual([]);
  });

  it("keeps fields that it does not know", async () => {
    const url = await withServer((_, response) =>
      response.end(`{"id":"${unknownId}","name":"Datadog","news":[1]}`),
    );
    const { client } = observedClient(url, "key");
    expect(await client.read("integrationTypes", unknownId)).toEqual({
      id: unknownId,
      name: "Datadog",
      news: [1],
    });
  });

  it("takes a user's name and time zone as text or as a list of texts", async () => {
    const { client, emulator } = await withClient();
    const [first] = await client.list("accountUsers");
    const body = { ...first, user: { ...first?.user, name: ["Ada", "Lovelace"], time_zone: ["UTC"] } };
    emulator.faults.add({ kind: "answer", method: "GET", status: 200, body });
    const user = await client.read("accountUsers", first?.id ?? "");
    expect(user.user).toMatchObject({ name: "Ada Lovelace", time_zone: "UTC" });
  });

  it.each(["", "..", "../teams", "int_1?x=1", "a b", `${unknownId}/x`, "%2e%2e"])(
    "refuses %j for an id and sends nothing",
    async (id) => {
      const { client, emulator } = await withClient();
      for (const attempt of [
        () => client.read("integrations", id),
        () => client.update("integrations", id, {}),
        () => client.delete("integrations", id),
      ]) {
        const error = await errorOf(attempt());
        expect(error).toBeInstanceOf(LookupError);
        expect(error.message).toContain("cannot be an id of PagerTree's");
      }
      expect(emulator.requests).toHaveLength(0);
    },
  );
});

describe("delete", () => {
  it.each([true, false])("takes both answers of a success (200 with {}: %s)", async (deleteAnswers200) => {
    const { client, emulator } = await withClient({ switches: { deleteAnswers200 } });
    const [router] = await client.list("routers");
    await client.delete("routers", router?.id ?? "");
    expect(emulator.requests.at(-1)?.status).toBe(deleteAnswers200 ? 200 : 204);
    expect(await client.list("routers")).toEqual([]);
  });

  it("of an unknown object is a NotFoundError", async () => {
    const { client } = await withClient();
    const error = await errorOf(client.delete("integrations", unknownId));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error.message).toContain(`delete integration ${unknownId}: PagerTree answered 404 Not Found`);
  });
});

describe("list", () => {
  it("asks for a hundred rows at a time and reads all pages", async () => {
    const { client, emulator } = await withClient({ seed: "empty" });
    const accountId = (await withClient()).emulator.store.all("teams")[0]?.account_id ?? "";
    for (let number = 0; number < 250; number += 1) {
      emulator.store.insert("routers", accountId, {
        name: `Router ${number}`,
        enabled: true,
        rules: null,
        default_receiver_account_user_id: null,
        default_receiver_router_id: null,
        default_receiver_team_id: null,
      });
    }
    const routers = await client.list("routers");
    expect(new Set(routers.map(({ name }) => name)).size).toBe(250);
    expect(emulator.requests.map(({ query }) => query)).toEqual([
      { limit: "100", offset: "0" },
      { limit: "100", offset: "100" },
      { limit: "100", offset: "200" },
    ]);
  });

  it.each(["insert", "remove"] as const)("loses no row when an %s shifts the pages", async (change) => {
    const { client, emulator } = await withClient();
    const body = await newIntegration(client, "Datadog");
    for (let number = 0; number < 120; number += 1) {
      await client.create("integrations", { ...body, name: `Integration ${number}` });
    }
    emulator.faults.add({ kind: "shift-rows", method: "GET", path: "/integrations", change });
    const ids = (await client.list("integrations")).map(({ id }) => id);
    const stored = emulator.store.all("integrations").map(({ id }) => id);
    expect([...ids].sort()).toEqual([...stored].sort());
  });

  it("sends filters along", async () => {
    const { client, emulator } = await withClient();
    const teams = await client.list("teams", { name: "Platform" });
    expect(teams.map(({ name }) => name)).toEqual(["Platform"]);
    expect(emulator.requests[0]?.query).toEqual({ name: "Platform", limit: "100", offset: "0" });
  });

  it("is empty where there is nothing", async () => {
    const { client } = await withClient({ seed: "empty" });
    expect(await client.list("teams")).toEqual([]);
  });
});

describe("a refusal", () => {
  it("names the operation, the status and each of PagerTree's messages", async () => {
    const { client } = await withClient();
    const body = await newIntegration(client, "Outgoing Webhook", { urgency: "urgent" });
    const error = await errorOf(client.create("integrations", body));
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error.message).toContain(
      'create integration "Checkout": PagerTree answered 422 Unprocessable Entity: ',
    );
    expect(error.message).toContain("option_webhook_url can't be blank");
    expect(error.message).toContain("urgency is not included in the list");
  });

  it.each([
    ["a wrong key is 401", "no-such-key", 401],
    ["a member's write is 403", "member-key", 403],
  ])("%s", async (_, apiKey, status) => {
    const { emulator, client: admin } = await withClient({
      apiKeys: [{ key: "admin-key" }, { key: "member-key", role: "member" }],
    });
    const body = await newIntegration(admin, "Datadog");
    const { client } = observedClient(emulator.url, apiKey);
    const error = await errorOf(client.create("integrations", body));
    expect(error).toBeInstanceOf(AuthError);
    expect(error).toMatchObject({ status, method: "POST", path: "/integrations" });
    expect(emulator.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });
});

describe("a success that is not as documented", () => {
  it.each([
    ["a web page", "<html>welcome</html>", "", "it is not JSON"],
    ["nothing", "", "", "it is not JSON"],
    ["a list", "[]", "", "expected object"],
    ["null", "null", "", "expected object"],
    ["an object without an id", '{"name":"a"}', "`id`", "expected string"],
    ["an object with a number for its name", `{"id":"${unknownId}","name":5}`, "`name`", "expected string"],
  ])("is an UnexpectedAnswerError: %s", async (_, body, place, problem) => {
    const url = await withServer((_request, response) => response.end(body));
    const { client } = observedClient(url, "key");
    const error = await errorOf(client.read("integrationTypes", unknownId));
    expect(error).toBeInstanceOf(UnexpectedAnswerError);
    expect(error.message).toContain(
      `read integration type ${unknownId}: PagerTree answered 200 OK, but ${place}`,
    );
    expect(error.message).toContain(problem);
  });

  it("names the place in a list and not the value", async () => {
    const { client, emulator } = await withClient();
    const body = { data: [{ id: unknownId, name: { secret: "hunter2" } }], has_more: false, total_count: 1 };
    emulator.faults.add({ kind: "answer", status: 200, body });
    const error = await errorOf(client.list("integrationTypes"));
    expect(error).toMatchObject({ answerPath: "data[0].name" });
    expect(error.message).not.toContain("hunter2");
  });

  it("carries the id of an object that was made all the same", async () => {
    const { client, emulator } = await withClient();
    const body = await newIntegration(client, "Datadog");
    emulator.faults.add({
      kind: "answer",
      method: "POST",
      status: 201,
      body: { id: unknownId },
      afterCommit: true,
    });
    const error = await errorOf(client.create("integrations", body));
    expect(error).toBeInstanceOf(UnexpectedAnswerError);
    expect(error).toMatchObject({ id: unknownId, status: 201 });
    expect(emulator.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });
});
