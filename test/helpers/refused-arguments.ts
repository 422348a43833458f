// Bad input of every kind, and on which paths it is refused: one case for each kind.

import * as pulumi from "@pulumi/pulumi";
import { emulatedType } from "./integration-arguments.ts";
import { canary } from "./sample-options.ts";

const ulid = "01GDBEYARHS4W4QM6X370Z5TMB";

/** Arguments of one integration, and for each path that is refused a part of what is said of it. */
export const refusedArguments: { integration: string; args: object; refused: Record<string, string> }[] = [
  {
    integration: "with wrong arguments",
    args: {
      name: 5,
      urgency: "urgent",
      enabled: "yes",
      teamIds: [ulid, "Platform", "rtr_K22OuvPYNmCyvJ", 7],
      routerIds: ulid,
      accountUserIds: ["tem_K22OuvPYNmCyvJ"],
      teamId: ulid,
      type: "datadog",
      additionalOptions: { newSwitch: true, option_other: 1, support_retriggered_event: true, list: [] },
    },
    refused: {
      name: "must be a text",
      urgency: "must be one of silent, low, medium, high, critical",
      enabled: "must be true or false",
      "teamIds[1]": "must be the id of a team: a ULID of 26 characters, or a prefix id such as tem_",
      "teamIds[2]": "rtr_K22OuvPYNmCyvJ is the prefix id of a router; it belongs in routerIds",
      "teamIds[3]": "must be the id of a team",
      routerIds: "must be a list of ids",
      "accountUserIds[0]": "it belongs in teamIds",
      teamId: 'did you mean "teamIds"?',
      "additionalOptions.newSwitch": "such as alert_open",
      "additionalOptions.option_other": "without its prefix: other",
      "additionalOptions.support_retriggered_event": "declare it as options.supportRetriggeredEvent",
      "additionalOptions.list": "must be a text, a number, true, false or null",
    },
  },
  {
    integration: "with nothing",
    args: {},
    refused: {
      name: "must be a text",
      type: 'such as "datadog"',
      teamIds: "at least one destination",
    },
  },
  {
    integration: "with wrong options of every kind",
    args: {
      name: "live call routing",
      type: "live-call-routing",
      teamIds: [ulid],
      options: {
        accountSid: " ",
        apiKey: [`${canary}-list`],
        apiRegion: "mars.mi1",
        forceInput: "true",
        record: 1,
        recordEmail: "on-call, ops@example.com",
        bannedPhone: 5551234,
        dialPause: 1.5,
        maxWaitTime: 29,
        acountSid: "AC",
        force_input: true,
        musicMedia: "song.mp3",
      },
    },
    refused: {
      "options.accountSid": "is required and must not be blank",
      "options.apiKey": "must be a text",
      "options.apiSecret": "is required and must not be blank",
      "options.apiRegion": 'must be one of "ashburn.us1", "dublin.ie1", "sydney.au1"',
      "options.forceInput": 'must be a boolean, not the text "true"',
      "options.record": "must be a boolean, not the number 1",
      "options.recordEmail": "must be e-mail addresses",
      "options.bannedPhone": "must be a text, not the number 5551234",
      "options.dialPause": "must be a whole number",
      "options.maxWaitTime": "must be a whole number from 30 to 3600",
      "options.acountSid": 'did you mean "accountSid"?',
      "options.force_input": 'write it in camelCase as "forceInput"',
      "options.musicMedia": "is a file",
    },
  },
  {
    integration: "with options that a condition requires",
    args: {
      name: "solarwinds",
      type: "solarwinds",
      teamIds: [ulid],
      options: { alertAcknowledged: true, serverUrl: "localhost", serverPassword: "" },
    },
    refused: {
      "options.serverUrl": "must be a URL",
      "options.serverUsername": "when alertAcknowledged is true",
      "options.serverPassword": "when alertAcknowledged is true",
    },
  },
  {
    integration: "with broken formats",
    args: {
      name: "microsoft-teams",
      type: "microsoft-teams",
      teamIds: [ulid],
      options: { incomingWebhookUrl: `http://${canary}/`, timeZone: "Mars/Olympus" },
    },
    refused: {
      "options.incomingWebhookUrl": "must be a URL",
      "options.timeZone": "must be a time zone's name",
    },
  },
  {
    integration: "with an unknown type",
    args: { name: "datadgo", type: "datadgo", teamIds: [ulid] },
    refused: { type: 'did you mean "datadog"?' },
  },
  {
    integration: "with two types",
    args: { name: "both", type: "datadog", integrationTypeId: emulatedType("datadog").id, teamIds: [ulid] },
    refused: { integrationTypeId: "cannot be set together with type" },
  },
  {
    integration: "with wrong raw options",
    args: {
      name: "raw",
      integrationTypeId: "Datadog",
      teamIds: [ulid],
      options: { alertOpen: true, option_token: `${canary}-raw`, list: [`${canary}-list`], token: "" },
      additionalOptions: { token: `${canary}-additional`, wrapperKey: "" },
    },
    refused: {
      integrationTypeId: "must be the id of an integration type",
      "options.alertOpen": "such as alert_open",
      "options.option_token": "without its prefix: token",
      "options.list": "must be a text, a number, true, false or null",
      "additionalOptions.token": "is also in options: give it once",
      "additionalOptions.wrapperKey": "such as alert_open",
    },
  },
  {
    integration: "with options of which nothing may be shown",
    args: {
      name: "secrets",
      type: "outgoing-webhook",
      teamIds: [ulid],
      webhookUrl: `https://example.com/${canary}`,
      option: { webhookUrl: `https://example.com/${canary}` },
      options: pulumi.output(`https://example.com/${canary}`),
      additionalOptions: [`${canary}-list`],
    },
    refused: {
      webhookUrl: "is not an argument of an integration",
      option: 'did you mean "options"?',
      options: "must be an object",
      "options.webhookUrl": "is required",
      additionalOptions: "must be an object",
    },
  },
  {
    integration: "with destinations and a type that the account does not have",
    args: {
      name: "elsewhere",
      integrationTypeId: "itp_K22OuvPYNmCyvJ",
      teamIds: ["tem_K22OuvPYNmCyvJ"],
      routerIds: ["rtr_K22OuvPYNmCyvJ"],
    },
    refused: {
      integrationTypeId: "is not the id of an integration type of this PagerTree account",
      "teamIds[0]": "is not the id of a team of this account",
      "routerIds[0]": "is not the id of a router of this account",
    },
  },
];
