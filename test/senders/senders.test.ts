// Programs that nobody here wrote send to the emulator: to their own integration type, and to Webhook.
import { beforeAll, describe, expect, it } from "vitest";
import type { Emulator, Integration } from "../../emulator/src/index.ts";
import { getAlertmanager } from "../../setup/senders/alertmanager.mjs";
import { onlyAlert } from "../helpers/alerts.ts";
import type { Body } from "../helpers/call-api.ts";
import { createIntegration } from "../helpers/demo-account.ts";
import { withEmulator } from "../helpers/with-emulator.ts";
import { startAlertmanager } from "./alertmanager.ts";
import { type AppriseNotification, type PythonSenders, pythonSenders } from "./python-senders.ts";

/** Installing or compiling a sender for the first time takes minutes. */
const SETUP_MS = 15 * 60_000;
const SEND_MS = 120_000;

async function withIntegration(type: string, options: Body = {}) {
  const emulator = await withEmulator();
  const integration = await createIntegration(emulator, type, options);
  return { emulator, integration, url: `${emulator.inboundUrl}/${integration.prefix_id}` };
}

function statusesOf({ store }: Emulator): string[] {
  return store.all("alerts").map(({ status }) => status);
}

describe("senders in Python", () => {
  let senders: PythonSenders | { problem: string };
  beforeAll(async () => {
    senders = await pythonSenders();
  }, SETUP_MS);

  /** The senders; the test is skipped with the reason where they cannot be had. */
  function available(skip: (reason: string) => never): PythonSenders {
    return "problem" in senders ? skip(`the Python senders cannot be run: ${senders.problem}`) : senders;
  }

  describe("Apprise 2.3 to Webhook", () => {
    const notify = (
      { apprise }: PythonSenders,
      emulator: Emulator,
      { prefix_id }: Integration,
      ...notifications: (Partial<AppriseNotification> & { query?: string })[]
    ) =>
      apprise(
        emulator.inboundUrl,
        notifications.map(({ query = "", ...rest }) => ({
          // An address that ends in a question mark is refused.
          to: `pagertree://${prefix_id}${query && `?${query}`}`,
          title: "Disk full",
          body: "On db-1",
          ...rest,
        })),
      );

    it("creates, repeats, acknowledges and resolves by the third-party id that it is given", {
      timeout: SEND_MS,
    }, async ({ skip }) => {
      const python = available(skip);
      const { emulator, integration } = await withIntegration("Webhook");
      const create = { query: "tid=disk-1&urgency=critical&tags=db,prod&-team=storage" };
      expect(await notify(python, emulator, integration, create, create)).toEqual(["sent", "sent"]);
      const alert = onlyAlert(emulator);
      expect(alert).toMatchObject({
        title: "Disk full",
        description: "On db-1",
        urgency: "critical",
        thirdparty_id: "disk-1",
        dedup_count: 1,
        status: "open",
      });
      expect(alert.tag_list.toSorted()).toEqual(["db", "prod"]);
      expect(alert.meta.get("team")).toBe("storage");
      await notify(python, emulator, integration, { query: "tid=disk-1&action=acknowledge" });
      expect(onlyAlert(emulator).status).toBe("acknowledged");
      await notify(python, emulator, integration, { query: "tid=disk-1&action=resolve" });
      expect(onlyAlert(emulator).status).toBe("resolved");
    });

    it("fails without the token, and with a wrong one", { timeout: SEND_MS }, async ({ skip }) => {
      const python = available(skip);
      const { emulator, integration } = await withIntegration("Webhook", { option_token: "right" });
      const queries = ["", "+pagertree-token=wrong", "+pagertree-token=right"];
      const outcomes = await notify(python, emulator, integration, ...queries.map((query) => ({ query })));
      expect(outcomes).toEqual(["failed", "failed", "sent"]);
      expect(statusesOf(emulator)).toEqual(["open"]);
    });

    it("has surprises: success opens an alert, an incident without a severity is lost, silent is not kept", {
      timeout: SEND_MS,
    }, async ({ skip }) => {
      const python = available(skip);
      const { emulator, integration } = await withIntegration("Webhook");
      const outcomes = await notify(
        python,
        emulator,
        integration,
        { notify_type: "failure", title: "failure" },
        { notify_type: "success", title: "success" },
        { title: "an incident", query: "-incident=true" },
        { title: "silent", query: "urgency=silent" },
        { title: "a ULID", to: `pagertree://${integration.id}` },
      );
      expect(outcomes).toEqual(["sent", "sent", "sent", "sent", "refused"]);
      const alerts = emulator.store
        .all("alerts")
        .map(({ title, urgency, status }) => [title, urgency, status]);
      expect(alerts).toEqual([
        ["failure", integration.urgency, "open"],
        ["success", integration.urgency, "open"],
        ["silent", integration.urgency, "open"],
      ]);
      expect(emulator.store.all("logs").map(({ message }) => message)).toContain(
        "no alert was made: incident_severity is not included in the list",
      );
    });

    it("with action=map resolves by a hash of the title, which two hosts may share", {
      timeout: SEND_MS,
    }, async ({ skip }) => {
      const python = available(skip);
      const { emulator, integration } = await withIntegration("Webhook");
      const query = "action=map";
      await notify(
        python,
        emulator,
        integration,
        { query, notify_type: "failure", body: "On db-1" },
        { query, notify_type: "failure", body: "On db-2" },
        { query, notify_type: "success", body: "db-2 is well again" },
      );
      expect(onlyAlert(emulator)).toMatchObject({
        description: "On db-1",
        status: "resolved",
        dedup_count: 1,
      });
    });
  });

  describe("ElastAlert 2.19", () => {
    it.for(["ElastAlert", "Webhook"])(
      "creates an alert of type %s for each match, with an id of its own, so that none repeats another",
      { timeout: SEND_MS },
      async (type, { skip }) => {
        const python = available(skip);
        const { emulator, url } = await withIntegration(type);
        expect(await python.elastAlert(url, ["full", "full"])).toEqual(["sent", "sent"]);
        const [first, second] = emulator.store.all("alerts");
        expect(first).toMatchObject({ title: "Disk full", status: "open" });
        expect(first?.description).toContain("message: full");
        expect(first?.thirdparty_id).not.toBe(second?.thirdparty_id);
        expect(statusesOf(emulator)).toEqual(["open", "open"]);
      },
    );

    it("cannot send the token of a Webhook integration", { timeout: SEND_MS }, async ({ skip }) => {
      const python = available(skip);
      const { emulator, url } = await withIntegration("Webhook", { option_token: "right" });
      expect(await python.elastAlert(url, ["full"])).toEqual(["failed"]);
      expect(statusesOf(emulator)).toEqual([]);
    });
  });
});

describe("Prometheus Alertmanager 0.31", () => {
  let alertmanager: { executable: string } | { problem: string };
  beforeAll(async () => {
    alertmanager = await getAlertmanager();
  }, SETUP_MS);

  function available(skip: (reason: string) => never): string {
    return "problem" in alertmanager
      ? skip(`Alertmanager cannot be built: ${alertmanager.problem}`)
      : alertmanager.executable;
  }

  it("creates, repeats and resolves an alert of type Prometheus", { timeout: SEND_MS }, async ({ skip }) => {
    const executable = available(skip);
    const { emulator, url } = await withIntegration("Prometheus");
    const { post } = await startAlertmanager(executable, url);
    await post("DiskFull", "firing");
    await expect
      .poll(() => emulator.store.all("alerts")[0]?.dedup_count, { timeout: 60_000 })
      .toBeGreaterThan(0);
    expect(onlyAlert(emulator)).toMatchObject({
      title: "DiskFull",
      description: "On db-1",
      urgency: "critical",
      thirdparty_id: '{}:{alertname="DiskFull"}',
      status: "open",
    });
    await post("DiskFull", "resolved");
    await expect.poll(() => onlyAlert(emulator).status, { timeout: 60_000 }).toBe("resolved");
  });

  it("makes nothing of type Webhook, which knows no status of its own", { timeout: SEND_MS }, async ({
    skip,
  }) => {
    const executable = available(skip);
    const { emulator, url } = await withIntegration("Webhook");
    const { post } = await startAlertmanager(executable, url);
    await post("DiskFull", "firing");
    await expect.poll(() => emulator.store.all("logs").length, { timeout: 60_000 }).toBeGreaterThan(1);
    expect(statusesOf(emulator)).toEqual([]);
  });

  it("is turned away by a Webhook integration without the right token, and gives up at once", {
    timeout: SEND_MS,
  }, async ({ skip }) => {
    const executable = available(skip);
    const { emulator, url } = await withIntegration("Webhook", { option_token: "right" });
    const wrong = await startAlertmanager(executable, url, { "pagertree-token": "wrong" });
    await wrong.post("DiskFull", "firing");
    await expect.poll(wrong.log, { timeout: 60_000 }).toContain("unexpected status code 403");
    expect(emulator.store.all("logs")).toEqual([]);
    const right = await startAlertmanager(executable, url, { "pagertree-token": "right" });
    await right.post("DiskFull", "firing");
    await expect.poll(() => emulator.store.all("logs").length, { timeout: 60_000 }).toBeGreaterThan(0);
  });
});
