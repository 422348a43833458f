// The emulator's own paths, /_emulator: what another process uses in place of the handle.

import { describe, expect, it } from "vitest";
import type { Emulator } from "../../emulator/src/index.ts";
import { BASE_PATH } from "../../emulator/src/server.ts";
import { DEFAULT_SWITCHES } from "../../emulator/src/switches.ts";
import type { Answer, CallOptions } from "../helpers/call-api.ts";
import { callApi, messagesOf } from "../helpers/call-api.ts";
import { createIntegration, demoAccount } from "../helpers/demo-account.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

/** Calls a path below `/_emulator`. */
function control(
  emulator: Emulator,
  method: string,
  path: string,
  body?: unknown,
  options?: CallOptions,
): Promise<Answer> {
  const url = emulator.url.replace(BASE_PATH, "/_emulator");
  return callApi({ url, apiKey: emulator.apiKey }, method, path, body, options);
}

describe("/_emulator", () => {
  it("needs an admin's key", async () => {
    const emulator = await withEmulator({ apiKeys: [{ key: "admin-key" }, { key: "m", role: "member" }] });

    expect((await control(emulator, "GET", "/requests", undefined, { apiKey: "wrong" })).status).toBe(401);
    expect((await control(emulator, "GET", "/requests", undefined, { apiKey: "m" })).status).toBe(403);
  });

  it("takes an expired key, so that the key can be revived", async () => {
    const emulator = await withEmulator();
    emulator.faults.add({ kind: "expire-key" });
    expect((await callApi(emulator, "GET", "/teams")).status).toBe(401);

    expect((await control(emulator, "POST", "/reset")).status).toBe(204);

    expect((await callApi(emulator, "GET", "/teams")).status).toBe(200);
  });
});

describe("/_emulator/requests", () => {
  it("gives the record without headers, and clears it", async () => {
    const emulator = await withEmulator();
    await callApi(emulator, "GET", "/teams?limit=1");

    const answer = await control(emulator, "GET", "/requests");

    expect(JSON.parse(answer.text)).toEqual([
      { method: "GET", path: "/teams", query: { limit: "1" }, time: expect.any(String), status: 200 },
    ]);
    expect(answer.text).not.toContain(emulator.apiKey);
    expect((await control(emulator, "DELETE", "/requests")).status).toBe(204);
    expect(emulator.requests).toEqual([]);
  });
});

describe("/_emulator/faults", () => {
  it("adds, lists and clears faults", async () => {
    const emulator = await withEmulator();
    const fault = {
      kind: "answer",
      status: 503,
      path: "/teams",
      headers: { "retry-after": "1" },
      body: { a: 1 },
    };

    expect((await control(emulator, "POST", "/faults", fault)).status).toBe(201);
    expect(JSON.parse((await control(emulator, "GET", "/faults")).text)).toEqual([fault]);
    expect((await callApi(emulator, "GET", "/teams")).status).toBe(503);

    await control(emulator, "POST", "/faults", { kind: "hang" });
    expect((await control(emulator, "DELETE", "/faults")).status).toBe(204);
    expect(emulator.faults.list()).toEqual([]);
  });

  it.each([
    [{}, "kind"],
    [{ kind: "explode" }, "kind"],
    [{ kind: "answer" }, "status"],
    [{ kind: "answer", status: 99 }, "status"],
    [{ kind: "hang", times: 0 }, "times"],
    [{ kind: "hang", colour: "red" }, "colour"],
    [{ kind: "shift-rows" }, "change"],
  ])("refuses %j, naming %s", async (fault, name) => {
    const emulator = await withEmulator();

    const answer = await control(emulator, "POST", "/faults", fault);

    expect(answer.status).toBe(422);
    expect(messagesOf(answer).join()).toContain(name);
    expect(emulator.faults.list()).toEqual([]);
  });
});

describe("/_emulator/switches", () => {
  it("shows the switches and turns the named ones", async () => {
    const emulator = await withEmulator({ switches: { readLagMs: 5 } });

    const turned = await control(emulator, "PUT", "/switches", { secretsOnRead: "masked" });

    expect(turned.body).toEqual({ ...DEFAULT_SWITCHES, secretsOnRead: "masked", readLagMs: 5 });
    expect((await control(emulator, "GET", "/switches")).body).toEqual(turned.body);
    expect(emulator.switches.secretsOnRead).toBe("masked");
  });

  it.each([{ secretsOnRead: "none" }, { colour: true }, { readLagMs: -1 }])(
    "refuses %j",
    async (switches) => {
      const emulator = await withEmulator();

      expect((await control(emulator, "PUT", "/switches", switches)).status).toBe(422);
    },
  );
});

describe("/_emulator/integrations/:id", () => {
  it("changes and deletes out of band: as the API does, but not recorded and never struck", async () => {
    const emulator = await withEmulator();
    const { id } = await createIntegration(emulator);
    const recorded = emulator.requests.length;
    emulator.faults.add({ kind: "answer", status: 500, times: null });

    const changed = await control(emulator, "PUT", `/integrations/${id}`, { option_title_template: "x" });
    const refused = await control(emulator, "PUT", `/integrations/${id}`, { urgency: "x" });
    const removed = await control(emulator, "DELETE", `/integrations/${id}`);

    expect(changed.body).toMatchObject({ name: "Site monitor", options: { title_template: "x" } });
    expect(messagesOf(refused)).toEqual(["urgency is not included in the list"]);
    expect(removed.status).toBe(204);
    expect(emulator.requests).toHaveLength(recorded);
    expect(emulator.store.find("integrations", id)).toBeUndefined();
  });
});

describe("/_emulator/reset", () => {
  it("goes back to the seed: records, faults, switches and requests", async () => {
    const emulator = await withEmulator({ switches: { deleteAnswers200: true } });
    await createIntegration(emulator);
    emulator.store.remove("teams", demoAccount(emulator).platform.id);
    emulator.faults.add({ kind: "hang", times: null });
    emulator.switches.deleteAnswers200 = false;

    await control(emulator, "POST", "/reset");

    expect(emulator.store.all("integrations")).toEqual([]);
    expect(emulator.store.all("teams").map(({ name }) => name)).toEqual(["Platform", "Payments"]);
    expect(emulator.faults.list()).toEqual([]);
    expect(emulator.switches.deleteAnswers200).toBe(true);
    expect(emulator.requests).toEqual([]);
  });
});
