// The proxy of the environment: every request to PagerTree goes through it, and the faults of it are told as its own.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { withConnectProxy } from "../../helpers/connect-proxy.ts";
import { withTrustedServer } from "../../helpers/self-signed-server.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";
import { environmentOf, runCommand } from "../commands/run.ts";
import { errorOf, observedClient } from "./helpers.ts";

const baseUrl = "https://pagertree.invalid/api/v4";
const variables = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"];

beforeEach(() => {
  for (const name of variables) vi.stubEnv(name, undefined);
});
afterEach(() => void vi.unstubAllEnvs());

/** A host that is to be reached through a proxy alone, and the paths that it was asked for. */
async function behindProxy() {
  const paths: (string | undefined)[] = [];
  const host = await withTrustedServer("pagertree.invalid", ({ url }, response) => {
    paths.push(url);
    response.end(JSON.stringify({ data: [], has_more: false, total_count: 0 }));
  });
  return { proxy: await withConnectProxy(new URL(host).host), paths };
}

describe("the proxy of the environment", () => {
  it.each(["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])("is taken from %s", async (name) => {
    const { proxy, paths } = await behindProxy();
    vi.stubEnv(name, proxy.url.replace("http://", "http://me:p%40ss@"));
    expect(await observedClient(baseUrl, "key").client.list("teams")).toEqual([]);
    const authorization = `Basic ${Buffer.from("me:p@ss").toString("base64")}`;
    expect(proxy.connections).toEqual([{ to: "pagertree.invalid:443", authorization }]);
    expect(paths).toEqual(["/api/v4/teams?limit=100&offset=0"]);
  });

  it("may be written without a scheme, and then is an http proxy", async () => {
    const { proxy } = await behindProxy();
    vi.stubEnv("HTTPS_PROXY", proxy.url.replace("http://", ""));
    expect(await observedClient(baseUrl, "key").client.list("teams")).toEqual([]);
  });

  it("is what commands go through", async () => {
    const { proxy, paths } = await behindProxy();
    vi.stubEnv("HTTPS_PROXY", proxy.url);
    const environment = { PAGERTREE_API_KEY: "key", PAGERTREE_BASE_URL: baseUrl };
    expect(await runCommand(["map"], environment)).toMatchObject({ status: 0 });
    expect(paths).toHaveLength(6);
  });

  it("is not used for this computer, nor for what NO_PROXY names", async () => {
    const proxy = await withConnectProxy();
    for (const name of ["HTTPS_PROXY", "HTTP_PROXY", "http_proxy"]) vi.stubEnv(name, proxy.url);
    expect(await runCommand(["map"], environmentOf(await withEmulator()))).toMatchObject({ status: 0 });
    vi.stubEnv("NO_PROXY", "other.invalid, .pagertree.invalid,pagertree.invalid");
    const { message } = await errorOf(observedClient(baseUrl, "key").client.list("teams"));
    expect(message).toContain("the host name");
    expect(message).not.toContain("through the proxy");
    expect(message).toContain("Check the network, the proxy (HTTPS_PROXY, NO_PROXY)");
    expect(proxy.connections).toEqual([]);
  });

  it.each([
    [407, "the proxy asks for another user name and password (407)", 1],
    [403, "the proxy does not connect to the host", 4],
  ])("that answers %i is told as what is at fault, without its password", async (status, words, times) => {
    const proxy = await withConnectProxy();
    proxy.refuseWith(status);
    vi.stubEnv("HTTPS_PROXY", proxy.url.replace("http://", "http://me:s3cret@"));
    const { client, lines } = observedClient(baseUrl, "key");
    const { message } = await errorOf(client.list("teams"));
    expect(message).toContain(`${words}, through the proxy that HTTPS_PROXY names`);
    expect(message + lines).not.toContain("s3cret");
    expect(proxy.connections).toHaveLength(times);
  });

  it.each([
    ["socks5://127.0.0.1:1080", "the proxy has no URL of an http or https proxy"],
    ["http://", "the proxy has no URL of an http or https proxy"],
    ["http://127.0.0.1:9", "the connection was refused, through the proxy that HTTPS_PROXY names"],
  ])("that is %s is told as what is at fault", async (url, words) => {
    vi.stubEnv("HTTPS_PROXY", url);
    const error = await errorOf(observedClient(baseUrl, "key").client.create("teams", { name: "A" }));
    expect(error.message).toContain(words);
    // Nothing has left this computer.
    expect(error).toMatchObject({ outcomeUnknown: false });
  });
});
