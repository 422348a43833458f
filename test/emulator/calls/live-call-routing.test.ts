// A phone call from its first ring to its end: what the caller hears, what becomes of the alert, what Twilio is asked for.
import path from "node:path";
import { describe, expect, it } from "vitest";
import { CALLS_PATH } from "../../../emulator/src/calls/urls.ts";
import { hashToScript } from "../../../emulator/src/ruby/mixed.ts";
import { control, createOutgoing, integrationLogs, sendPayload } from "../../helpers/alerts.ts";
import { type Body, callApi } from "../../helpers/call-api.ts";
import { createIntegration, demoAccount } from "../../helpers/demo-account.ts";
import { CALL, callUrl, heard, type PhoneNumber, withPhoneNumber } from "../../helpers/phone-call.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { withWebhookReceiver } from "../../helpers/webhook-receiver.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

const MONDAY = Date.parse("2026-10-05T12:00:00Z");
const SPOKEN = '<Say language="en" voice="man">';
const MENU = "Make a selection followed by the pound sign. 1 for Payments. 2 for Platform.";

/** A number whose callers choose from both teams. */
async function withMenu(attributes: Body = {}): Promise<PhoneNumber> {
  const number = await withPhoneNumber(attributes);
  const { platform, payments } = demoAccount(number.emulator);
  await put(number, { team_ids: [platform.id, payments.id] });
  return number;
}

async function put({ emulator, integration }: PhoneNumber, attributes: Body): Promise<void> {
  const answer = await callApi(emulator, "PUT", `/integrations/${integration.id}`, attributes);
  expect(answer.status, answer.text).toBe(200);
}

function urlOf({ emulator, integration }: PhoneNumber, name: string): string {
  return `${callUrl(emulator, integration.id, name)}?thirdparty_id=CA1`;
}

function logsOf({ emulator, alert }: PhoneNumber): string[] {
  const { id } = alert();
  return emulator.store.all("logs").flatMap(({ owner_id, message }) => (owner_id === id ? [message] : []));
}

async function acknowledge({ emulator, alert }: PhoneNumber): Promise<void> {
  expect((await callApi(emulator, "POST", `/alerts/${alert().id}/acknowledge`, {})).status).toBe(200);
}

describe("the first request of a call", () => {
  it("makes an alert that asks nobody yet, and is answered with nothing to hear", async () => {
    const number = await withPhoneNumber();
    const { status, type, text } = await number.call();
    expect([status, type]).toEqual([200, "application/xml; charset=utf-8"]);
    expect(text).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<Response/>\n');
    expect(number.alert()).toMatchObject({
      ...{ title: "Incoming call from + 1 2 0 2 5 5 5 0 1 4 3", description: null, urgency: "high" },
      ...{ status: "queued", thirdparty_id: "CA1", dedup_keys: [], destination_team_ids: [] },
    });
    expect(number.alert().additional_data.map(hashToScript)).toEqual([
      { format: "phone", label: "Caller Phone", value: "+12025550143" },
      { format: "text", label: "Caller City", value: "WASHINGTON" },
      { format: "text", label: "Caller State", value: "DC" },
      { format: "text", label: "Caller Zipcode", value: null },
      { format: "text", label: "Caller Country", value: "US" },
    ]);
  });

  it("has Twilio ask again, and tell of the call's end", async () => {
    const number = await withPhoneNumber();
    await number.call();
    const { inboundUrl } = number.emulator;
    expect(number.asked()).toEqual([
      {
        what: "POST Calls/CA1",
        parameters: {
          StatusCallback: urlOf(number, "call_status"),
          StatusCallbackMethod: "POST",
          Url: `${inboundUrl}/${number.integration.prefix_id}`,
        },
      },
    ]);
  });

  it.each([
    ["+12025550143", CALL["From"]],
    ["+1900,+1202", CALL["From"]],
    [",+1900", CALL["From"]],
    ["+1202", ["+1202"]],
  ])("refuses a caller with the ban of %s, and makes no alert", async (banned, from) => {
    const number = await withPhoneNumber({ option_banned_phone: banned });
    expect((await number.call({ From: from })).verbs).toBe("<Reject/>");
    expect(number.emulator.store.all("alerts")).toEqual([]);
    expect(number.asked()).toEqual([]);
  });

  it.each([
    ["+1900,", CALL["From"]],
    ["+1202", ""],
    ["+1202", ["+12025550143"]],
    ["+1202", { a: "+1202" }],
  ])("takes a caller with the ban of %s whose number is %j", async (banned, from) => {
    const number = await withPhoneNumber({ option_banned_phone: banned });
    expect((await number.call({ From: from })).verbs).toBe("");
  });

  it("says that a disabled number is, and one in maintenance", async () => {
    const disabled = await withPhoneNumber({ enabled: false });
    const said = (why: string) => `${SPOKEN}This integration is currently ${why}. Goodbye!</Say><Hangup/>`;
    expect(await disabled.call()).toMatchObject({ status: 200, verbs: said("disabled") });
    const number = await withPhoneNumber({}, { clock: () => MONDAY });
    await callApi(number.emulator, "POST", "/maintenance_windows", {
      ...{ name: "Move", integration_ids: [number.integration.id], time_zone: "UTC" },
      ...{ start_datetime: "2026-10-05T11:00:00Z", end_datetime: "2026-10-05T13:00:00Z" },
    });
    expect(await number.call()).toMatchObject({ status: 200, verbs: said("in maintenance mode") });
    expect(number.emulator.store.all("alerts")).toEqual([]);
  });

  it.each([
    ["without an id", { CallSid: "" }, "thirdparty_id can't be blank"],
    ["with a caller that is no text", { From: 5 }, "undefined method 'chars' for an instance of Integer"],
  ])("makes no alert %s, and answers", async (_what, fields, problem) => {
    const number = await withPhoneNumber();
    expect(await number.call(fields)).toMatchObject({ status: 200, verbs: "" });
    expect(number.emulator.store.all("alerts")).toEqual([]);
    expect(integrationLogs(number.emulator).at(-1)).toContain(problem);
  });
});

describe("the second request", () => {
  it("puts the caller into a queue, and only then asks the team", async () => {
    const number = await withPhoneNumber();
    await number.call();
    const { text } = await number.call();
    const { platform } = demoAccount(number.emulator);
    const { id } = number.alert();
    const path = `${CALLS_PATH}/${number.integration.id}`;
    expect(text).toBe(
      [
        '<?xml version="1.0" encoding="UTF-8"?>\n<Response>',
        "<Play>https://app.pagertree.com/audios/please-wait.mp3</Play>",
        `<Enqueue action="${path}/queue_status?thirdparty_id=CA1" method="POST" waitUrl="${path}/music?thirdparty_id=CA1" waitUrlMethod="GET">${id}</Enqueue>`,
        "</Response>\n",
      ].join("\n"),
    );
    expect(number.alert()).toMatchObject({ status: "open", destination_team_ids: [platform.id] });
    expect(number.alert().escalations).toMatchObject([{ team_id: platform.id, layer: 1 }]);
    expect(number.asked().at(-1)).toEqual({ what: "POST Queues", parameters: { FriendlyName: id } });
  });

  it("tells webhooks of the alert as it begins and once it is routed, with its queue", async () => {
    const number = await withPhoneNumber();
    const receiver = await withWebhookReceiver();
    await createOutgoing(number.emulator, receiver.url);
    await number.call();
    await number.emulator.webhooks.settled();
    expect(receiver.received.map(({ body }) => body["type"])).toEqual(["alert.created"]);
    await number.call();
    await number.emulator.webhooks.settled();
    const { type, data } = receiver.received.at(-1)?.body ?? {};
    expect([type, Object(data).livecall]).toEqual(["alert.open", expect.stringMatching(/^QU[0-9a-f]{32}$/)]);
  });

  it("reads out the teams by name where there are several, and waits for the choice", async () => {
    const number = await withMenu();
    const once = `${SPOKEN}${MENU}</Say><Pause length="1"/>`;
    expect((await number.callIn()).verbs).toBe(
      `<Gather numDigits="1" timeout="30">${once}${once}${once}</Gather>`,
    );
    expect(number.alert()).toMatchObject({ status: "queued", destination_team_ids: [] });
  });

  it.each([
    ["1", "Payments"],
    ["2", "Platform"],
    ["2#", "Platform"],
    ["0", "Platform"],
    ["*", "Platform"],
    ["", "Platform"],
    [2.9, "Platform"],
  ])("asks the team of the digits %s", async (digits, name) => {
    const number = await withMenu();
    await number.callIn();
    expect((await number.call({ Digits: digits })).verbs).toContain("<Enqueue ");
    const { payments, platform } = demoAccount(number.emulator);
    const chosen = name === "Payments" ? payments : platform;
    expect(number.alert()).toMatchObject({ status: "open", destination_team_ids: [chosen.id] });
    expect(logsOf(number)).toContain(`The caller has chosen the team ${name}.`);
  });

  it("reads the menu three times, and then ends the call and resolves the alert", async () => {
    const number = await withMenu();
    await number.call();
    for (const digits of ["9", "", "7"]) {
      const fields = digits === "" ? {} : { Digits: digits };
      expect((await number.call(fields)).verbs).toContain(MENU);
    }
    expect((await number.call({ Digits: "8" })).verbs).toBe(
      `${SPOKEN}Too much invalid input. Goodbye.</Say><Hangup/>`,
    );
    expect(number.alert().status).toBe("resolved");
  });

  it("lets callers choose from one team with force_input", async () => {
    const number = await withPhoneNumber({ option_force_input: true });
    expect((await number.callIn()).verbs).toContain("1 for Platform.</Say>");
    expect((await number.call({ Digits: "1" })).verbs).toContain("<Enqueue ");
  });

  it.each([
    ["a list", ["1"]],
    ["a map", { 1: "1" }],
    ["false", false],
  ])("goes no further on digits that are %s, as the adapter fails", async (_kind, digits) => {
    const number = await withMenu();
    expect(await number.callIn({ Digits: digits })).toMatchObject({ status: 200, verbs: "" });
    expect(integrationLogs(number.emulator).at(-1)).toContain("undefined method 'to_i'");
    expect(number.alert().status).toBe("queued");
  });

  it("ends the call where there is no team, and its end resolves the alert", async () => {
    const number = await withPhoneNumber();
    const { ada } = demoAccount(number.emulator);
    await put(number, { team_ids: [], account_user_ids: [ada.id] });
    expect((await number.callIn()).verbs).toBe(
      `${SPOKEN}This integration is not configured to route to any teams. Goodbye</Say><Hangup/>`,
    );
    expect(number.alert().status).toBe("queued");
    await number.tell("call_status", { CallStatus: "completed" });
    expect(number.alert().status).toBe("resolved");
  });

  it("says names of teams as text", async () => {
    const number = await withMenu();
    const { platform } = demoAccount(number.emulator);
    await callApi(number.emulator, "PUT", `/teams/${platform.id}`, { name: "R&D <b>" });
    expect((await number.callIn()).verbs).toContain("2 for R&#38;D &#60;b&#62;.</Say>");
  });
});

describe("a router of the number", () => {
  /** A number that asks the main router for teams. */
  async function withRouter(rules: (ids: Record<string, string>) => unknown[], attributes: Body = {}) {
    const number = await withPhoneNumber();
    const { mainRouter, platform, payments } = demoAccount(number.emulator);
    await put(number, { team_ids: [], router_ids: [mainRouter.id] });
    const ids = { platform: platform.prefix_id, payments: payments.prefix_id };
    await callApi(number.emulator, "PUT", `/routers/${mainRouter.id}`, {
      rules: JSON.stringify({ rules: rules(ids) }),
      ...attributes,
    });
    return number;
  }
  const assign = (receiver: unknown) => ({ type: "assign", receiver });

  it("gives the choices in the order in which it assigns them", async () => {
    const number = await withRouter(({ platform, payments }) => [
      { match: { "alert.urgency": "low" }, actions: [assign(payments)] },
      { match: { "alert.urgency": "high" }, actions: [assign(platform), assign([payments, platform])] },
    ]);
    expect((await number.callIn()).verbs).toContain("1 for Platform. 2 for Payments.");
    await number.call({ Digits: "2" });
    const { payments } = demoAccount(number.emulator);
    expect(number.alert()).toMatchObject({ status: "open", destination_team_ids: [payments.id] });
    expect(number.alert().destination_router_ids).toEqual([]);
  });

  it("sends callers to its default team where no rule assigns, and rules see no log", async () => {
    const number = await withRouter(({ payments }) => [
      { match: { "log.data.From": CALL["From"] }, actions: [assign(payments)] },
    ]);
    expect((await number.callIn()).verbs).toContain("<Enqueue ");
    expect(number.alert().destination_team_ids).toEqual([demoAccount(number.emulator).platform.id]);
  });

  it.each([
    ["it is disabled", { enabled: false }, "tem_1"],
    ["it names nothing that is a team", {}, "usr_1"],
  ])("gives no team if %s, and the call ends", async (_why, attributes, receiver) => {
    const number = await withRouter(
      () => [{ match: { always: true }, actions: [assign(receiver)] }],
      attributes,
    );
    expect((await number.callIn()).verbs).toContain("not configured to route to any teams");
  });

  it("counts for less than what it said before", async () => {
    const number = await withRouter(({ platform, payments }) => [
      { match: { always: true }, actions: [assign([platform, payments])] },
    ]);
    await number.callIn();
    const { mainRouter } = demoAccount(number.emulator);
    await callApi(number.emulator, "PUT", `/routers/${mainRouter.id}`, { enabled: false });
    expect((await number.call()).verbs).toContain("1 for Platform. 2 for Payments.");
  });
});

describe("a caller who waits", () => {
  it("hears music", async () => {
    const { emulator, integration } = await withPhoneNumber();
    const answer = await fetch(callUrl(emulator, integration.prefix_id, "music"));
    expect((await heard(answer)).verbs).toMatch(/^<Play loop="0">http:.*\.mp3<\/Play>$/);
  });

  it.each([
    [undefined, 1],
    [0, 1],
    [7, 7],
    [60, 15],
  ])("is put through to whoever acknowledges, after the pause of %s", async (pause, seconds) => {
    const number = await withPhoneNumber({ option_dial_pause: pause });
    await number.callIn();
    await acknowledge(number);
    const { what, parameters } = number.asked().at(-1) ?? {};
    expect(what).toBe("POST Calls/CA1");
    expect(parameters?.["Twiml"]).toBe(
      [
        '<?xml version="1.0" encoding="UTF-8"?>\n<Response>',
        "<Play>https://app.pagertree.com/audios/you-are-now-being-connected.mp3</Play>",
        `<Pause length="${seconds}"/>`,
        '<Dial answerOnBridge="true" callerId="+12025550100">+442079460001</Dial>',
        "</Response>\n",
      ].join("\n"),
    );
    expect(logsOf(number).at(-1)).toBe("The caller is put through to Ada Lovelace.");
  });

  it("is told that whoever acknowledges has no phone number", async () => {
    const number = await withPhoneNumber();
    const { ada } = demoAccount(number.emulator);
    number.emulator.store.update("account_users", ada.id, { user: { ...ada.user, phones: [] } });
    await number.callIn();
    await acknowledge(number);
    expect(number.asked().at(-1)?.parameters["Twiml"]).toContain(
      "<Say>Someone has acknowledged this call, but they do not have a phone number on file. Goodbye.</Say>\n<Hangup/>",
    );
  });

  it.each([
    [false, `${SPOKEN}No one is available to answer this call. Goodbye.</Say><Hangup/>`],
    [true, '<Play>https://app.pagertree.com/audios/no-answer.mp3</Play><Record maxLength="60"/>'],
  ])("hears that nobody is there once the alert is dropped; with record %s", async (record, verbs) => {
    const number = await withPhoneNumber({ option_record: record });
    await number.callIn();
    await control(number.emulator, "POST", `/alerts/${number.alert().id}/drop`);
    expect(number.asked().at(-1)).toEqual({
      what: "POST Calls/CA1",
      parameters: { Url: urlOf(number, "dropped") },
    });
    expect((await number.tell("dropped")).verbs).toBe(verbs);
  });

  it("leaves a voicemail that the alert shows, and stays dropped", async () => {
    const number = await withPhoneNumber({ option_record: true });
    await number.callIn();
    await control(number.emulator, "POST", `/alerts/${number.alert().id}/drop`);
    const recording = "https://api.twilio.com/Recordings/RE1";
    expect((await number.tell("dropped", { RecordingUrl: recording })).verbs).toBe(
      "<Play>https://app.pagertree.com/audios/thanks-for-message.mp3</Play><Hangup/>",
    );
    expect(number.alert().additional_data.map(hashToScript).at(-1)).toEqual({
      ...{ format: "link", label: "Voicemail", value: recording },
    });
    expect(number.alert().status).toBe("dropped");
  });

  it("is dropped at once where nobody is on call", async () => {
    const number = await withPhoneNumber();
    for (const { id } of number.emulator.store.all("events")) number.emulator.store.remove("events", id);
    expect((await number.callIn()).verbs).toContain("<Enqueue ");
    expect(number.alert().status).toBe("dropped");
    expect(number.asked().at(-1)?.parameters).toEqual({ Url: urlOf(number, "dropped") });
  });

  it.each([
    [false, "resolved"],
    [true, "open"],
  ])("who hangs up ends the queue; with skip_resolve_on_hangup %s the alert is %s", async (skip, status) => {
    const number = await withPhoneNumber({ option_skip_resolve_on_hangup: skip });
    await number.callIn();
    expect(await number.tell("queue_status", { QueueResult: "redirected" })).toMatchObject({ text: "" });
    expect(number.alert().status).toBe("open");
    await number.tell("queue_status", { QueueResult: "hangup" });
    expect(number.alert().status).toBe(status);
    expect(number.asked().at(-1)?.what).toMatch(/^DELETE Queues\/QU[0-9a-f]{32}$/);
  });

  it.each([
    ["queue_status", { QueueResult: null }],
    ["queue_status", { QueueResult: ["hangup"] }],
    ["queue_status", { QueueResult: "hangup", CallSid: null }],
    ["call_status", { CallStatus: "completed" }],
    ["call_status", { CallStatus: { completed: true } }],
  ])("goes on waiting where %s tells of %j", async (name, fields) => {
    const number = await withPhoneNumber();
    await number.callIn();
    const before = number.asked().length;
    expect((await number.tell(name, fields)).status).toBe(200);
    expect(number.alert().status).toBe("open");
    expect(number.asked()).toHaveLength(before);
  });

  it.each([
    [null, "<Record "],
    [false, "<Record "],
    ["", "<Hangup/>"],
    [["a"], "<Hangup/>"],
  ])("has left a voicemail with the recording %j as in Ruby", async (recording, verb) => {
    const number = await withPhoneNumber({ option_record: true });
    await number.callIn();
    expect((await number.tell("dropped", { RecordingUrl: recording })).verbs).toContain(verb);
  });

  it("who has hung up is not put through any more", async () => {
    const number = await withPhoneNumber({ option_skip_resolve_on_hangup: true });
    await number.callIn();
    await number.tell("queue_status", { QueueResult: "hangup" });
    const before = number.asked().length;
    await acknowledge(number);
    expect(number.asked()).toHaveLength(before);
    expect(logsOf(number).at(-1)).toBe("The call cannot be changed: the caller has hung up.");
  });

  it("waits no longer than max_wait_time, by the emulator's clock", async () => {
    const number = await withPhoneNumber({ option_max_wait_time: 60 }, { clock: () => MONDAY });
    await number.callIn();
    const before = number.asked().length;
    number.emulator.clock.moveBy(59_000);
    expect(number.asked()).toHaveLength(before);
    number.emulator.clock.moveBy(1000);
    expect(number.asked().slice(before)).toEqual([
      { what: "POST Calls/CA1", parameters: { Url: urlOf(number, "dropped") } },
    ]);
    expect(number.alert().status).toBe("open");
    number.emulator.clock.moveBy(60_000);
    expect(number.asked()).toHaveLength(before + 1);
  });

  it("waits no longer over a restart of the emulator, and is still known", async () => {
    const dataFile = path.join(await temporaryFolder(), "state.json");
    const options = { dataFile, clock: () => MONDAY };
    const number = await withPhoneNumber({ option_max_wait_time: 60 }, options);
    await number.callIn();
    await number.emulator.close();
    const restarted = await withEmulator(options);
    restarted.clock.moveBy(60_000);
    const { origin } = new URL(restarted.url);
    expect(integrationLogs(restarted).at(-1)).toMatch(
      new RegExp(`/Calls/CA1\\.json {"Url":"${origin}/.*/dropped\\?thirdparty_id=CA1"}$`),
    );
    const answer = await fetch(callUrl(restarted, number.integration.id, "queue_status"), {
      method: "POST",
      body: new URLSearchParams({ CallSid: "CA1", QueueResult: "hangup" }),
    });
    expect(answer.status).toBe(200);
    expect(restarted.store.all("alerts").map(({ status }) => status)).toEqual(["resolved"]);
  });

  it("stays connected once somebody has acknowledged in time", async () => {
    const number = await withPhoneNumber({ option_max_wait_time: 60 }, { clock: () => MONDAY });
    await number.callIn();
    await acknowledge(number);
    const before = number.asked().length;
    number.emulator.clock.moveBy(120_000);
    expect(number.asked()).toHaveLength(before);
  });
});

describe("a call that goes straight to voicemail", () => {
  const straight = { option_record: true, option_send_straight_to_voicemail: true };

  it("pages the team once a message is left", async () => {
    const number = await withPhoneNumber(straight);
    expect((await number.callIn()).verbs).toBe(
      `<Redirect method="POST">${urlOf(number, "dropped")}</Redirect>`,
    );
    expect((await number.tell("dropped")).verbs).toContain("<Record ");
    expect(number.alert().status).toBe("queued");
    await number.tell("dropped", { RecordingUrl: "https://api.twilio.com/Recordings/RE1" });
    expect(number.alert().status).toBe("open");
    await number.tell("call_status", { CallStatus: "completed" });
    expect(number.alert().status).toBe("open");
    const before = number.asked().length;
    await acknowledge(number);
    expect(number.asked()).toHaveLength(before);
  });

  it("is an ordinary one without record", async () => {
    const number = await withPhoneNumber({ ...straight, option_record: false });
    expect((await number.callIn()).verbs).toContain("<Enqueue ");
  });

  it.each([
    [false, "resolved"],
    [true, "queued"],
  ])(
    "without a message asks nobody; with skip_resolve_on_hangup %s the alert is %s",
    async (skip, status) => {
      const number = await withPhoneNumber({ ...straight, option_skip_resolve_on_hangup: skip });
      await number.callIn();
      await number.tell("call_status", { CallStatus: "in-progress" });
      expect(number.alert().status).toBe("queued");
      await number.tell("call_status", { CallStatus: "completed" });
      expect(number.alert().status).toBe(status);
    },
  );
});

it("an alert that is no call is none, whatever its meta says", async () => {
  const number = await withPhoneNumber();
  const webhook = await createIntegration(number.emulator, "Webhook");
  const meta = { live_call_status_callback_set: true };
  await sendPayload(number.emulator, webhook, { event_type: "create", id: "1", title: "Disk full", meta });
  await acknowledge(number);
  expect(number.asked()).toEqual([]);
});

describe("the URLs of a call", () => {
  it.each([
    ["dropped", 500],
    ["queue_status", 200],
    ["call_status", 200],
  ])("%s answers %i for a call of which there is no alert", async (name, status) => {
    const number = await withPhoneNumber();
    const answer = await number.tell(name, { QueueResult: "hangup", CallStatus: "completed" });
    expect(answer.status).toBe(status);
  });

  it.each([
    ["music", "GET", 404],
    ["dropped", "POST", 404],
    ["queue_status", "POST", 200],
    ["call_status", "POST", 200],
    ["other", "POST", 404],
  ])("%s answers %s for an integration of another type with %i", async (name, method, status) => {
    const { emulator } = await withPhoneNumber();
    const { id } = await createIntegration(emulator, "Webhook");
    expect((await fetch(callUrl(emulator, id, name), { method })).status).toBe(status);
  });

  it("never tell the key and its secret", async () => {
    const number = await withPhoneNumber({
      option_record: true,
      option_api_secret: "S3CRET",
      option_api_key: "SKK3Y",
    });
    await number.callIn();
    await acknowledge(number);
    await number.tell("queue_status", { QueueResult: "hangup" });
    const logs = JSON.stringify(number.emulator.store.all("logs").map(({ message }) => message));
    expect(logs).toContain("/Accounts/AC1/Calls/CA1");
    expect(logs).not.toMatch(/S3CRET|SKK3Y/);
  });
});
