/** What the samples leave out and adapters read: other forms of a request, options, and words in code. */
import type { OptionValue } from "../../emulator/src/models.ts";

/** A sample with something more, or less, in it. */
export interface Variant {
  readonly name: string;
  readonly of: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly without?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly hasAlert?: boolean;
}

const EXPIRY = {
  domain_name_id: 6,
  whois_end_datetime: "2026-04-01",
  ssl_end_datetime: "2026-05-01",
  timezone: "UTC",
};
const SIXTY_SIX: readonly Variant[] = [
  { name: "create of a port", of: "create", data: { type: "port", port: 443 } },
  { name: "create of a heartbeat", of: "create", data: { type: "heartbeat", heartbeat_id: 5 } },
  { name: "create of a domain", of: "create", data: { type: "domain-expiry", ...EXPIRY } },
  { name: "create of a certificate", of: "create", data: { type: "ssl-expiry", ...EXPIRY } },
];
const SENTRY = {
  action: "created",
  id: "81",
  url: "https://sentry.io/organizations/example/issues/81/",
  project_name: "Shop",
  event: { title: "ReferenceError" },
  data: {
    event: { issue_id: "82", title: "TypeError", web_url: "https://sentry.io/events/82/" },
    metric_alert: { id: "83", web_url: "https://sentry.io/alerts/83/" },
    error: { issue_id: "84", title: "RangeError", web_url: "https://sentry.io/events/84/" },
    description_title: "Many errors",
    description_text: "12 events in the last minute",
  },
};

export const ADDED: Readonly<Record<string, readonly Variant[]>> = {
  "66uptime": SIXTY_SIX,
  hydrozen: SIXTY_SIX,
  "aws-cloudwatch": [
    { name: "a confirmation", of: "create", data: { Type: "SubscriptionConfirmation", Message: "Confirm" } },
  ],
  freshdesk: [
    { name: "create where there is an alert", of: "create", hasAlert: true },
    { name: "acknowledge where there is an alert", of: "acknowledge", hasAlert: true },
    { name: "resolve where there is an alert", of: "resolve", hasAlert: true },
  ],
  grafana: [
    {
      name: "create without a rule",
      of: "create",
      without: ["ruleId", "ruleName"],
      data: { groupKey: "{}:{}" },
    },
  ],
  hetrixtools: [
    {
      name: "create of resource usage",
      of: "create",
      without: ["monitor_errors"],
      data: {
        resource_usage: { resource_type: "cpu", current_usage: 97, average_usage: 92.5, average_minutes: 10 },
      },
    },
    {
      name: "create of a blacklist",
      of: "create",
      without: ["monitor_errors"],
      data: { _json: [{ monitor: "192.0.2.1", blacklisted_now: 2 }] },
    },
  ],
  honeybadger: [
    {
      name: "create of an outage",
      of: "create",
      without: ["fault"],
      data: { event: "down", outage: { details_url: "https://app.honeybadger.io/outages/1" } },
    },
    {
      name: "create of a check-in",
      of: "create",
      without: ["fault"],
      data: {
        event: "check_in_missing",
        check_in: { details_url: "https://app.honeybadger.io/check_ins/1" },
      },
    },
  ],
  "incoming-sms": [
    {
      name: "create with media",
      of: "create",
      data: {
        NumMedia: "2",
        MediaContentType0: "image/png",
        MediaUrl0: "https://api.twilio.com/0",
        MediaContentType1: "video/mp4",
        MediaUrl1: "https://api.twilio.com/1",
      },
    },
  ],
  "new-relic": [
    {
      name: "create of the older form",
      of: "create",
      without: ["state"],
      data: {
        event_type: "INCIDENT",
        current_state: "open",
        incident_id: 91,
        condition_name: "Errors",
        incident_url: "https://alerts.newrelic.com/91",
      },
    },
  ],
  sentry: [
    { name: "create without a resource", of: "create", headers: {}, data: SENTRY },
    {
      name: "create of an event alert",
      of: "create",
      headers: { "sentry-hook-resource": "event_alert" },
      data: { ...SENTRY, action: "triggered" },
    },
    {
      name: "create of a metric alert",
      of: "create",
      headers: { "sentry-hook-resource": "metric_alert" },
      data: { ...SENTRY, action: "critical" },
    },
    { name: "create of an error", of: "create", headers: { "sentry-hook-resource": "error" }, data: SENTRY },
    {
      name: "an installation",
      of: "create",
      headers: { "sentry-hook-resource": "installation" },
      data: SENTRY,
    },
  ],
  uptimerobot: [{ name: "create in a group", of: "create", data: { groupSeconds: "600" } }],
  webhook: [
    {
      name: "create with keys of its own",
      of: "create",
      data: { Region: "eu", SHARDS: [1, 2.5], EVENT_TYPE: " Create " },
    },
  ],
};

/** Options that change what is read. */
export const OPTIONS: Readonly<Record<string, Readonly<Record<string, OptionValue>>>> = {
  datadog: { support_retriggered_event: true },
  "jira-server": { issue_updated: true },
  "live-call-routing": { banned_phone: "+1900,+12025550143" },
  serverguard24: { resolve_warn: true },
  statusgator: { create_on_warn: true, create_on_maintenance: true },
  webhook: { capture_additional_data: true },
  zabbix: { map_urgency: true },
};

const URGENCIES = ["silent", "low", "so MEDIUM", "high", "critical"];

/** Statuses and priorities of tickets, the same in both of Freshworks' products. */
const FRESHWORKS_WORDS = [
  "Open",
  "Pending",
  "Resolved",
  "Closed",
  "Low",
  "Normal",
  "Medium",
  "High",
  "Urgent",
  "2",
  "3",
  "4",
];

/** Words that adapters compare with in code of their own. */
export const WORDS: Readonly<Record<string, readonly string[]>> = {
  "66uptime": ["website", "ping", "port", "heartbeat", "domain-expiry", "ssl-expiry"],
  hydrozen: ["website", "heartbeat"],
  "aws-cloudwatch": ["ALARM", "OK", "INSUFFICIENT_DATA", "Notification", "UnsubscribeConfirmation"],
  datadog: ["Triggered", "Recovered", "Re-Triggered"],
  "dead-mans-snitch": ["snitch.missing", "snitch.reporting", "missing", "healthy"],
  freshdesk: FRESHWORKS_WORDS,
  freshservice: FRESHWORKS_WORDS,
  hetrixtools: ["online", "offline"],
  "jira-server": ["jira:issue_created", "jira:issue_updated"],
  kapacitor: ["OK"],
  "live-call-routing": ["+12025550199", "+19005550100", "anonymous"],
  "mattermost-outgoing-webhook": URGENCIES,
  "new-relic": [
    "INCIDENT",
    "INCIDENT_OPEN",
    "INCIDENT_RESOLVED",
    "open",
    "acknowledged",
    "closed",
    "CREATED",
    "CLOSED",
  ],
  pingdom: ["UP", "DOWN", "SUCCESS", "FAILING"],
  "prtg-network-monitor": ["DOWN", "%STATUS", "Warning (now: Up)"],
  sentry: ["created", "triggered", "critical", "warning", "resolved", "archived", "assigned"],
  serverguard24: ["CRITICAL", "OK", "WARNING"],
  "slack-outgoing-webhook": URGENCIES,
  statusgator: ["down", "up", "maintenance", "warn"],
  uptimerobot: ["600", "1e3"],
  "uptime-kuma": URGENCIES,
  webhook: ["create", " RESOLVE\n", "acknowledge", "resolved", "sev-1", ...URGENCIES],
  zabbix: ["0", "1", "2", "3", "4", "5", "{EVENT.VALUE}"],
};

/** Numbers that adapters compare with. */
export const NUMBERS: Readonly<Record<string, readonly number[]>> = {
  "66uptime": [0, 1],
  hydrozen: [0, 1],
  auvik: [0, 1, 2, 3, 4],
  freshdesk: [1, 2, 3, 4],
  freshservice: [1, 2, 3, 4],
};
