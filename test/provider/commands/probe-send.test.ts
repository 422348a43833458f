/** The probe's test event: what is sent, which way it goes, and how each answer is explained. */
import { type AddressInfo, createServer } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { placeOf } from "../../../provider/src/commands/probe/place-of.ts";
import { type SendTarget, sendTestEvent } from "../../../provider/src/commands/probe/send-test-event.ts";
import { withConnectProxy } from "../../helpers/connect-proxy.ts";
import { withEndlessAnswers } from "../../helpers/endless-answers.ts";
import { withSelfSignedServer } from "../../helpers/self-signed-server.ts";
import { eventsOf, withWebhookReceiver } from "../../helpers/webhook-receiver.ts";
import { withRootly } from "../../helpers/with-rootly.ts";
import { probeWebhook } from "./probe-webhook.ts";

const sendAsRootly = ["--send", "--receiver", "rootly"];

/** Sends a test event to a receiver that nothing more is known of. */
function send(url: string, others: Partial<SendTarget> = {}) {
  return sendTestEvent({}, { url, username: "", password: "", proxyUrl: "", receiver: "any", ...others });
}

/** A port where connections are accepted and never answered; without `isOpen`, one where nobody listens. */
async function withSilentPort({ isOpen }: { isOpen: boolean }): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise((resolve) => server.close(resolve));
  if (isOpen) onTestFinished(() => void close());
  else await close();
  return port;
}

describe("probe --send", () => {
  it("takes an answer without an end for one, and reads little of it", async () => {
    const { url, count } = await withEndlessAnswers("identity");
    expect(await send(url)).toMatchObject({ status: 200 });
    expect(count.bytes).toBeLessThan(64 * 1024 * 1024);
  });

  it.each([301, 302, 307, 308])("goes nowhere else at a redirect of status %i", async (status) => {
    const [receiver, elsewhere] = await Promise.all([withWebhookReceiver(), withWebhookReceiver()]);
    receiver.answerWith(status, { location: elsewhere.url });
    expect(await send(receiver.url)).toMatchObject({ status });
    expect([receiver, elsewhere].map(({ received }) => received.length)).toEqual([1, 0]);
  });

  it("posts one marked alert.resolved that Rootly takes, which leaves no open alert", async () => {
    const rootly = await withRootly();
    const url = `${rootly.url}?secret=${rootly.secret}`;
    const { status, stdout } = await probeWebhook(url, {}, ...sendAsRootly);
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining("took it (200)") });
    expect(rootly.deliveries).toHaveLength(1);
    expect(rootly.deliveries[0]).toMatchObject({ type: "alert.resolved", missing: [] });
    expect(rootly.alerts).toMatchObject([{ labels: { status: "resolved" } }]);
    expect(rootly.alerts[0]?.summary).toContain("not an incident");
  });

  it("names the host before it posts, and says that it is on this machine", async () => {
    const receiver = await withWebhookReceiver();
    const { stderr } = await probeWebhook(`${receiver.url}/s3cret-path`, {}, "--send");
    const { host } = new URL(receiver.url);
    expect(stderr).toBe(`Posting one test alert.resolved to ${host}, which is on this machine.\n`);
  });

  it.each([
    ["https://10.1.2.3/x", "in a private network"],
    ["https://[fd00::1]/x", "in a private network"],
    ["http://169.254.169.254/x", "in a private network"],
    ["https://[::ffff:192.168.0.1]/x", "in a private network"],
    ["https://172.31.255.255:8443/x", "in a private network"],
    ["https://172.32.0.1/x", undefined],
    ["https://localhost/x", "on this machine"],
    ["https://[::1]/x", "on this machine"],
    ["https://0.0.0.0/x", "on this machine"],
    ["https://192.0.2.1/x", undefined],
    ["https://no-such-host.invalid/x", undefined],
  ])("knows where %s leads: %s", async (url, place) => {
    expect(await placeOf(url)).toBe(place);
  });

  it("says that nothing was sent where no connection comes about", async () => {
    const { status, stdout } = await probeWebhook("http://no-such-host.invalid/x", {}, "--send");
    expect(status).toBe(1);
    expect(stdout).toContain("\nNothing was sent. The host of the webhook URL");
    expect(stdout).not.toContain("Sent one");
    const port = await withSilentPort({ isOpen: false });
    const refused = await probeWebhook(`http://127.0.0.1:${port}/x`, {}, "--send");
    expect(refused.stdout).toContain("\nNothing was sent. The receiver refused the connection.");
  });

  it("says that it may have arrived where the connection breaks", async () => {
    const server = createServer((socket) => socket.once("data", () => socket.destroy()));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const { stdout } = await probeWebhook(`http://127.0.0.1:${port}/x`, {}, "--send");
    expect(stdout).toContain("Tried to send one test alert.resolved, which may have arrived.");
  });

  it("says of a 401 that the secret is wrong, and does not show it", async () => {
    const rootly = await withRootly();
    const url = `${rootly.url}?secret=an-0ld-secret`;
    const { status, stdout } = await probeWebhook(url, {}, ...sendAsRootly, "--json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout).sent).toMatchObject({
      status: 401,
      answer: "The secret is wrong or missing (401).",
    });
    expect(stdout).not.toContain("an-0ld-secret");
  });

  it("sends nothing that could not be known as a test", async () => {
    const receiver = await withWebhookReceiver();
    const { status, stderr } = await probeWebhook(
      `${receiver.url}/x`,
      { option_template: '{"text": "{{alert.id}}"}' },
      "--send",
    );
    expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining("alert.title") });
    expect(receiver.received).toEqual([]);
  });

  it("says what keeps events from the receiver even if it takes the test", async () => {
    const rootly = await withRootly();
    const { status, stdout } = await probeWebhook(
      `${rootly.url}?secret=${rootly.secret}`,
      {
        option_alert_resolved: false,
        option_outgoing_rules: "rules:\n  - match: {event: alert.open}\n    actions: [{type: ignore}]\n",
      },
      ...sendAsRootly,
    );
    expect(status).toBe(1);
    expect(stdout).toContain("The receiver took it (200).");
    expect(stdout).toContain("By itself PagerTree sends no alert.resolved, which is switched off.");
    expect(stdout).toMatch(/Problems:\n {2}- options\.outgoingRules: .*keeps every alert\.open/);
  });

  it("sends the event that is asked for", async () => {
    const receiver = await withWebhookReceiver();
    await probeWebhook(`${receiver.url}/x`, {}, "--send", "--event", "alert.open");
    expect(eventsOf(receiver)).toEqual(["alert.open"]);
  });

  it("sends to the URL that a rule sets for every event, as PagerTree does", async () => {
    const receiver = await withWebhookReceiver();
    const rules = `rules:\n  - match: {always: true}\n    actions: [{type: setval, map: {webhook_url: "${receiver.url}/other", by: rule}}]\n`;
    const { status } = await probeWebhook(`${receiver.url}/x`, { option_outgoing_rules: rules }, "--send");
    expect(status).toBe(0);
    expect(receiver.received.map(({ path, body }) => [path, body["by"]])).toEqual([["/other", "rule"]]);
  });
});

describe("probe --send of a webhook with a proxy", () => {
  it("goes through the proxy with its user name and password, and shows neither", async () => {
    const [receiver, proxy] = await Promise.all([withWebhookReceiver(), withConnectProxy()]);
    const proxyUrl = proxy.url.replace("//", "//pr0xy-user:pr0xy-p%40ss@");
    const { status, stdout } = await probeWebhook(
      `${receiver.url}/x`,
      { option_proxy_url: proxyUrl },
      "--send",
    );
    expect({ status, stdout }).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("The receiver took it (200), through the proxy."),
    });
    expect(proxy.connections).toEqual([
      {
        to: receiver.url.replace("http://", ""),
        authorization: `Basic ${Buffer.from("pr0xy-user:pr0xy-p@ss").toString("base64")}`,
      },
    ]);
    expect(eventsOf(receiver)).toEqual(["alert.resolved"]);
    expect(stdout).not.toContain("pr0xy-");
  });

  it("goes through the proxy to a receiver with TLS, whose certificate it checks", async () => {
    const [url, { url: proxyUrl, connections }] = await Promise.all([
      withSelfSignedServer(),
      withConnectProxy(),
    ]);
    const { answer } = await send(url, { proxyUrl });
    expect(answer).toBe("The receiver's TLS certificate is not trusted.");
    expect(connections.map(({ to }) => to)).toEqual([url.replace("https://", "")]);
  });

  it.each([
    [407, "does not take its user name and password (407)"],
    [502, "does not connect to the receiver (502)"],
  ])("explains a proxy that answers %d", async (status, words) => {
    const [receiver, proxy] = await Promise.all([withWebhookReceiver(), withConnectProxy()]);
    proxy.refuseWith(status);
    const { answer } = await send(`${receiver.url}/x`, { proxyUrl: proxy.url });
    expect(answer).toContain(words);
    expect(receiver.received).toEqual([]);
  });

  it("explains a proxy that is not there, one that says nothing, and a URL that is none", async () => {
    const receiver = await withWebhookReceiver();
    const through = (proxyUrl: string) =>
      send(`${receiver.url}/x`, { proxyUrl, connectMilliseconds: 100 }).then(({ answer }) => answer);
    const [closed, silent] = [
      await withSilentPort({ isOpen: false }),
      await withSilentPort({ isOpen: true }),
    ];
    expect(await through(`http://127.0.0.1:${closed}`)).toBe("The proxy cannot be reached.");
    expect(await through(`http://127.0.0.1:${silent}`)).toBe("The proxy cannot be reached.");
    expect(await through("127.0.0.1:3128")).toBe("The proxy has no URL that can be used.");
    expect(receiver.received).toEqual([]);
  });
});

describe("sendTestEvent", () => {
  it.each([
    [301, "redirects to another address"],
    [307, "redirects to another address"],
    [403, "forbids it"],
    [404, "does not know this webhook"],
    [422, "does not accept this body"],
    [429, "not accept any more at the moment"],
    [500, "The receiver itself failed"],
  ])("explains the answer %d", async (status, words) => {
    const receiver = await withWebhookReceiver();
    receiver.answerWith(status, { location: `${receiver.url}/elsewhere` });
    const outcome = await send(`${receiver.url}/hook`);
    expect(outcome).toMatchObject({ delivered: false, status, answer: expect.stringContaining(words) });
    expect(outcome.fix).not.toBe("");
    expect(receiver.received.map(({ path }) => path)).toEqual(["/hook"]);
  });

  it("explains a receiver that answers too late", async () => {
    const receiver = await withWebhookReceiver();
    receiver.answerWith("hang");
    const outcome = await send(`${receiver.url}/x`, { timeoutMilliseconds: 100 });
    expect(outcome.answer).toBe("The receiver did not answer in time.");
  });

  it("explains a receiver with which no connection comes about in time", async () => {
    const port = await withSilentPort({ isOpen: true });
    const outcome = await send(`https://127.0.0.1:${port}/x`, { connectMilliseconds: 100 });
    expect(outcome.answer).toBe("Connecting to the receiver took too long.");
  });

  it("explains a certificate that nobody but the receiver itself has signed", async () => {
    const outcome = await send(`${await withSelfSignedServer()}/x`);
    expect(outcome).toEqual({
      delivered: false,
      left: "no",
      answer: "The receiver's TLS certificate is not trusted.",
      fix: "Give the receiver a valid certificate for its host with the whole chain: PagerTree needs it as well.",
    });
  });

  it("explains a port where nobody listens, a host that is none, and one without TLS", async () => {
    const answerOf = async (url: string) => (await send(url)).answer;
    const port = await withSilentPort({ isOpen: false });
    expect(await answerOf(`http://127.0.0.1:${port}/x`)).toContain("refused the connection");
    expect(await answerOf("http://no-such-host.invalid/x")).toContain("host of the webhook URL");
    const receiver = await withWebhookReceiver();
    expect(await answerOf(`${receiver.url.replace("http:", "https:")}/x`)).toContain("does not speak TLS");
  });
});
