/** Which options PagerTree's adapters accept, and what a program is told of the others. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { optionsOf, typeNames } from "../../provider/src/catalog/catalog.ts";
import { checkOptions } from "../../provider/src/catalog/check-options.ts";
import { normaliseOptions } from "../../provider/src/catalog/normalise-options.ts";
import type { IntegrationTypeName } from "../../provider/src/catalog/option-types.ts";
import { anyOptions, unknownValue } from "./arbitrary-options.ts";

type Row = readonly [IntegrationTypeName, Record<string, unknown>];

const url = "https://example.com/hook";
const teams = { incomingWebhookUrl: url };
const twilio = { accountSid: "AC1", apiKey: "SK1", apiSecret: "s" };
const solarwinds = {
  alertAcknowledged: true,
  serverUrl: "https://sw.example.com:17774",
  serverUsername: "u",
  serverPassword: "p",
};
const logicmonitor = {
  alertAcknowledged: true,
  logicMonitorAccountName: "acme",
  accessId: "i",
  accessKey: "k",
  bearerToken: "b",
};

/** The options that each type cannot be without; a type that is not here needs none. */
const required: Partial<Record<IntegrationTypeName, Record<string, unknown>>> = {
  "custom-webhook": { customDefinition: "rules: []" },
  "echoes-hq": { apiKey: "k" },
  "google-hangouts-chat": teams,
  "live-call-routing": twilio,
  "mattermost-post-to-channel": teams,
  "meta-workplace": { accessToken: "t", groupId: "1" },
  "microsoft-teams": teams,
  "microsoft-teams-legacy": teams,
  "outgoing-webhook": { webhookUrl: url },
  "slack-post-to-channel": teams,
};

function failedPaths([type, options]: Row): string[] {
  return checkOptions(type, options).map(({ path }) => path.join("."));
}

function reasons([type, options]: Row): string[] {
  return checkOptions(type, options).map(({ reason }) => reason);
}

describe("checkOptions", () => {
  it.each(typeNames)("%s needs the options that it requires, and no others", (type) => {
    expect(failedPaths([type, required[type] ?? {}])).toEqual([]);
    expect(failedPaths([type, {}])).toEqual(Object.keys(required[type] ?? {}));
  });

  it.each(
    Object.entries(required).flatMap(([type, options]) =>
      Object.keys(options).flatMap((name) =>
        [undefined, null, "", "  ", "\u3000"].map((blank) => ({ type, name, blank })),
      ),
    ),
  )("$type refuses $blank for $name", ({ type, name, blank }) => {
    const row: Row = [
      type as IntegrationTypeName,
      { ...required[type as IntegrationTypeName], [name]: blank },
    ];
    expect(failedPaths(row)).toEqual([name]);
    expect(reasons(row)).toEqual(["is required and must not be blank"]);
  });

  const everyOption = typeNames.flatMap((type) => optionsOf(type).map((option) => ({ type, option })));

  it.each(everyOption.filter(({ option }) => option.type === "boolean"))(
    "$type.$option.name takes booleans alone",
    ({ type, option }) => {
      for (const value of ["true", "", "1", 0, 1, [], {}]) {
        expect(failedPaths([type, { ...required[type], [option.name]: value }])).toContain(option.name);
      }
      expect(failedPaths([type, { ...required[type], [option.name]: false }])).toEqual([]);
    },
  );

  it.each(everyOption.filter(({ option }) => option.type === "string"))(
    "$type.$option.name takes texts alone",
    ({ type, option }) => {
      for (const value of [true, false, 0, 1, ["a"], { a: "b" }]) {
        expect(failedPaths([type, { ...required[type], [option.name]: value }])).toEqual([option.name]);
      }
    },
  );

  it.each<[string, Row]>([
    ["a proxy URL that is blank", ["outgoing-webhook", { webhookUrl: url, proxyUrl: "  " }]],
    [
      "a proxy URL with a login",
      ["outgoing-webhook", { webhookUrl: url, proxyUrl: "http://u:p@proxy.example.com:3128" }],
    ],
    ["SolarWinds' proxy URL in any form", ["solarwinds", { proxyUrl: "proxy" }]],
    [
      "SolarWinds' server URL in any form while nothing is acknowledged",
      ["solarwinds", { serverUrl: "nowhere" }],
    ],
    ["a SolarWinds server", ["solarwinds", solarwinds]],
    ["a LogicMonitor account", ["logicmonitor", logicmonitor]],
    ["a footer link that is blank", ["form", { formFooterLink: " " }]],
    ["every level of sanitizing", ["email", { sanitizeLevel: "relaxed_2" }]],
    ["a custom definition that is blank while it is not enabled", ["email", { customDefinition: "" }]],
    ["a custom definition that is no YAML", ["custom-webhook", { customDefinition: "}{" }]],
    ["a template that is no Handlebars", ["pingdom", { titleTemplate: "{{" }]],
    ["a Rails time zone", ["microsoft-teams", { ...teams, timeZone: "Pacific Time (US & Canada)" }]],
    ["an IANA time zone", ["microsoft-teams-legacy", { ...teams, timeZone: "US/Pacific" }]],
    ["the shortest wait", ["live-call-routing", { ...twilio, maxWaitTime: 30 }]],
    ["the longest wait", ["live-call-routing", { ...twilio, maxWaitTime: 3600 }]],
    ["any pause", ["live-call-routing", { ...twilio, dialPause: -5 }]],
    ["no recipients", ["live-call-routing", { ...twilio, recordEmail: "" }]],
    ["null for an option with a default", ["email", { allowSpam: null, sanitizeLevel: null }]],
    ["null for an option without a default", ["live-call-routing", { ...twilio, maxWaitTime: null }]],
    ["undefined under a name that the type does not have", ["datadog", { nope: undefined }]],
  ])("accepts %s", (_, row) => {
    expect(checkOptions(...row)).toEqual([]);
  });

  it.each<[string, Row, Record<string, RegExp>]>([
    [
      "a local URL",
      ["outgoing-webhook", { webhookUrl: "http://localhost/x" }],
      { webhookUrl: /must be a URL/ },
    ],
    [
      "a bad proxy URL",
      ["outgoing-webhook", { webhookUrl: url, proxyUrl: "proxy:3128" }],
      { proxyUrl: /must be a URL/ },
    ],
    [
      "a bad footer link",
      ["form", { formFooterLink: "example.com" }],
      { formFooterLink: /not the text "example.com"/ },
    ],
    [
      "a blank time zone",
      ["microsoft-teams", { ...teams, timeZone: "" }],
      { timeZone: /must be a time zone's name/ },
    ],
    [
      "a time zone in lower case",
      ["microsoft-teams", { ...teams, timeZone: "utc" }],
      { timeZone: /exact spelling/ },
    ],
    [
      "a blank level of sanitizing",
      ["email", { sanitizeLevel: "" }],
      { sanitizeLevel: /must be one of "basic", / },
    ],
    [
      "a blank region",
      ["live-call-routing", { ...twilio, apiRegion: "" }],
      { apiRegion: /must be one of "ashburn.us1", / },
    ],
    [
      "too short a wait",
      ["live-call-routing", { ...twilio, maxWaitTime: 29 }],
      { maxWaitTime: /from 30 to 3600, not the number 29/ },
    ],
    [
      "too long a wait",
      ["live-call-routing", { ...twilio, maxWaitTime: 3601 }],
      { maxWaitTime: /from 30 to 3600/ },
    ],
    [
      "part of a second",
      ["live-call-routing", { ...twilio, dialPause: 1.5 }],
      { dialPause: /^must be a whole number, not the number 1.5$/ },
    ],
    [
      "a number written as text",
      ["live-call-routing", { ...twilio, dialPause: "5" }],
      { dialPause: /not the text "5"/ },
    ],
    [
      "a blank for a number",
      ["live-call-routing", { ...twilio, dialPause: "" }],
      { dialPause: /not the text ""/ },
    ],
    [
      "recipients with spaces",
      ["live-call-routing", { ...twilio, recordEmail: "a@b.c, d@e.f" }],
      { recordEmail: /no spaces/ },
    ],
    [
      "blank recipients",
      ["live-call-routing", { ...twilio, recordEmail: " " }],
      { recordEmail: /must be e-mail addresses/ },
    ],
    [
      "a blank custom definition that is enabled",
      ["email", { customDefinitionEnabled: true, customDefinition: " " }],
      { customDefinition: /^is required and must not be blank when customDefinitionEnabled is true$/ },
    ],
    [
      "a bad SolarWinds server",
      ["solarwinds", { ...solarwinds, serverUrl: "sw" }],
      { serverUrl: /must be a URL/ },
    ],
    [
      "SolarWinds without a server",
      ["solarwinds", { alertAcknowledged: true }],
      { serverUrl: /is required/, serverUsername: /is required/, serverPassword: /is required/ },
    ],
    [
      "LogicMonitor without an account",
      ["logicmonitor", { alertAcknowledged: true }],
      {
        logicMonitorAccountName: /is required/,
        accessId: /is required/,
        accessKey: /is required/,
        bearerToken: /is required/,
      },
    ],
    [
      "a boolean written as text",
      ["datadog", { supportRetriggeredEvent: "true" }],
      { supportRetriggeredEvent: /^must be a boolean, not the text "true"$/ },
    ],
    ["a list", ["form", { formTitle: ["a"] }], { formTitle: /^must be a text, not a list$/ }],
    ["an object", ["form", { formTitle: {} }], { formTitle: /^must be a text, not an object$/ }],
    [
      "a misspelt name",
      ["outgoing-webhook", { webhookUrl: url, webhokUrl: url }],
      { webhokUrl: /^is not an option of outgoing-webhook; did you mean "webhookUrl"\?$/ },
    ],
    [
      "PagerTree's own name",
      ["outgoing-webhook", { webhookUrl: url, alert_open: true }],
      { alert_open: /write it in camelCase as "alertOpen"$/ },
    ],
    [
      "the name of the API",
      ["outgoing-webhook", { webhookUrl: url, option_alert_open: true }],
      { option_alert_open: /as "alertOpen"$/ },
    ],
    [
      "null under a name that the type does not have",
      ["datadog", { nope: null }],
      { nope: /is not an option of datadog; its options are supportRetriggeredEvent, / },
    ],
    [
      "an option of another type",
      ["pingdom", { webhookUrl: url }],
      { webhookUrl: /is not an option of pingdom/ },
    ],
    [
      "a file",
      ["form", { formLogo: "logo.png" }],
      { formLogo: /is a file, which PagerTree's API cannot set/ },
    ],
    [
      "a name of every object",
      ["datadog", { constructor: 1 }],
      { constructor: /is not an option of datadog/ },
    ],
  ])("refuses %s", (_, row, expected) => {
    const failures = checkOptions(...row);
    expect(failures.map(({ path }) => path)).toEqual(Object.keys(expected).map((name) => [name]));
    for (const { path, reason } of failures) {
      expect(reason).toMatch(expected[path.join(".")] ?? /never/);
    }
  });

  it("tells all failures at once", () => {
    const options = { ...twilio, apiKey: "", record: "yes", maxWaitTime: 5, recordEmails: "a@b.c" };
    expect(failedPaths(["live-call-routing", options])).toEqual([
      "apiKey",
      "record",
      "maxWaitTime",
      "recordEmails",
    ]);
  });

  it.each<[string, Row]>([
    ["a URL", ["outgoing-webhook", { webhookUrl: "http://hush/t0psecret" }]],
    ["a number", ["echoes-hq", { apiKey: 70_605_312 }]],
    ["a list", ["webhook", { token: ["t0psecret"] }]],
  ])("never shows the value of a secret option: %s", (_, row) => {
    const told = reasons(row).join();
    expect(told).toMatch(/^must be /);
    expect(told).not.toMatch(/t0psecret|hush|70605312/);
  });

  it.each<[string, Row]>([
    ["a required option", ["echoes-hq", { apiKey: unknownValue }]],
    ["a boolean", ["datadog", { supportRetriggeredEvent: unknownValue }]],
    ["a number", ["live-call-routing", { ...twilio, maxWaitTime: unknownValue }]],
    ["a URL", ["outgoing-webhook", { webhookUrl: unknownValue }]],
    ["a condition of what is required", ["solarwinds", { alertAcknowledged: unknownValue }]],
    [
      "a condition of a format",
      ["solarwinds", { ...solarwinds, serverUrl: "sw", alertAcknowledged: unknownValue }],
    ],
  ])("lets %s pass that is not known yet", (_, row) => {
    expect(checkOptions(...row)).toEqual([]);
  });

  it("refuses a name that the type does not have, also with a value that is not known yet", () => {
    expect(failedPaths(["datadog", { nope: unknownValue }])).toEqual(["nope"]);
  });

  it("says the same of options and of their normal form", () =>
    fc.assert(
      fc.property(anyOptions, ({ type, options }) => {
        expect(checkOptions(type, normaliseOptions(type, options))).toEqual(checkOptions(type, options));
      }),
    ));
});
