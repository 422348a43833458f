// The emulator's record of requests.

import { describe, expect, it } from "vitest";
import { callApi } from "../helpers/call-api.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

describe("the record of requests", () => {
  it("has method, path, query, headers, body, time and status of every request, in order", async () => {
    const emulator = await withEmulator({ clock: () => Date.parse("2026-03-01T10:00:00Z") });

    await callApi(emulator, "GET", "/teams/?limit=5&q=a%20b", undefined, {
      headers: { "user-agent": "me/1" },
    });
    await callApi(emulator, "POST", "/teams", { name: "x" });

    expect(emulator.requests).toMatchObject([
      {
        method: "GET",
        path: "/teams",
        query: { limit: "5", q: "a b" },
        headers: { "user-agent": "me/1", authorization: `Bearer ${emulator.apiKey}` },
        body: undefined,
        time: "2026-03-01T10:00:00.000Z",
        status: 200,
      },
      { method: "POST", path: "/teams", query: {}, body: { name: "x" }, status: 422 },
    ]);
  });

  it("has the refused ones too, with a body that could not be parsed as text", async () => {
    const emulator = await withEmulator();

    await callApi(emulator, "POST", "/teams", undefined, { rawBody: "{" });
    await callApi(emulator, "GET", "/teams", undefined, { apiKey: "wrong" });
    await callApi(emulator, "GET", "/nothing");

    expect(emulator.requests).toMatchObject([
      { path: "/teams", body: "{", status: 400 },
      { path: "/teams", status: 401 },
      { path: "/nothing", status: 404 },
    ]);
  });

  it("has the status that a fault sent", async () => {
    const emulator = await withEmulator();
    emulator.faults.add({ kind: "answer", status: 503 });

    await callApi(emulator, "GET", "/teams");

    expect(emulator.requests).toMatchObject([{ status: 503 }]);
  });
});
