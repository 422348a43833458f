// Which options the emulator takes and refuses: required, formats, ranges, conditions.

import { describe, expect, it } from "vitest";
import type { TypeEntry } from "../../emulator/src/catalog.ts";
import { INTEGRATION_TYPES } from "../../emulator/src/catalog.ts";
import { areEmailRecipients, isPublicUrl, isTimeZone } from "../../emulator/src/formats.ts";
import type { Body } from "../helpers/call-api.ts";
import { callApi, messagesOf, optionsOf } from "../helpers/call-api.ts";
import { createIntegration, postIntegration } from "../helpers/demo-account.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

const URL = "https://hooks.example.com/x";

/** Every option that a type requires, with a value that passes. */
function requiredOptions({ options }: TypeEntry): Body {
  const required = [...options].filter(([, entry]) => entry.required);
  return Object.fromEntries(
    required.map(([key, { format }]) => [`option_${key}`, format === "public-url" ? URL : "x"]),
  );
}

describe("isPublicUrl", () => {
  it.each([
    "http://example.com",
    "https://example.com/",
    "https://user:pass@example.com:8080/a/b;c?d=[e]&f#g",
    "http://127.0.0.1:9000/x",
    "http://169.254.169.254/",
    "http://[::ffff:1.2.3.4]/",
    "http://a_b.example.com",
    "http://example.com.",
    "http://a..b",
    "http://example.com:/",
    "https://example.com/%41",
    "https://example.com?x",
  ])("takes %s", (url) => {
    expect(isPublicUrl(url)).toBe(true);
  });

  it.each([
    "",
    " ",
    "example.com",
    "//example.com",
    "http://localhost",
    "http://localhost:8080/x",
    "http://intranet/x",
    "http://[::1]/",
    "http://[1.2.3]/",
    "ftp://example.com",
    "javascript:alert(1)//a.b",
    "HTTP://example.com",
    "Https://example.com",
    "http:/example.com",
    "http:example.com",
    "http://",
    "http:///a.b",
    "http://?a.b",
    " https://example.com",
    "https://example.com ",
    "https://example.com/a b",
    "https://example.com\n",
    "https://example.com/\nx",
    "https://exämple.com",
    "https://example.com/ü",
    "https://example.com/{x}",
    "https://example.com/%zz",
    "https://example.com/[x]",
    "https://example.com#[x]",
    "https://example.com#a#b",
    "https://example.com:port/",
    "https://a@b@example.com/",
    "https://example.com\\x",
  ])("refuses %j", (url) => {
    expect(isPublicUrl(url)).toBe(false);
  });
});

describe("isTimeZone", () => {
  it.each([
    "UTC",
    "Pacific Time (US & Canada)",
    "Kyiv",
    "America/New_York",
    "US/Pacific",
    "Asia/Calcutta",
    "Asia/Kolkata",
    "Etc/GMT+12",
    "EST5EDT",
    "Zulu",
  ])("knows %s", (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  it.each([
    "",
    " ",
    "utc",
    "europe/berlin",
    "Europe/Berlin ",
    "PST",
    "+05:30",
    "Mars/Olympus",
    "constructor",
    "Pacific time (US & Canada)",
  ])("does not know %j", (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});

describe("areEmailRecipients", () => {
  it.each([
    "",
    ",",
    "a@example.com",
    "a@b",
    "team",
    "team,team-admin,on-call,a@example.com",
    "a@example.com,,",
  ])("takes %j", (list) => {
    expect(areEmailRecipients(list)).toBe(true);
  });

  it.each([" ", " team", "Team", "a", "a@", ",a@example.com", "team,,a@example.com", "a@example.com; b@x.y"])(
    "refuses %j",
    (list) => {
      expect(areEmailRecipients(list)).toBe(false);
    },
  );
});

describe("POST /integrations, every type", () => {
  it.each(INTEGRATION_TYPES.map((type) => [type.name, type] as const))(
    "%s is made with its required options, and shows every default",
    async (name, type) => {
      const emulator = await withEmulator();
      const defaults = [...type.options].filter(([, entry]) => entry.default !== undefined);

      const answer = await postIntegration(emulator, name, requiredOptions(type));

      expect(answer.status, answer.text).toBe(201);
      expect(optionsOf(answer)).toMatchObject(
        Object.fromEntries(defaults.map(([key, entry]) => [key, entry.default])),
      );
      const set = Object.keys(requiredOptions(type)).length + defaults.length;
      expect(Object.keys(optionsOf(answer))).toHaveLength(set);
    },
  );

  const required = INTEGRATION_TYPES.flatMap((type) =>
    Object.keys(requiredOptions(type)).map((attribute) => [type.name, attribute, type] as const),
  );

  it.each(required)("%s without %s is refused", async (name, attribute, type) => {
    const emulator = await withEmulator();
    const { [attribute]: _, ...others } = requiredOptions(type);

    for (const blank of [undefined, null, "", " \n"]) {
      const answer = await postIntegration(emulator, name, { ...others, [attribute]: blank });
      expect(answer.status).toBe(422);
      expect(messagesOf(answer)).toContain(`${attribute} can't be blank`);
    }
  });
});

const LOGIC_MONITOR = {
  option_logic_monitor_account_name: "acme",
  option_access_id: "id",
  option_access_key: "key",
  option_bearer_token: "token",
};
const SOLAR_WINDS = {
  option_server_url: "https://sw.example.com:17774",
  option_server_username: "u",
  option_server_password: "p",
};
const LIVE_CALL = { option_account_sid: "AC1", option_api_key: "SK1", option_api_secret: "s" };

describe("POST /integrations, option rules", () => {
  it.each<[string, Body]>([
    [
      "Outgoing Webhook",
      { option_webhook_url: URL, option_proxy_url: "http://user:pass@proxy.example.com:3128" },
    ],
    ["Outgoing Webhook", { option_webhook_url: URL, option_proxy_url: "" }],
    ["Outgoing Webhook", { option_webhook_url: URL, option_proxy_url: " " }],
    ["Form", { option_form_footer_link: "" }],
    ["Form", { option_form_footer_link: URL }],
    ["Email", { option_sanitize_level: "relaxed_2" }],
    ["Email", { option_custom_definition: "x", option_custom_definition_enabled: true }],
    ["Email", { option_custom_definition_enabled: false }],
    ["Microsoft Teams", { option_incoming_webhook_url: URL, option_time_zone: "Europe/Berlin" }],
    ["Microsoft Teams (legacy)", { option_incoming_webhook_url: URL, option_time_zone: "Hawaii" }],
    ["Live Call Routing", { ...LIVE_CALL, option_max_wait_time: 30 }],
    ["Live Call Routing", { ...LIVE_CALL, option_max_wait_time: "3600" }],
    ["Live Call Routing", { ...LIVE_CALL, option_max_wait_time: "" }],
    ["Live Call Routing", { ...LIVE_CALL, option_record_email: "team,ada@example.com" }],
    ["Live Call Routing", { ...LIVE_CALL, option_dial_pause: -1 }],
    ["LogicMonitor", { option_alert_acknowledged: true, ...LOGIC_MONITOR }],
    ["LogicMonitor", { option_alert_acknowledged: "off" }],
    ["SolarWinds", { option_alert_acknowledged: true, ...SOLAR_WINDS }],
    ["SolarWinds", { option_server_url: "not checked while the switch is off" }],
    ["SolarWinds", { option_proxy_url: "never checked" }],
  ])("%s takes %j", async (type, options) => {
    const emulator = await withEmulator();

    const answer = await postIntegration(emulator, type, options);

    expect(answer.status, answer.text).toBe(201);
  });

  it.each<[string, Body, string[]]>([
    ["Outgoing Webhook", {}, ["option_webhook_url can't be blank", "option_webhook_url is not a valid URL"]],
    ["Outgoing Webhook", { option_webhook_url: true }, ["option_webhook_url is not a valid URL"]],
    [
      "Outgoing Webhook",
      { option_webhook_url: "http://localhost", option_proxy_url: "proxy:3128" },
      ["option_webhook_url is not a valid URL", "option_proxy_url is not a valid URL"],
    ],
    ["Form", { option_form_footer_link: "http://intranet" }, ["option_form_footer_link is not a valid URL"]],
    ["Email", { option_sanitize_level: "Basic" }, ["option_sanitize_level is not included in the list"]],
    ["Email", { option_sanitize_level: "" }, ["option_sanitize_level is not included in the list"]],
    ["Email", { option_custom_definition_enabled: "yes" }, ["option_custom_definition can't be blank"]],
    [
      "Microsoft Teams",
      { option_incoming_webhook_url: URL, option_time_zone: "europe/berlin" },
      ["option_time_zone does not exist"],
    ],
    [
      "Microsoft Teams",
      { option_incoming_webhook_url: URL, option_time_zone: "" },
      ["option_time_zone does not exist"],
    ],
    [
      "Live Call Routing",
      { ...LIVE_CALL, option_max_wait_time: 29, option_api_region: "moon.1" },
      [
        "option_api_region is not included in the list",
        "option_max_wait_time must be greater than or equal to 30",
      ],
    ],
    [
      "Live Call Routing",
      { ...LIVE_CALL, option_max_wait_time: "3601s" },
      ["option_max_wait_time must be less than or equal to 3600"],
    ],
    [
      "Live Call Routing",
      { ...LIVE_CALL, option_record_email: "ada@example.com, grace@example.com" },
      ["record_emails must be a valid email"],
    ],
    [
      "LogicMonitor",
      { option_alert_acknowledged: "1" },
      Object.keys(LOGIC_MONITOR).map((attribute) => `${attribute} can't be blank`),
    ],
    [
      "SolarWinds",
      { option_alert_acknowledged: true, option_server_username: "u" },
      [
        "option_server_url can't be blank",
        "option_server_url is not a valid URL",
        "option_server_password can't be blank",
      ],
    ],
    [
      "SolarWinds",
      { ...SOLAR_WINDS, option_alert_acknowledged: true, option_server_url: "http://sw" },
      ["option_server_url is not a valid URL"],
    ],
  ])("%s refuses %j", async (type, options, messages) => {
    const emulator = await withEmulator();

    const answer = await postIntegration(emulator, type, options);

    expect(answer.status).toBe(422);
    expect(messagesOf(answer)).toEqual(messages);
    expect(emulator.store.all("integrations")).toEqual([]);
  });
});

describe("PUT /integrations/:id, option rules", () => {
  it("are checked against the record as it would be", async () => {
    const emulator = await withEmulator();
    const { id } = await createIntegration(emulator, "SolarWinds", { option_server_url: "http://sw" });
    const path = `/integrations/${id}`;

    const refused = await callApi(emulator, "PUT", path, { option_alert_acknowledged: true });
    const taken = await callApi(emulator, "PUT", path, { ...SOLAR_WINDS, option_alert_acknowledged: true });

    expect(messagesOf(refused)).toEqual([
      "option_server_url is not a valid URL",
      "option_server_username can't be blank",
      "option_server_password can't be blank",
    ]);
    expect(taken.status).toBe(200);
  });
});
