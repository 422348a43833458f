/** The emulator's own page, in a real browser. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Emulator } from "../../../emulator/src/index.ts";
import { createOutgoing } from "../../helpers/alerts.ts";
import { openPage, startBrowser } from "../../helpers/browser.ts";
import { callApi } from "../../helpers/call-api.ts";
import { createIntegration, demoAccount } from "../../helpers/demo-account.ts";
import { attributesOf } from "../../helpers/sample-requests.ts";
import { withWebhookReceiver } from "../../helpers/webhook-receiver.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

const hostile = `</textarea></pre><script>alert(1)</script><img src=x onerror=alert(2)>"'!\${x}`;
const secret = "made-up-token";

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
}, 300_000);
afterAll(() => browser?.close());

/** An emulator whose router sends urgent alerts to Payments, with a Webhook integration on it. */
async function withRouter(): Promise<Emulator> {
  const emulator = await withEmulator({ ui: true });
  const { payments, platform, mainRouter } = demoAccount(emulator);
  await callApi(emulator, "PUT", `/routers/${mainRouter.id}`, {
    rules: `rules:
  - match: {alert.title: {$regex: "^Never"}}
    actions: [{type: ignore}]
  - match: {alert.urgency: critical}
    actions: [{type: assign, receiver: ${payments.prefix_id}}]
`,
    default_receiver_team_id: platform.id,
  });
  await createIntegration(emulator, "Webhook", {
    name: "Shop monitor",
    team_ids: [],
    router_ids: [mainRouter.id],
    option_token: secret,
  });
  return emulator;
}

function addressOf({ pageUrl }: Emulator): string {
  if (pageUrl === null) throw new Error("the emulator serves no page");
  return pageUrl;
}

/** The page's addresses begin with it. */
function rootOf(emulator: Emulator): string {
  return addressOf(emulator).replace(/\?.*/, "");
}

describe("the emulator's page", () => {
  it("sends a sample, and shows where the alert went and why, and the webhook with its body and attempts", async () => {
    const emulator = await withRouter();
    const receiver = await withWebhookReceiver();
    await createOutgoing(emulator, `${receiver.url}/hook?secret=${secret}`, { name: "Chat" });
    const { page, requests, complaints } = await openPage(browser, addressOf(emulator));

    expect(page.url()).toBe(rootOf(emulator));
    await page.getByRole("link", { name: "Send" }).click();
    const payload = await page.getByLabel("Payload").inputValue();
    expect(JSON.parse(payload)).toMatchObject({ event_type: "create" });
    await page
      .getByLabel("Payload")
      .fill(JSON.stringify({ event_type: "create", id: "1", title: "Disk full", urgency: "critical" }));
    await page.getByRole("button", { name: "Send" }).click();

    expect(await page.getByRole("main").innerText()).toContain('"title": "Disk full"');
    await page.getByRole("link", { name: "Disk full" }).click();
    const alert = await page.getByRole("main").innerText();
    expect(alert).toContain("Shop monitor");
    expect(alert).toContain("rules[0] does not match");
    expect(alert).toContain('not: alert.title {"$regex":"^Never"}, and it is "Disk full"');
    expect(alert).toContain("rules[1] matches");
    expect(alert).toContain("To: team Payments");
    expect(alert).toMatch(/\[Payments\] Notify layer 1/);

    await emulator.webhooks.settled();
    await page.reload();
    await page.getByRole("link", { name: "alert.open" }).click();
    const delivery = await page.getByRole("main").innerText();
    expect(delivery).toContain(new URL(receiver.url).origin);
    expect(delivery).toMatch(/Attempts[\s\S]*200/);
    expect(delivery).toContain('"title": "Disk full"');
    expect(delivery).not.toContain(secret);
    // It holds all that it shows.
    expect(requests.filter((url) => !url.startsWith(rootOf(emulator)) && !url.startsWith("data:"))).toEqual(
      [],
    );
    expect(complaints).toEqual([]);
  });

  it("shows hostile text as text, wherever it stands", async () => {
    const emulator = await withRouter();
    const [integration] = emulator.store.all("integrations");
    if (integration === undefined) throw new Error("no integration");
    emulator.store.update("integrations", integration.id, { name: hostile });
    await createOutgoing(emulator, "http://rooms.example.com/", { name: hostile });
    const root = rootOf(emulator);
    const { page, complaints } = await openPage(browser, addressOf(emulator));
    await page.goto(`${root}/send`);
    const sent = { event_type: "create", id: hostile, title: hostile, description: hostile, tags: [hostile] };
    await page
      .getByLabel("Payload")
      .fill(JSON.stringify({ ...sent, additional_data: [], [hostile]: hostile }));
    await page.getByRole("button", { name: "Send" }).click();

    const [alert] = emulator.store.all("alerts");
    const [log] = emulator.store.all("logs");
    const [delivery] = emulator.store.all("deliveries");
    const paths = [
      ...["", "/received", "/deliveries", "/send", `/alerts/${alert?.id}`],
      ...[`/received/${log?.id}`, `/deliveries/${delivery?.id}`],
    ];
    for (const path of paths) {
      await page.goto(root + path);
      expect(await page.locator("script, img").count(), path).toBe(0);
      expect(await page.locator("html").innerHTML(), path).toContain("onerror");
    }
    expect(complaints).toEqual([]);
  });

  it("says why nothing came of a payload, and keeps what was typed", async () => {
    const emulator = await withRouter();
    const [integration] = emulator.store.all("integrations");
    emulator.store.update("integrations", integration?.id ?? "", { enabled: false });
    const { page } = await openPage(browser, addressOf(emulator));
    await page.goto(`${rootOf(emulator)}/send`);
    await page.getByLabel("Payload").fill('{"typed": "by hand"}');
    await page.getByRole("button", { name: "Send" }).click();

    expect(await page.getByRole("alert").innerText()).toBe(
      "The sender gets 405: the integration is disabled.",
    );
    expect(await page.getByLabel("Payload").inputValue()).toContain("by hand");
  });

  it("goes on with a call as Twilio does, and its alert is where the caller is put through to", async () => {
    const emulator = await withEmulator({ ui: true });
    const { id } = await createIntegration(
      emulator,
      "Live Call Routing",
      attributesOf("live-call-routing", {}),
    );
    const root = rootOf(emulator);
    const opened = await fetch(addressOf(emulator), { redirect: "manual" });
    const [cookie = ""] = (opened.headers.get("set-cookie") ?? "").split(";");
    const headers = { cookie, origin: new URL(root).origin };
    for (const CallSid of ["CA1", "CA2"]) {
      const payload = JSON.stringify({ CallSid, From: "+12025550143" });
      const body = new URLSearchParams({ integration: id, payload });
      const sent = await fetch(`${root}/send`, { method: "POST", headers, body, redirect: "manual" });
      expect(sent.headers.get("location")).toMatch(/^\/ui\/received\//);
    }
    expect(emulator.store.all("alerts").map(({ status }) => status)).toEqual(["open", "open"]);
  });

  it("takes no form of another site, though the browser is signed in", async () => {
    const emulator = await withRouter();
    const [integration] = emulator.store.all("integrations");
    const { page } = await openPage(browser, addressOf(emulator));
    // Another port is another origin of the same site, to which browsers send even strict cookies.
    const other = await withEmulator();
    await page.route(`${other.url}/attack`, (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<form method="post" action="${rootOf(emulator)}/send"><input name="integration" value="${integration?.id}">
<input name="payload" value="{}"><button>Attack</button></form>`,
      }),
    );
    await page.goto(`${other.url}/attack`);
    await page.getByRole("button", { name: "Attack" }).click();

    expect(await page.getByRole("main").innerText()).toContain("sent by another site");
    expect(emulator.store.all("logs")).toEqual([]);
  });
});

describe("access to the emulator's page", () => {
  it("is for whoever has the printed address", async () => {
    const emulator = await withEmulator({ ui: true });
    const root = rootOf(emulator);
    const wrong = addressOf(emulator).replace(/.$/, (last) => (last === "0" ? "1" : "0"));

    for (const url of [root, `${root}/send`, `${root}/style.css`, `${root}?token=`, wrong]) {
      const answer = await fetch(url, { redirect: "manual" });
      expect([answer.status, await answer.text()], url).toEqual([
        401,
        expect.stringContaining("address that the emulator printed"),
      ]);
    }
  });

  it("lets nothing be loaded or framed, and stores nothing", async () => {
    const emulator = await withEmulator({ ui: true });
    const answer = await fetch(addressOf(emulator), { redirect: "manual" });

    expect(answer.status).toBe(303);
    expect(answer.headers.get("content-security-policy")).toBe(
      "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("set-cookie")).toMatch(/; HttpOnly; SameSite=Strict$/);
  });

  it("is not there unless it is asked for", async () => {
    const emulator = await withEmulator();

    expect(emulator.pageUrl).toBeNull();
    expect((await fetch(new URL("/ui", emulator.url))).status).toBe(404);
  });
});
