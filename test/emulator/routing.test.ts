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

  it("leave an alert to the default receiver where they name what is none", async () => {
    const emulator = await withRules(() => [assign(["constructor_1", "tem_nobody", "text", null])]);
    const { platform } = emulator.account;
    expect((await routed(emulator)).destination_team_ids).toEqual([platform.id]);
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

  it("see its headers as Rack names them, without the type and the length of the body", async () => {
    const emulator = await withRules(({ payments }) => [
      { match: { "log.headers.HTTP_CONTENT_TYPE": { $exists: true } }, actions: [{ type: "ignore" }] },
      { match: { "log.headers.Content-Type": { $exists: true } }, actions: [{ type: "ignore" }] },
      assign(payments.prefix_id, {
        "log.headers.HTTP_X_SOURCE": "nagios",
        "log.headers.HTTP_VERSION": "HTTP/1.1",
      }),
    ]);
    const { mainRouter, payments } = emulator.account;
    const ways = { team_ids: [], router_ids: [mainRouter.id] };
    const inbound = await createIntegration(emulator, "Webhook", ways);
    await sendPayload(emulator, inbound, { event_type: "create", title: "Low" }, { "x-source": "nagios" });
    expect(onlyAlert(emulator)).toMatchObject({ status: "open", destination_team_ids: [payments.id] });
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

describe("delay of assign", () => {
  /** An integration whose alerts Main Router sends to Payments after five minutes, and to what else is given. */
  async function withDelay(others: (account: DemoAccount) => readonly object[] = () => [], ways: Body = {}) {
    const emulator = await withRules((account) => [
      {
        match: { always: true },
        actions: [{ type: "assign", receiver: account.payments.prefix_id, delay: "5m" }, ...others(account)],
      },
    ]);
    const { mainRouter } = emulator.account;
    const inbound = await createIntegration(emulator, "Webhook", {
      ...{ team_ids: [], router_ids: [mainRouter.id] },
      ...ways,
    });
    const send = (event_type: string) =>
      sendPayload(emulator, inbound, { event_type, id: "disk-1", title: "Disk full" });
    return { emulator, send, account: emulator.account };
  }

  it("keeps an alert queued until it is over: nobody is asked, and it is open only then", async () => {
    const { emulator, send, account } = await withDelay();
    const receiver = await withWebhookReceiver();
    await createOutgoing(emulator, receiver.url);
    await send("create");
    const { id } = onlyAlert(emulator);
    expect(onlyAlert(emulator)).toMatchObject({
      status: "queued",
      destination_team_ids: [],
      escalations: [],
    });
    emulator.clock.moveBy(4 * 60_000);
    expect(alertOf(emulator, id).status).toBe("queued");
    emulator.clock.moveBy(60_000);
    expect(alertOf(emulator, id)).toMatchObject({
      ...{ status: "open", destination_team_ids: [account.payments.id], delayed: [] },
      escalations: [{ team_id: account.payments.id, layer: 1 }],
    });
    await emulator.webhooks.settled();
    expect(eventsOf(receiver)).toEqual(["alert.created", "alert.open"]);
  });

  it("pages nobody where the sender resolves the alert before it is over; a repeat counts", async () => {
    const { emulator, send } = await withDelay();
    await send("create");
    await send("create");
    expect(onlyAlert(emulator).dedup_count).toBe(1);
    await send("resolve");
    expect(onlyAlert(emulator)).toMatchObject({ status: "resolved", delayed: [] });
    emulator.clock.moveBy(10 * 60_000);
    expect(onlyAlert(emulator)).toMatchObject({ status: "resolved", escalations: [] });
  });

  it("holds only its own receivers back; an answer before it is over is for all", async () => {
    const { emulator, send, account } = await withDelay(({ ada }) => [
      { type: "assign", receiver: ada.prefix_id },
    ]);
    await send("create");
    const { id } = onlyAlert(emulator);
    expect(alertOf(emulator, id)).toMatchObject({ status: "open", asked_account_user_ids: [account.ada.id] });
    emulator.clock.moveBy(5 * 60_000);
    expect(alertOf(emulator, id)).toMatchObject({
      asked_account_user_ids: [account.ada.id],
      escalations: [{ team_id: account.payments.id }],
    });
    await send("resolve");
    await send("create");
    const second = emulator.store.all("alerts").at(-1)?.id ?? "";
    await callApi(emulator, "POST", `/alerts/${second}/acknowledge`, {});
    emulator.clock.moveBy(5 * 60_000);
    expect(alertOf(emulator, second)).toMatchObject({ status: "acknowledged", escalations: [] });
  });

  it("does not drop an alert whose other receivers have nobody on call", async () => {
    const { emulator, send, account } = await withDelay(({ platform }) => [
      { type: "assign", receiver: platform.prefix_id },
    ]);
    const schedule = emulator.store.find("teams", account.platform.id)?.schedule_id;
    await callApi(emulator, "DELETE", `/schedules/${schedule}/flush`);
    await send("create");
    expect(onlyAlert(emulator)).toMatchObject({ status: "open", escalations: [] });
    emulator.clock.moveBy(5 * 60_000);
    expect(onlyAlert(emulator).escalations).toMatchObject([{ team_id: account.payments.id }]);
  });

  it("counts on the way through further routers", async () => {
    const emulator = await withRules(() => []);
    const { payments, mainRouter } = emulator.account;
    const second = await callApi(emulator, "POST", "/routers", {
      name: "Second",
      default_receiver_team_id: payments.id,
    });
    const actions = [{ type: "assign", receiver: second.body["prefix_id"], delay: "1h" }];
    await callApi(emulator, "PUT", `/routers/${mainRouter.id}`, {
      rules: JSON.stringify({ rules: [{ match: { always: true }, actions }] }),
    });
    const { id } = await routed(emulator);
    expect(alertOf(emulator, id).status).toBe("queued");
    emulator.clock.moveBy(60 * 60_000);
    expect(alertOf(emulator, id)).toMatchObject({ status: "open", destination_team_ids: [payments.id] });
  });
});

describe("aggregate", () => {
  async function withAggregate() {
    const emulator = await withRules(({ payments }) => [
      {
        match: { always: true },
        actions: [
          {
            ...{ type: "aggregate", by: ["alert.urgency", "alert.title"] },
            ...{ timeout: "5m", receiver: payments.prefix_id },
          },
        ],
      },
    ]);
    return { emulator, account: emulator.account };
  }

  it("sends the first alert on at once, and joins those with the same properties to it: they ask nobody", async () => {
    const { emulator, account } = await withAggregate();
    const receiver = await withWebhookReceiver();
    await createOutgoing(emulator, receiver.url);
    const first = await routed(emulator);
    const second = await routed(emulator);
    const other = await routed(emulator, { title: "Another" });
    expect(first).toMatchObject({ status: "open", destination_team_ids: [account.payments.id] });
    expect(second).toMatchObject({
      ...{ status: "suppressed", parent_id: first.id, destination_team_ids: [], escalations: [] },
    });
    expect(other).toMatchObject({ status: "open", parent_id: null });
    await emulator.webhooks.settled();
    expect(eventsOf(receiver).filter((event) => event === "alert.open")).toHaveLength(2);
  });

  it("begins anew when its time is over, which goes from the first alert, or by a switch from the last", async () => {
    const { emulator } = await withAggregate();
    const { id } = await routed(emulator);
    emulator.clock.moveBy(4 * 60_000);
    expect((await routed(emulator)).parent_id).toBe(id);
    emulator.clock.moveBy(60_000);
    const anew = await routed(emulator);
    expect(anew).toMatchObject({ status: "open", parent_id: null });
    emulator.switches.aggregateTimeSlides = true;
    for (const _turn of [1, 2, 3]) {
      emulator.clock.moveBy(4 * 60_000);
      expect((await routed(emulator)).parent_id).toBe(anew.id);
    }
  });

  it("joins nothing without a time", async () => {
    const emulator = await withRules(({ payments }) => [
      {
        match: { always: true },
        actions: [{ type: "aggregate", by: ["alert.title"], receiver: payments.prefix_id }],
      },
    ]);
    await routed(emulator);
    expect(await routed(emulator)).toMatchObject({ status: "open", parent_id: null });
  });
});
