import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Fault } from "../../../emulator/src/faults.ts";
import type { ApiClient } from "../../../provider/src/api/api-client.ts";
import { ApiError, NotFoundError, TransportError } from "../../../provider/src/common/errors.ts";
import { freePort } from "../../helpers/free-port.ts";
import { errorOf, newIntegration, observedClient, withClient, withServer } from "./helpers.ts";

/** A server that speaks TCP and no more. */
async function withSocketServer(answer: string): Promise<string> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => socket.end(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  const { port } = server.address() as AddressInfo;
  return `127.0.0.1:${port}`;
}

const faults: [string, Fault][] = [
  ["500", { kind: "answer", status: 500 }],
  ["502 with a web page", { kind: "answer", status: 502, body: "<html>bad gateway</html>" }],
  ["503", { kind: "answer", status: 503 }],
  ["504", { kind: "answer", status: 504 }],
  ["a reset", { kind: "reset" }],
  ["a reset after it was done", { kind: "reset", afterCommit: true }],
  ["a cut body", { kind: "cut" }],
];

describe("a passing fault", () => {
  it.each(faults)("does not show in a read: %s", async (_, fault) => {
    const { client, emulator, waits } = await withClient();
    emulator.faults.add({ ...fault, method: "GET", path: "/teams" });
    expect(await client.list("teams")).toHaveLength(2);
    expect(waits).toHaveLength(1);
  });

  it.each(faults)("does not show in an update: %s", async (_, fault) => {
    const { client, emulator } = await withClient();
    const [router] = await client.list("routers");
    emulator.faults.add({ ...fault, method: "PUT" });
    await client.update("routers", router?.id ?? "", { name: "Renamed" });
    expect(emulator.store.all("routers").map(({ name }) => name)).toEqual(["Renamed"]);
    expect(emulator.requests.filter(({ method }) => method === "PUT")).toHaveLength(2);
  });

  it.each(faults)("makes a create fail, which is never sent again: %s", async (_, fault) => {
    const { client, emulator, waits } = await withClient();
    const body = await newIntegration(client, "Datadog");
    emulator.faults.add({ ...fault, method: "POST" });
    const error = await errorOf(client.create("integrations", body));
    expect(error).toMatchObject({ outcomeUnknown: true, method: "POST", path: "/integrations" });
    expect(error.message).toContain('create integration "Checkout"');
    expect(error.message).toContain("look for the object in PagerTree");
    expect(emulator.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  it("does not show in a delete", async () => {
    const { client, emulator } = await withClient();
    const [router] = await client.list("routers");
    emulator.faults.add({ kind: "answer", method: "DELETE", status: 503 });
    await client.delete("routers", router?.id ?? "");
    expect(emulator.store.all("routers")).toEqual([]);
  });

  it("that eats the answer of a delete shows as a NotFoundError, since the object is gone", async () => {
    const { client, emulator } = await withClient();
    const [router] = await client.list("routers");
    emulator.faults.add({ kind: "reset", method: "DELETE", afterCommit: true });
    expect(await errorOf(client.delete("routers", router?.id ?? ""))).toBeInstanceOf(NotFoundError);
    expect(emulator.store.all("routers")).toEqual([]);
  });
});

describe("a lasting fault", () => {
  it("is an ApiError after four attempts", async () => {
    const { client, emulator, waits } = await withClient();
    emulator.faults.add({ kind: "answer", status: 503, times: null });
    const error = await errorOf(client.list("teams"));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 503, operation: "list teams", outcomeUnknown: false });
    expect(emulator.requests).toHaveLength(4);
    expect(waits).toHaveLength(3);
  });

  it("of the network is a TransportError after four attempts", async () => {
    const { client, emulator } = await withClient();
    emulator.faults.add({ kind: "reset", times: null });
    const error = await errorOf(client.list("teams"));
    expect(error).toBeInstanceOf(TransportError);
    expect(error.message).toContain(
      "list teams: no answer from PagerTree: the connection was cut (ECONNRESET).",
    );
    expect(emulator.requests).toHaveLength(4);
  });

  it("is named and ends: no answer at all", async () => {
    const { client, emulator } = await withClient({}, { timeoutMilliseconds: 100 });
    emulator.faults.add({ kind: "hang", times: null });
    const error = await errorOf(client.list("teams"));
    expect(error.message).toContain("the answer took too long (ETIMEDOUT)");
    expect(emulator.requests).toHaveLength(4);
  });

  it("of a create without an answer leaves its outcome open", async () => {
    const { client, emulator } = await withClient();
    const body = await newIntegration(client, "Datadog");
    emulator.faults.add({ kind: "hang", method: "POST", afterCommit: true });
    const hasty = observedClient(emulator.url, emulator.apiKey, { timeoutMilliseconds: 300 }).client;
    expect(await errorOf(hasty.create("integrations", body))).toMatchObject({
      code: "transport",
      networkCode: "ETIMEDOUT",
      outcomeUnknown: true,
    });
    expect(emulator.store.all("integrations")).toHaveLength(1);
  });

  const requests: [string, (client: ApiClient) => Promise<unknown>][] = [
    ["read", (client) => client.list("teams")],
    ["create", (client) => client.create("integrations", { name: "Checkout" })],
  ];

  it.each(requests)("is named and was tried again: a refused connection, in a %s", async (_, request) => {
    const { client, waits } = observedClient(`http://127.0.0.1:${await freePort()}`, "key");
    const error = await errorOf(request(client));
    expect(error).toMatchObject({ networkCode: "ECONNREFUSED", outcomeUnknown: false });
    expect(error.message).toContain(
      "the connection was refused (ECONNREFUSED). Check the network, the proxy (HTTPS_PROXY, NO_PROXY) and the base URL",
    );
    expect(waits).toHaveLength(3);
  });

  it.each(requests)("is named: a host that does not exist, in a %s", async (_, request) => {
    const { client } = observedClient("https://no-such-host.invalid", "key");
    const error = await errorOf(request(client));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({
      networkCode: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/),
      outcomeUnknown: false,
    });
  });

  it("is named and not tried again: a host that does not speak https", async () => {
    const { client, waits } = observedClient(
      `https://${await withSocketServer("HTTP/1.1 400 Bad Request\r\n\r\n")}`,
      "key",
    );
    expect((await errorOf(client.list("teams"))).message).toContain("the host does not speak https");
    expect(waits).toEqual([]);
  });

  it("is an error of ours: an answer that is not HTTP", async () => {
    const { client } = observedClient(`http://${await withSocketServer("hello\r\n\r\n")}`, "key");
    expect(await errorOf(client.list("teams"))).toBeInstanceOf(TransportError);
  });

  it("is an error of ours: a body that is not compressed as it says", async () => {
    const url = await withServer((_, response) =>
      response.setHeader("content-encoding", "gzip").end("no gzip"),
    );
    expect(await errorOf(observedClient(url, "key").client.list("teams"))).toBeInstanceOf(TransportError);
  });
});

describe("a redirect", () => {
  const id = "01GDBEYARHS4W4QM6X370Z5TMB";
  const calls = {
    GET: (client: ApiClient) => client.read("integrations", id),
    "GET of a list": (client: ApiClient) => client.list("integrations"),
    "GET of a page": (client: ApiClient) => client.page("integrations", {}),
    POST: (client: ApiClient) => client.create("integrations", { name: "Checkout" }),
    PUT: (client: ApiClient) => client.update("integrations", id, { name: "Checkout" }),
    DELETE: (client: ApiClient) => client.delete("integrations", id),
  };
  type Call = keyof typeof calls;
  const table = [301, 302, 303, 307, 308].flatMap((status) =>
    (Object.keys(calls) as Call[]).map((call): [number, Call] => [status, call]),
  );

  it.each(table)("is not followed, and the key goes nowhere else: %i to a %s", async (status, call) => {
    const { emulator: other } = await withClient();
    const { client, emulator } = await withClient();
    emulator.faults.add({ kind: "answer", status, headers: { location: `${other.url}/teams` }, times: null });
    const error = await errorOf(calls[call](client));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status });
    expect(error.message).toContain("Redirects are not followed");
    expect(other.requests).toHaveLength(0);
    expect(emulator.requests).toHaveLength(1);
  });
});

describe("401", () => {
  it("in the middle of a list ends it", async () => {
    const { client, emulator } = await withClient();
    emulator.faults.add({ kind: "expire-key" });
    expect(await errorOf(client.list("teams"))).toMatchObject({ code: "auth", status: 401 });
    expect(emulator.requests).toHaveLength(1);
  });
});
