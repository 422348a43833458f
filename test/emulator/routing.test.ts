// Routers on the way of an alert: whom their rules send it to, what they make of it, and what they leave alone.
import { describe, expect, it } from "vitest";
import type { Alert, Emulator } from "../../emulator/src/index.ts";
import {
  alertOf,
  control,
  createAlert,
  createOutgoing,
  integrationLogs,
  onlyAlert,
  sendPayload,
} from "../helpers/alerts.ts";
import { type Body, callApi, idOf } from "../helpers/call-api.ts";
import { createIntegration, type DemoAccount, demoAccount } from "../helpers/demo-account.ts";
import { eventsOf, withWebhookReceiver } from "../helpers/webhook-receiver.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

type Rules = (account: DemoAccount) => unknown;

/** A demo account whose Main Router has these rules; its default receiver is the team Platform. */
async function withRules(rules: Rules, attributes: Body = {}): Promise<Emulator & { account: DemoAccount }> {
  const emulator = await withEmulator();
  const account = demoAccount(emulator);
  const text = JSON.stringify({ rules: rules(account) });
  const answer = await callApi(emulator, "PUT", `/routers/${account.mainRouter.id}`, {
    rules: text,
    ...attributes,
  });
  expect(answer.status, answer.text).toBe(200);
  return { ...emulator, account };
}

/** An alert to the Main Router alone. */
function routed(emulator: Emulator, attributes: Body = {}): Promise<Alert> {
  return createAlert(emulator, {
    destination_team_ids: [],
    destination_router_ids: [demoAccount(emulator).mainRouter.id],
    ...attributes,
  });
}

const assign = (receiver: unknown, match: object = { always: true }) => ({
  match,
  actions: [{ type: "assign", receiver }],
});

describe("a router's rules", () => {
  it("assign an alert that they match, from the top, and leave others to the default receiver", async () => {
    const emulator = await withRules(({ payments, ada }) => [
      assign(payments.prefix_id, { "alert.title": { $regex: "stock", $options: "i" } }),
      assign(ada.prefix_id, { "alert.title": { $regex: "Stock" } }),
    ]);
    const { platform, payments } = emulator.account;
    expect((await routed(emulator, { title: "Stock is low" })).destination_team_ids).toEqual([payments.id]);
    const other = await routed(emulator);
    expect(other).toMatchObject({ status: "open", destination_team_ids: [platform.id] });
    expect(other.destination_account_user_ids).toEqual([]);
  });

  it("assign to several receivers, and to a router whose rules go on", async () => {
    const emulator = await withRules(() => []);
    const { payments, ada, mainRouter } = emulator.account;
    const second = await callApi(emulator, "POST", "/routers", {
      name: "Second",
      default_receiver_team_id: payments.id,
    });
    const { prefix_id } = second.body;
    const rules = JSON.stringify({ rules: [assign([ada.prefix_id, prefix_id, mainRouter.prefix_id])] });
    await callApi(emulator, "PUT", `/routers/${mainRouter.id}`, { rules });
    expect(await routed(emulator)).toMatchObject({
      destination_account_user_ids: [ada.id],
      destination_router_ids: [mainRouter.id, idOf(second)],
      destination_team_ids: [payments.id],
    });
  });

  it("ignore an alert: it is suppressed, and no webhook tells that it is open", async () => {
    const emulator = await withRules(() => [{ match: { always: true }, actions: [{ type: "ignore" }] }]);
    const receiver = await withWebhookReceiver();
    await createOutgoing(emulator, receiver.url);
    const { id, status } = await routed(emulator);
    expect(status).toBe("suppressed");
    await emulator.webhooks.settled();
    expect(eventsOf(receiver)).toEqual(["alert.created"]);
    expect((await callApi(emulator, "POST", `/alerts/${id}/acknowledge`, {})).status).toBe(200);
  });

  it("set values, from templates too, mark an incident, and go on to the default receiver", async () => {
    const emulator = await withRules(() => [
      {
        match: { "alert.urgency": "high" },
        actions: [
          { type: "setval", map: { urgency: "critical", tags: ["stock", "db"] } },
          { type: "setval", handlebars: true, map: { title: "{{alert.title}} ({{alert.urgency}})" } },
          { type: "incident", severity: "SEV-1", message: "All hands" },
        ],
      },
    ]);
    expect(await routed(emulator)).toMatchObject({
      title: "Disk full (high)",
      urgency: "critical",
      tag_list: ["stock", "db"],
      meta: new Map(
        Object.entries({ incident: true, incident_severity: "SEV-1", incident_message: "All hands" }),
      ),
      destination_team_ids: [emulator.account.platform.id],
    });
  });

  it("see what a webhook brought, and say in its log what does not work", async () => {
    const emulator = await withRules(({ payments }) => [
      assign(payments.prefix_id, { "log.data.service": "stock" }),
      assign("tem_gone0001"),
    ]);
    const { mainRouter, payments, platform } = emulator.account;
    const inbound = await createIntegration(emulator, "Webhook", {
      team_ids: [],
      router_ids: [mainRouter.id],
    });
    await sendPayload(emulator, inbound, { event_type: "create", title: "Low", service: "stock" });
    expect(onlyAlert(emulator).destination_team_ids).toEqual([payments.id]);
    await sendPayload(emulator, inbound, { event_type: "create", title: "Other" });
    expect(emulator.store.all("alerts").at(-1)?.destination_team_ids).toEqual([platform.id]);
    expect(integrationLogs(emulator).at(-1)).toBe(
      "the router Main Router assigns to tem_gone0001, which is not there",
    );
  });

  it("see a mail as it is written", async () => {
    const emulator = await withRules(({ payments }) => [
      assign(payments.prefix_id, { "log.subject": { $regex: "stock" } }),
    ]);
    const { mainRouter, payments } = emulator.account;
    const { prefix_id } = await createIntegration(emulator, "Email", {
      team_ids: [],
      router_ids: [mainRouter.id],
    });
    await emulator.receiveMail({ to: `${prefix_id}@alerts.pagertree.com`, subject: "stock is low" });
    expect(onlyAlert(emulator).destination_team_ids).toEqual([payments.id]);
  });

  it("are not asked where the router is disabled, or where they take too long", async () => {
    const rules: Rules = ({ payments }) => [
      assign(payments.prefix_id, { "alert.title": { $regex: "^(a+)+$x" } }),
    ];
    const emulator = await withRules(rules);
    const { mainRouter, platform } = emulator.account;
    const slow = await routed(emulator, { title: "a".repeat(60) });
    expect(slow).toMatchObject({ status: "open", destination_team_ids: [platform.id] });
    const ignoring = { rules: "rules: [{match: {always: true}, actions: [{type: ignore}]}]", enabled: false };
    await callApi(emulator, "PUT", `/routers/${mainRouter.id}`, ignoring);
    expect((await routed(emulator)).destination_team_ids).toEqual([platform.id]);
  });

  it("are asked again when an alert is handed to the router", async () => {
    const emulator = await withRules(({ payments }) => [assign(payments.prefix_id)]);
    const { mainRouter, payments } = emulator.account;
    const { id } = await createAlert(emulator);
    await callApi(emulator, "POST", `/alerts/${id}/acknowledge`, {});
    await control(emulator, "POST", `/alerts/${id}/handoff`, { router_id: mainRouter.id });
    expect(alertOf(emulator, id)).toMatchObject({
      status: "open",
      destination_team_ids: [payments.id],
      destination_router_ids: [mainRouter.id],
    });
  });
});
