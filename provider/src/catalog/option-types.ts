/** Every type's options, as a program writes them. Generated from provider/src/catalog/integration-types.json: `npm run generate`. */
import type { Input } from "@pulumi/pulumi";

/** Names of the integration types of the catalog. */
export type IntegrationTypeName =
  | "66uptime"
  | "apex-ping"
  | "appdynamics"
  | "auvik"
  | "aws-cloudwatch"
  | "azure-monitor"
  | "cloudflare"
  | "cronitor"
  | "custom-webhook"
  | "datadog"
  | "dead-mans-snitch"
  | "dynatrace"
  | "echoes-hq"
  | "elastalert"
  | "email"
  | "form"
  | "freshdesk"
  | "freshservice"
  | "google-hangouts-chat"
  | "grafana"
  | "healthchecks-io"
  | "hetrixtools"
  | "honeybadger"
  | "hydrozen"
  | "hyperping"
  | "incoming-sms"
  | "jira-server"
  | "jotform"
  | "kapacitor"
  | "live-call-routing"
  | "logicmonitor"
  | "mattermost-outgoing-webhook"
  | "mattermost-post-to-channel"
  | "meta-workplace"
  | "microsoft-teams"
  | "microsoft-teams-legacy"
  | "new-relic"
  | "outgoing-webhook"
  | "pingdom"
  | "prometheus"
  | "prtg-network-monitor"
  | "pulsetic"
  | "scom"
  | "sentry"
  | "serverguard24"
  | "site24x7"
  | "slack-outgoing-webhook"
  | "slack-post-to-channel"
  | "solarwinds"
  | "stackdriver"
  | "statuscake"
  | "statusgator"
  | "typeform"
  | "uptime"
  | "uptime-kuma"
  | "uptimerobot"
  | "webhook"
  | "zabbix"
  | "zendesk";

/** The options that PagerTree stores for every integration type. */
export interface OptionsOfEveryType {
  /**
   * A template that makes the titles of the alerts out of what PagerTree received, such as `{{data.alarm.name}}`; it may use handlebars-helpers. In use only while `titleTemplateEnabled` is true.
   *
   * A Handlebars template.
   */
  titleTemplate?: Input<string>;
  /**
   * Whether `titleTemplate` makes the titles of the alerts, in place of the integration's own titles.
   * @default false
   */
  titleTemplateEnabled?: Input<boolean>;
  /**
   * A template that makes the descriptions of the alerts out of what PagerTree received; it may use handlebars-helpers and HTML. In use only while `descriptionTemplateEnabled` is true.
   *
   * A Handlebars template.
   */
  descriptionTemplate?: Input<string>;
  /**
   * Whether `descriptionTemplate` makes the descriptions of the alerts, in place of the integration's own descriptions.
   * @default false
   */
  descriptionTemplateEnabled?: Input<boolean>;
}

/** Options of [Cloudflare](https://pagertree.com/docs/integration-guides/cloudflare). */
export interface CloudflareOptions extends OptionsOfEveryType {
  /**
   * The secret that was set on the webhook in Cloudflare. If set, requests without it in their `cf-webhook-auth` header are refused.
   *
   * Secret.
   */
  webhookSecret?: Input<string>;
}

/** Options of [Custom Webhook](https://pagertree.com/docs/integration-guides/custom-webhook). */
export interface CustomWebhookOptions extends OptionsOfEveryType {
  /**
   * The rules that read an alert out of a request: matches with the operators of routers, templates for the alert's fields, and the action (create, acknowledge or resolve).
   *
   * Required. YAML text.
   */
  customDefinition: Input<string>;
}

/** Options of [Datadog](https://pagertree.com/docs/integration-guides/datadog). */
export interface DatadogOptions extends OptionsOfEveryType {
  /**
   * Whether a monitor that Datadog triggers again (`Re-Triggered`) makes a new alert. If not, PagerTree passes over it.
   * @default false
   */
  supportRetriggeredEvent?: Input<boolean>;
}

/** Options of [Echoes HQ](https://pagertree.com/docs/integration-guides/echoes-hq). */
export interface EchoesHqOptions extends OptionsOfEveryType {
  /**
   * The API key of the Echoes HQ account that alerts are sent to.
   *
   * Required. Secret.
   */
  apiKey: Input<string>;
}

/** Options of [Email](https://pagertree.com/docs/integration-guides/email). */
export interface EmailOptions extends OptionsOfEveryType {
  /**
   * Whether an e-mail that was marked as spam makes an alert too.
   * @default false
   */
  allowSpam?: Input<boolean>;
  /**
   * Whether replies in a thread that has made an alert ("RE: RE: …") make no further alert.
   * @default true
   */
  dedupThreads?: Input<boolean>;
  /**
   * How much HTML of an e-mail the alert keeps, by the levels of the Ruby gem Sanitize: `default` none, `restricted` simple inline markup, `basic` also lists and links, `relaxed` also images, tables and styles. `relaxed_2` is `relaxed` without style elements, such as Microsoft Outlook adds.
   * @default "relaxed"
   */
  sanitizeLevel?: Input<"basic" | "default" | "relaxed" | "relaxed_2" | "restricted">;
  /**
   * Rules that read an alert out of an e-mail, written as for the Custom Webhook type. In use only while `customDefinitionEnabled` is true.
   *
   * Required when `customDefinitionEnabled` is true. YAML text.
   */
  customDefinition?: Input<string>;
  /**
   * Whether the rules of `customDefinition` read the e-mails.
   * @default false
   */
  customDefinitionEnabled?: Input<boolean>;
}

/** Options of [Form](https://pagertree.com/docs/integration-guides/form). */
export interface FormOptions extends OptionsOfEveryType {
  /**
   * The title of the page, as a browser's tab and bookmarks show it.
   * @default ""
   */
  formTitle?: Input<string>;
  /**
   * The heading in bold at the top of the form.
   * @default ""
   */
  formHeader?: Input<string>;
  /**
   * The text below the heading that tells people how to fill in the form.
   * @default ""
   */
  formInstructions?: Input<string>;
  /**
   * The text at the bottom of the form, such as the name of your company.
   * @default ""
   */
  formFooterText?: Input<string>;
  /**
   * Where the text at the bottom links to. It has no effect without `formFooterText`.
   *
   * An `http://` or `https://` URL with a dot in its host.
   * @default ""
   */
  formFooterLink?: Input<string>;
  /**
   * Whether people must give their e-mail address.
   * @default false
   */
  formEmailRequired?: Input<boolean>;
  /**
   * Whether people must give their phone number.
   * @default false
   */
  formPhoneRequired?: Input<boolean>;
  /**
   * Whether people must describe the problem.
   * @default false
   */
  formDescriptionRequired?: Input<boolean>;
  /**
   * Whether people must choose an urgency. If not, the form does not ask for it.
   * @default false
   */
  formUrgencyRequired?: Input<boolean>;
}

/** Options of [Google Hangouts Chat](https://pagertree.com/docs/integration-guides/google-hangouts-chat). */
export interface GoogleHangoutsChatOptions extends OptionsOfEveryType {
  /**
   * The webhook URL of the Google Chat space that messages are posted to.
   *
   * Required. An `http://` or `https://` URL with a dot in its host. Secret.
   */
  incomingWebhookUrl: Input<string>;
  /**
   * Whether to post a message when an alert opens, which is once it has been routed.
   * @default false
   */
  alertOpen?: Input<boolean>;
  /**
   * Whether to post a message when an alert is assigned to a team.
   * @default false
   */
  alertAssigned?: Input<boolean>;
  /**
   * Whether to post a message when somebody acknowledges an alert.
   * @default false
   */
  alertAcknowledged?: Input<boolean>;
  /**
   * Whether to post a message when an alert is resolved.
   * @default false
   */
  alertResolved?: Input<boolean>;
  /**
   * Whether to post a message when an alert is dropped because nobody took it.
   * @default false
   */
  alertDropped?: Input<boolean>;
  /**
   * Whether all messages about one alert go to one thread.
   * @default false
   */
  threadSameAlert?: Input<boolean>;
  /**
   * Rules that keep messages from being sent or change what they say, written as for PagerTree's outgoing webhooks: `match` and `actions`, with `ignore` and `setval`. A secret where a rule sets a `webhook_url`.
   *
   * YAML text.
   * @default ""
   */
  outgoingRules?: Input<string>;
}

/** Options of [HetrixTools](https://pagertree.com/docs/integration-guides/hetrix-tools). */
export interface HetrixtoolsOptions extends OptionsOfEveryType {
  /**
   * The authentication token that was set for webhooks in HetrixTools. If set, requests that do not bear it are refused.
   *
   * Secret.
   */
  authenticationToken?: Input<string>;
}

/** Options of [Honeybadger](https://pagertree.com/docs/integration-guides/honeybadger). */
export interface HoneybadgerOptions extends OptionsOfEveryType {
  /**
   * The value that Honeybadger sends in its `Honeybadger-Token` header. If set, requests without it are refused. Needed only where Honeybadger was set up with a webhook of its own, not with its PagerTree integration.
   *
   * Secret.
   */
  token?: Input<string>;
}

/** Options of [Jira Server](https://pagertree.com/docs/integration-guides/jira-server). */
export interface JiraServerOptions extends OptionsOfEveryType {
  /**
   * Whether an update of an issue makes an alert too, if the issue has not made one yet.
   * @default false
   */
  issueUpdated?: Input<boolean>;
}

/** Options of [Live Call Routing](https://pagertree.com/docs/integration-guides/twilio/live-call-routing). */
export interface LiveCallRoutingOptions extends OptionsOfEveryType {
  /**
   * The SID of the Twilio account, which begins with `AC`.
   *
   * Required.
   */
  accountSid: Input<string>;
  /**
   * The SID of a Twilio API key, which begins with `SK`. The key must be of the region that `apiRegion` names.
   *
   * Required. Secret.
   */
  apiKey: Input<string>;
  /**
   * The secret that belongs to the Twilio API key.
   *
   * Required. Secret.
   */
  apiSecret: Input<string>;
  /**
   * The Twilio region that calls are handled in. The API key and the phone number's routing must be of the same region.
   * @default "ashburn.us1"
   */
  apiRegion?: Input<"ashburn.us1" | "dublin.ie1" | "sydney.au1">;
  /**
   * Whether callers must choose a team by a key press even if there is only one.
   * @default false
   */
  forceInput?: Input<boolean>;
  /**
   * Whether callers can leave a voicemail if nobody acknowledges the call. Recordings open without a Twilio login only if Twilio's media access needs none.
   * @default false
   */
  record?: Input<boolean>;
  /**
   * Whether callers go to voicemail at once, without anybody being called; the alert is routed once the message is left. It has no effect unless `record` is true.
   * @default false
   */
  sendStraightToVoicemail?: Input<boolean>;
  /**
   * Who gets an e-mail when a voicemail was left: addresses, or `team` for the team's members and admins, `team-admin` for its admins, `on-call` for who is on call.
   *
   * E-mail addresses, `team`, `team-admin` or `on-call`, with commas and no spaces between them.
   * @default ""
   */
  recordEmail?: Input<string>;
  /**
   * Phone numbers in E.164 form, with commas and no spaces between them, whose calls are refused. A part of a number, such as `+1900`, bans every number that contains it.
   * @default ""
   */
  bannedPhone?: Input<string>;
  /**
   * Seconds of silence between the announcement and the connection to whoever acknowledged. PagerTree uses at least 1 and at most 15, whatever is given, and 1 if nothing is.
   */
  dialPause?: Input<number>;
  /**
   * Seconds that a caller waits for somebody to acknowledge before the call goes to voicemail. If not given, there is no limit.
   *
   * From 30 to 3600.
   */
  maxWaitTime?: Input<number>;
  /**
   * Whether the alert stays open if the caller hangs up before being connected. If not, it is resolved.
   * @default false
   */
  skipResolveOnHangup?: Input<boolean>;
}

/** Options of [LogicMonitor](https://pagertree.com/docs/integration-guides/logic-monitor). */
export interface LogicmonitorOptions extends OptionsOfEveryType {
  /**
   * Whether an alert that is acknowledged in PagerTree is acknowledged in LogicMonitor too.
   * @default false
   */
  alertAcknowledged?: Input<boolean>;
  /**
   * The LogicMonitor account's name: the first part of `https://<account name>.logicmonitor.com`.
   *
   * Required when `alertAcknowledged` is true.
   */
  logicMonitorAccountName?: Input<string>;
  /**
   * The access ID of a LogicMonitor LMv1 token.
   *
   * Required when `alertAcknowledged` is true. Secret.
   */
  accessId?: Input<string>;
  /**
   * The access key of a LogicMonitor LMv1 token.
   *
   * Required when `alertAcknowledged` is true. Secret.
   */
  accessKey?: Input<string>;
  /**
   * A bearer token of LogicMonitor's API.
   *
   * Required when `alertAcknowledged` is true. Secret.
   */
  bearerToken?: Input<string>;
}

/** Options of [Mattermost (Outgoing Webhook)](https://pagertree.com/docs/integration-guides/mattermost/outgoing-webhook). */
export interface MattermostOutgoingWebhookOptions extends OptionsOfEveryType {
  /**
   * The token that Mattermost gave the outgoing webhook. If set, requests that carry another token are refused.
   *
   * Secret.
   */
  token?: Input<string>;
}

/** Options of [Mattermost (Post to Channel)](https://pagertree.com/docs/integration-guides/mattermost/post-to-channel). */
export interface MattermostPostToChannelOptions extends OptionsOfEveryType {
  /**
   * The URL of the Mattermost incoming webhook that messages are posted to.
   *
   * Required. An `http://` or `https://` URL with a dot in its host. Secret.
   */
  incomingWebhookUrl: Input<string>;
  /**
   * Whether to post a message when an alert opens, which is once it has been routed.
   * @default false
   */
  alertOpen?: Input<boolean>;
  /**
   * Whether to post a message when somebody acknowledges an alert.
   * @default false
   */
  alertAcknowledged?: Input<boolean>;
  /**
   * Whether to post a message when an alert is resolved.
   * @default false
   */
  alertResolved?: Input<boolean>;
  /**
   * Whether to post a message when an alert is dropped because nobody took it.
   * @default false
   */
  alertDropped?: Input<boolean>;
  /**
   * Rules that keep messages from being sent or change what they say, written as for PagerTree's outgoing webhooks: `match` and `actions`, with `ignore` and `setval`. A secret where a rule sets a `webhook_url`.
   *
   * YAML text.
   * @default ""
   */
  outgoingRules?: Input<string>;
}

/** Options of [Meta Workplace](https://pagertree.com/docs/integration-guides/meta-workplace). */
export interface MetaWorkplaceOptions extends OptionsOfEveryType {
  /**
   * Whether PagerTree makes alerts of Workplace posts that mention it. Stored, but PagerTree has not switched this direction on yet.
   * @default false
   */
  incomingEnabled?: Input<boolean>;
  /**
   * Whether PagerTree posts its alerts to the group.
   * @default true
   */
  outgoingEnabled?: Input<boolean>;
  /**
   * The access token of the custom integration that was made in Workplace for PagerTree.
   *
   * Required. Secret.
   */
  accessToken: Input<string>;
  /**
   * The app secret of the custom integration in Workplace. If set, signed requests from Workplace whose signature does not fit it are refused.
   *
   * Secret.
   */
  appSecret?: Input<string>;
  /**
   * The ID of the Workplace group that is posted to: the number in the group's URL.
   *
   * Required.
   */
  groupId: Input<string>;
  /**
   * Rules that keep messages from being sent or change what they say, written as for PagerTree's outgoing webhooks: `match` and `actions`, with `ignore` and `setval`. A secret where a rule sets a `webhook_url`.
   *
   * YAML text.
   * @default ""
   */
  outgoingRules?: Input<string>;
}

/** Options of [Microsoft Teams](https://pagertree.com/docs/integration-guides/microsoft-teams). */
export interface MicrosoftTeamsOptions extends OptionsOfEveryType {
  /**
   * The webhook URL of the Microsoft Teams channel that messages are posted to.
   *
   * Required. An `http://` or `https://` URL with a dot in its host. Secret.
   */
  incomingWebhookUrl: Input<string>;
  /**
   * Whether to post a message when an alert opens, which is once it has been routed.
   * @default false
   */
  alertOpen?: Input<boolean>;
  /**
   * Whether to post a message when somebody acknowledges an alert.
   * @default false
   */
  alertAcknowledged?: Input<boolean>;
  /**
   * Whether to post a message when an alert is resolved.
   * @default false
   */
  alertResolved?: Input<boolean>;
  /**
   * Whether to post a message when an alert is dropped because nobody took it.
   * @default false
   */
  alertDropped?: Input<boolean>;
  /**
   * Rules that keep messages from being sent or change what they say, written as for PagerTree's outgoing webhooks: `match` and `actions`, with `ignore` and `setval`. A secret where a rule sets a `webhook_url`.
   *
   * YAML text.
   * @default ""
   */
  outgoingRules?: Input<string>;
  /**
   * The time zone in which messages show dates and times.
   *
   * A time zone's name in the IANA database or in Rails.
   * @default "UTC"
   */
  timeZone?: Input<string>;
  /**
   * Whether messages show only the alert's title, status and assigned user.
   * @default false
   */
  compactMessage?: Input<boolean>;
}

/** Options of [Microsoft Teams (legacy)](https://pagertree.com/docs/integration-guides/microsoft-teams). */
export interface MicrosoftTeamsLegacyOptions extends OptionsOfEveryType {
  /**
   * The webhook URL of the Microsoft Teams channel that messages are posted to.
   *
   * Required. An `http://` or `https://` URL with a dot in its host. Secret.
   */
  incomingWebhookUrl: Input<string>;
  /**
   * Whether to post a message when an alert opens, which is once it has been routed.
   * @default false
   */
  alertOpen?: Input<boolean>;
  /**
   * Whether to post a message when somebody acknowledges an alert.
   * @default false
   */
  alertAcknowledged?: Input<boolean>;
  /**
   * Whether to post a message when an alert is resolved.
   * @default false
   */
  alertResolved?: Input<boolean>;
  /**
   * Whether to post a message when an alert is dropped because nobody took it.
   * @default false
   */
  alertDropped?: Input<boolean>;
  /**
   * Rules that keep messages from being sent or change what they say, written as for PagerTree's outgoing webhooks: `match` and `actions`, with `ignore` and `setval`. A secret where a rule sets a `webhook_url`.
   *
   * YAML text.
   * @default ""
   */
  outgoingRules?: Input<string>;
  /**
   * The time zone in which messages show dates and times.
   *
   * A time zone's name in the IANA database or in Rails.
   * @default "UTC"
   */
  timeZone?: Input<string>;
  /**
   * Whether messages show only the alert's title, status and assigned user.
   * @default false
   */
  compactMessage?: Input<boolean>;
}

/** Options of [Outgoing Webhook](https://pagertree.com/docs/integration-guides/outgoing-webhook). */
export interface OutgoingWebhookOptions extends OptionsOfEveryType {
  /**
   * The URL that PagerTree POSTs to. Any secret of the receiver travels in it.
   *
   * Required. An `http://` or `https://` URL with a dot in its host. Secret.
   */
  webhookUrl: Input<string>;
  /**
   * The user name for authentication at the receiver. It is sent only together with `password`.
   *
   * Secret.
   */
  username?: Input<string>;
  /**
   * The password for authentication at the receiver. It is sent only together with `username`.
   *
   * Secret.
   */
  password?: Input<string>;
  /**
   * An HTTP proxy to send through, such as `http://user:password@proxy.example.com:3128`.
   *
   * An `http://` or `https://` URL with a dot in its host. Secret.
   */
  proxyUrl?: Input<string>;
  /**
   * Whether to send `alert.created`: once, when an alert is made, before it is routed.
   * @default false
   */
  alertCreated?: Input<boolean>;
  /**
   * Whether to send `alert.open`: once, when an alert has been routed.
   * @default false
   */
  alertOpen?: Input<boolean>;
  /**
   * Whether to send `alert.acknowledged`, each time somebody acknowledges an alert.
   * @default false
   */
  alertAcknowledged?: Input<boolean>;
  /**
   * Whether to send `alert.rejected`, each time somebody rejects an alert.
   * @default false
   */
  alertRejected?: Input<boolean>;
  /**
   * Whether to send `alert.timeout`, each time an escalation layer runs out of time and the alert moves on.
   * @default false
   */
  alertTimeout?: Input<boolean>;
  /**
   * Whether to send `alert.resolved`, when an alert is resolved.
   * @default false
   */
  alertResolved?: Input<boolean>;
  /**
   * Whether to send `alert.dropped`, when an alert is dropped because nobody took it.
   * @default false
   */
  alertDropped?: Input<boolean>;
  /**
   * Whether to send `alert.handoff`, each time an alert is handed off.
   * @default false
   */
  alertHandoff?: Input<boolean>;
  /**
   * Whether to send `event_reminder.going_on_call`, when somebody is about to go on call.
   * @default false
   */
  eventReminderGoingOnCall?: Input<boolean>;
  /**
   * Whether to send `event_reminder.going_off_call`, when somebody is about to go off call.
   * @default false
   */
  eventReminderGoingOffCall?: Input<boolean>;
  /**
   * Whether to send `comment.created`, when somebody comments.
   * @default false
   */
  commentCreated?: Input<boolean>;
  /**
   * Whether to send `comment.updated`, when a comment is changed.
   * @default false
   */
  commentUpdated?: Input<boolean>;
  /**
   * Whether to send `comment.destroyed`, when a comment is deleted.
   * @default false
   */
  commentDestroyed?: Input<boolean>;
  /**
   * A template for the JSON body, with the data `alert` and `event`; it may use handlebars-helpers. If it is blank, or does not make JSON, PagerTree's own body is sent.
   *
   * A Handlebars template.
   * @default ""
   */
  template?: Input<string>;
  /**
   * Whether an alert's data brings along the team, user, source and source log that it refers to.
   * @default false
   */
  sendLinked?: Input<boolean>;
  /**
   * Rules that keep a webhook from being sent or change its body, written with the operators of routers: `match` and `actions`, with `ignore` and `setval`. A secret where a rule sets a `webhook_url`.
   *
   * YAML text.
   * @default ""
   */
  outgoingRules?: Input<string>;
}

/** Options of [Sentry](https://pagertree.com/docs/integration-guides/sentry). */
export interface SentryOptions extends OptionsOfEveryType {
  /**
   * The client secret of the internal integration in Sentry. If set, signed requests whose signature does not fit it are refused. Not needed with Sentry's own PagerTree integration.
   *
   * Secret.
   */
  clientSecret?: Input<string>;
  /**
   * The token by which PagerTree calls Sentry. PagerTree sets and renews it for an integration that was installed from within Sentry: leave it to PagerTree there, with `ignoreChanges`.
   *
   * Secret.
   */
  authorizationToken?: Input<string>;
  /**
   * When `authorizationToken` ends, ISO 8601. PagerTree sets it together with the token.
   */
  authorizationTokenExpiresAt?: Input<string>;
  /**
   * The token by which PagerTree renews `authorizationToken`. PagerTree sets it together with the token.
   *
   * Secret.
   */
  authorizationRefreshToken?: Input<string>;
  /**
   * The code that Sentry handed over when its PagerTree integration was installed, which PagerTree exchanges for the tokens.
   *
   * Secret.
   */
  code?: Input<string>;
}

/** Options of [ServerGuard24](https://pagertree.com/docs/integration-guides/serverguard24). */
export interface Serverguard24Options extends OptionsOfEveryType {
  /**
   * Whether a monitor that goes to `WARNING` resolves its alert, as one that goes to `OK` does.
   * @default false
   */
  resolveWarn?: Input<boolean>;
}

/** Options of [Slack (Outgoing Webhook)](https://pagertree.com/docs/integration-guides/slack/outgoing-webhook). */
export interface SlackOutgoingWebhookOptions extends OptionsOfEveryType {
  /**
   * The token that Slack gave the outgoing webhook. If set, requests that carry another token are refused.
   *
   * Secret.
   */
  token?: Input<string>;
}

/** Options of [Slack (Post to Channel)](https://pagertree.com/docs/integration-guides/slack/post-to-channel). */
export interface SlackPostToChannelOptions extends OptionsOfEveryType {
  /**
   * The URL of the Slack incoming webhook that messages are posted to.
   *
   * Required. An `http://` or `https://` URL with a dot in its host. Secret.
   */
  incomingWebhookUrl: Input<string>;
  /**
   * Whether to post a message when an alert opens, which is once it has been routed.
   * @default false
   */
  alertOpen?: Input<boolean>;
  /**
   * Whether to post a message when somebody acknowledges an alert.
   * @default false
   */
  alertAcknowledged?: Input<boolean>;
  /**
   * Whether to post a message when an alert is resolved.
   * @default false
   */
  alertResolved?: Input<boolean>;
  /**
   * Whether to post a message when an alert is dropped because nobody took it.
   * @default false
   */
  alertDropped?: Input<boolean>;
  /**
   * Rules that keep messages from being sent or change what they say, written as for PagerTree's outgoing webhooks: `match` and `actions`, with `ignore` and `setval`. A secret where a rule sets a `webhook_url`.
   *
   * YAML text.
   * @default ""
   */
  outgoingRules?: Input<string>;
}

/** Options of [SolarWinds](https://pagertree.com/docs/integration-guides/solarwinds). */
export interface SolarwindsOptions extends OptionsOfEveryType {
  /**
   * Whether an alert that is acknowledged in PagerTree is acknowledged in SolarWinds too.
   * @default false
   */
  alertAcknowledged?: Input<boolean>;
  /**
   * The URL of the SolarWinds server, such as `https://sw.example.com:17774`.
   *
   * Required when `alertAcknowledged` is true. An `http://` or `https://` URL with a dot in its host, which is validated only when `alertAcknowledged` is true.
   */
  serverUrl?: Input<string>;
  /**
   * The name of a SolarWinds user who may see and acknowledge alerts.
   *
   * Required when `alertAcknowledged` is true. Secret.
   */
  serverUsername?: Input<string>;
  /**
   * The password of the SolarWinds user.
   *
   * Required when `alertAcknowledged` is true. Secret.
   */
  serverPassword?: Input<string>;
  /**
   * An HTTP proxy to reach the SolarWinds server through, such as `http://user:password@proxy.example.com:3128`. Its form is not validated.
   *
   * Secret.
   */
  proxyUrl?: Input<string>;
}

/** Options of [StatusGator](https://pagertree.com/docs/integration-guides/status-gator). */
export interface StatusgatorOptions extends OptionsOfEveryType {
  /**
   * Whether a monitor that goes to `warn` makes an alert.
   * @default true
   */
  createOnWarn?: Input<boolean>;
  /**
   * Whether a monitor that goes to `maintenance` makes an alert.
   * @default true
   */
  createOnMaintenance?: Input<boolean>;
}

/** Options of [Webhook](https://pagertree.com/docs/integration-guides/webhook). */
export interface WebhookOptions extends OptionsOfEveryType {
  /**
   * If set, requests without it in their `pagertree-token` header are refused.
   *
   * Secret.
   */
  token?: Input<string>;
  /**
   * Whether top-level keys of the payload that PagerTree does not know are shown in the alert as additional data.
   * @default false
   */
  captureAdditionalData?: Input<boolean>;
  /**
   * Where the payload is wrapped in an outer object: the way to it, as a JMESPath expression such as `data` or `data.attributes`. If nothing is there, the whole payload is read.
   */
  wrapperKey?: Input<string>;
}

/** Options of [Zabbix](https://pagertree.com/docs/integration-guides/zabbix). */
export interface ZabbixOptions extends OptionsOfEveryType {
  /**
   * Whether the severity that Zabbix sends sets the alert's urgency, from `silent` (not classified) to `critical` (disaster). If not, alerts have the urgency of the integration.
   * @default false
   */
  mapUrgency?: Input<boolean>;
}

/** The options of each integration type. */
export interface IntegrationOptionsByType {
  "66uptime": OptionsOfEveryType;
  "apex-ping": OptionsOfEveryType;
  appdynamics: OptionsOfEveryType;
  auvik: OptionsOfEveryType;
  "aws-cloudwatch": OptionsOfEveryType;
  "azure-monitor": OptionsOfEveryType;
  cloudflare: CloudflareOptions;
  cronitor: OptionsOfEveryType;
  "custom-webhook": CustomWebhookOptions;
  datadog: DatadogOptions;
  "dead-mans-snitch": OptionsOfEveryType;
  dynatrace: OptionsOfEveryType;
  "echoes-hq": EchoesHqOptions;
  elastalert: OptionsOfEveryType;
  email: EmailOptions;
  form: FormOptions;
  freshdesk: OptionsOfEveryType;
  freshservice: OptionsOfEveryType;
  "google-hangouts-chat": GoogleHangoutsChatOptions;
  grafana: OptionsOfEveryType;
  "healthchecks-io": OptionsOfEveryType;
  hetrixtools: HetrixtoolsOptions;
  honeybadger: HoneybadgerOptions;
  hydrozen: OptionsOfEveryType;
  hyperping: OptionsOfEveryType;
  "incoming-sms": OptionsOfEveryType;
  "jira-server": JiraServerOptions;
  jotform: OptionsOfEveryType;
  kapacitor: OptionsOfEveryType;
  "live-call-routing": LiveCallRoutingOptions;
  logicmonitor: LogicmonitorOptions;
  "mattermost-outgoing-webhook": MattermostOutgoingWebhookOptions;
  "mattermost-post-to-channel": MattermostPostToChannelOptions;
  "meta-workplace": MetaWorkplaceOptions;
  "microsoft-teams": MicrosoftTeamsOptions;
  "microsoft-teams-legacy": MicrosoftTeamsLegacyOptions;
  "new-relic": OptionsOfEveryType;
  "outgoing-webhook": OutgoingWebhookOptions;
  pingdom: OptionsOfEveryType;
  prometheus: OptionsOfEveryType;
  "prtg-network-monitor": OptionsOfEveryType;
  pulsetic: OptionsOfEveryType;
  scom: OptionsOfEveryType;
  sentry: SentryOptions;
  serverguard24: Serverguard24Options;
  site24x7: OptionsOfEveryType;
  "slack-outgoing-webhook": SlackOutgoingWebhookOptions;
  "slack-post-to-channel": SlackPostToChannelOptions;
  solarwinds: SolarwindsOptions;
  stackdriver: OptionsOfEveryType;
  statuscake: OptionsOfEveryType;
  statusgator: StatusgatorOptions;
  typeform: OptionsOfEveryType;
  uptime: OptionsOfEveryType;
  "uptime-kuma": OptionsOfEveryType;
  uptimerobot: OptionsOfEveryType;
  webhook: WebhookOptions;
  zabbix: ZabbixOptions;
  zendesk: OptionsOfEveryType;
}

/** What each integration type is, for an editor to show where a program names it. */
export interface IntegrationTypeNamed {
  "66uptime": {
    /**
     * Makes alerts from 66uptime's website, ping, port, heartbeat, domain and certificate notifications, and resolves them when a monitor is up again.
     *
     * Guide: https://pagertree.com/docs/integration-guides/66uptime
     */
    type: "66uptime";
  };
  "apex-ping": {
    /**
     * Makes alerts from Apex Ping's website and API monitors, and resolves them when the monitor is resolved.
     *
     * Guide: https://pagertree.com/docs/integration-guides/apex-ping
     */
    type: "apex-ping";
  };
  appdynamics: {
    /**
     * Makes alerts from AppDynamics' events, and resolves them when AppDynamics sends the resolving event.
     *
     * Guide: https://pagertree.com/docs/integration-guides/appdynamics
     */
    type: "appdynamics";
  };
  auvik: {
    /**
     * Makes alerts from Auvik's network alerts, and resolves them when Auvik clears the alert.
     *
     * Guide: https://pagertree.com/docs/integration-guides/auvik
     */
    type: "auvik";
  };
  "aws-cloudwatch": {
    /**
     * Makes alerts from AWS CloudWatch's alarms, which come over SNS, and resolves them when the alarm is OK again.
     *
     * Guide: https://pagertree.com/docs/integration-guides/aws-cloudwatch
     */
    type: "aws-cloudwatch";
  };
  "azure-monitor": {
    /**
     * Makes alerts from Azure Monitor's alerts, and resolves them when Azure Monitor does.
     *
     * Guide: https://pagertree.com/docs/integration-guides/azure-monitor
     */
    type: "azure-monitor";
  };
  cloudflare: {
    /**
     * Makes an alert from every notification that Cloudflare sends.
     *
     * Guide: https://pagertree.com/docs/integration-guides/cloudflare
     */
    type: "cloudflare";
  };
  cronitor: {
    /**
     * Makes alerts from Cronitor's failing checks, and resolves them when the check passes again.
     *
     * Guide: https://pagertree.com/docs/integration-guides/cronitor
     */
    type: "cronitor";
  };
  "custom-webhook": {
    /**
     * Makes, acknowledges and resolves alerts out of any inbound webhook, by rules of your own.
     *
     * Guide: https://pagertree.com/docs/integration-guides/custom-webhook
     */
    type: "custom-webhook";
  };
  datadog: {
    /**
     * Makes alerts from Datadog's monitors, and resolves them when the monitor recovers.
     *
     * Guide: https://pagertree.com/docs/integration-guides/datadog
     */
    type: "datadog";
  };
  "dead-mans-snitch": {
    /**
     * Makes alerts from snitches that go missing in Dead Man's Snitch, and resolves them when the snitch reports again.
     *
     * Guide: https://pagertree.com/docs/integration-guides/dead-mans-snitch
     */
    type: "dead-mans-snitch";
  };
  dynatrace: {
    /**
     * Makes alerts from Dynatrace's open problems, and resolves them when the problem is resolved.
     *
     * Guide: https://pagertree.com/docs/integration-guides/dynatrace
     */
    type: "dynatrace";
  };
  "echoes-hq": {
    /**
     * Sends PagerTree's alerts to Echoes HQ as incidents when they are created, acknowledged and resolved.
     *
     * Guide: https://pagertree.com/docs/integration-guides/echoes-hq
     */
    type: "echoes-hq";
  };
  elastalert: {
    /**
     * Makes, acknowledges and resolves alerts as the rules of ElastAlert, which watches Elasticsearch, say.
     *
     * Guide: https://pagertree.com/docs/integration-guides/elastalert
     */
    type: "elastalert";
  };
  email: {
    /**
     * Makes alerts from e-mails sent to an address that PagerTree gives the integration; by rules of your own, e-mails acknowledge and resolve alerts too.
     *
     * Guide: https://pagertree.com/docs/integration-guides/email
     */
    type: "email";
  };
  form: {
    /**
     * Makes alerts from a public form that PagerTree hosts, which can have a domain of your own.
     *
     * Guide: https://pagertree.com/docs/integration-guides/form
     */
    type: "form";
  };
  freshdesk: {
    /**
     * Makes alerts from Freshdesk's tickets, acknowledges them when the ticket is pending, and resolves them when it is resolved or closed.
     *
     * Guide: https://pagertree.com/docs/integration-guides/freshdesk
     */
    type: "freshdesk";
  };
  freshservice: {
    /**
     * Makes alerts from Freshservice's tickets, acknowledges them when the ticket is pending, and resolves them when it is resolved or closed.
     *
     * Guide: https://pagertree.com/docs/integration-guides/freshservice
     */
    type: "freshservice";
  };
  "google-hangouts-chat": {
    /**
     * Posts PagerTree's alerts to a space of Google Chat (formerly Hangouts Chat).
     *
     * Guide: https://pagertree.com/docs/integration-guides/google-hangouts-chat
     */
    type: "google-hangouts-chat";
  };
  grafana: {
    /**
     * Makes alerts from Grafana's alerts, and resolves them when Grafana does.
     *
     * Guide: https://pagertree.com/docs/integration-guides/grafana
     */
    type: "grafana";
  };
  "healthchecks-io": {
    /**
     * Makes alerts from Healthchecks.io's checks that are down, and resolves them when the check is up again.
     *
     * Guide: https://pagertree.com/docs/integration-guides/healthchecks
     */
    type: "healthchecks-io";
  };
  hetrixtools: {
    /**
     * Makes alerts from HetrixTools' uptime, blacklist and resource usage monitors, and resolves those of uptime monitors when they are online again.
     *
     * Guide: https://pagertree.com/docs/integration-guides/hetrix-tools
     */
    type: "hetrixtools";
  };
  honeybadger: {
    /**
     * Makes alerts from Honeybadger's errors, outages and missing check-ins, and resolves them when Honeybadger does.
     *
     * Guide: https://pagertree.com/docs/integration-guides/honeybadger
     */
    type: "honeybadger";
  };
  hydrozen: {
    /**
     * Makes alerts from Hydrozen's website, ping, port, heartbeat, domain and certificate notifications, and resolves them when a monitor is up again.
     *
     * Guide: https://pagertree.com/docs/integration-guides/hydrozen
     */
    type: "hydrozen";
  };
  hyperping: {
    /**
     * Makes alerts from Hyperping's website and API monitors that are down, and resolves them when the monitor is up again.
     *
     * Guide: https://pagertree.com/docs/integration-guides/hyperping
     */
    type: "hyperping";
  };
  "incoming-sms": {
    /**
     * Makes an alert from every text message to a Twilio phone number.
     *
     * Guide: https://pagertree.com/docs/integration-guides/twilio/incoming-sms
     */
    type: "incoming-sms";
  };
  "jira-server": {
    /**
     * Makes alerts from issues that are created in Jira Server.
     *
     * Guide: https://pagertree.com/docs/integration-guides/jira-server
     */
    type: "jira-server";
  };
  jotform: {
    /**
     * Makes an alert from every submission of a JotForm form.
     *
     * Guide: https://pagertree.com/docs/integration-guides/jotform
     */
    type: "jotform";
  };
  kapacitor: {
    /**
     * Makes alerts from Kapacitor's alerts that are not OK, and resolves them when they are OK again.
     *
     * Guide: https://pagertree.com/docs/integration-guides/kapacitor
     */
    type: "kapacitor";
  };
  "live-call-routing": {
    /**
     * Makes an alert from every phone call to a Twilio number, and puts the caller through to whoever acknowledges it.
     *
     * Guide: https://pagertree.com/docs/integration-guides/twilio/live-call-routing
     */
    type: "live-call-routing";
  };
  logicmonitor: {
    /**
     * Makes, acknowledges and resolves alerts as LogicMonitor does, and can acknowledge them in LogicMonitor when they are acknowledged in PagerTree.
     *
     * Guide: https://pagertree.com/docs/integration-guides/logic-monitor
     */
    type: "logicmonitor";
  };
  "mattermost-outgoing-webhook": {
    /**
     * Makes an alert from every Mattermost message that begins with a trigger word.
     *
     * Guide: https://pagertree.com/docs/integration-guides/mattermost/outgoing-webhook
     */
    type: "mattermost-outgoing-webhook";
  };
  "mattermost-post-to-channel": {
    /**
     * Posts PagerTree's alerts to a Mattermost channel.
     *
     * Guide: https://pagertree.com/docs/integration-guides/mattermost/post-to-channel
     */
    type: "mattermost-post-to-channel";
  };
  "meta-workplace": {
    /**
     * Posts PagerTree's alerts to a group of Meta Workplace, and comments on the post as they change.
     *
     * Guide: https://pagertree.com/docs/integration-guides/meta-workplace
     */
    type: "meta-workplace";
  };
  "microsoft-teams": {
    /**
     * Posts PagerTree's alerts to a Microsoft Teams channel.
     *
     * Guide: https://pagertree.com/docs/integration-guides/microsoft-teams
     */
    type: "microsoft-teams";
  };
  "microsoft-teams-legacy": {
    /**
     * Posts PagerTree's alerts to a Microsoft Teams channel, in the older message form of Office connectors that `microsoft-teams` supersedes.
     *
     * Guide: https://pagertree.com/docs/integration-guides/microsoft-teams
     */
    type: "microsoft-teams-legacy";
  };
  "new-relic": {
    /**
     * Makes, acknowledges and resolves alerts as New Relic opens, acknowledges and closes incidents.
     *
     * Guide: https://pagertree.com/docs/integration-guides/new-relic
     */
    type: "new-relic";
  };
  "outgoing-webhook": {
    /**
     * Sends PagerTree's alerts, and comments and on-call reminders, to a URL of yours.
     *
     * Guide: https://pagertree.com/docs/integration-guides/outgoing-webhook
     */
    type: "outgoing-webhook";
  };
  pingdom: {
    /**
     * Makes alerts from Pingdom's checks that go down, and resolves them when the check is up again.
     *
     * Guide: https://pagertree.com/docs/integration-guides/pingdom
     */
    type: "pingdom";
  };
  prometheus: {
    /**
     * Makes alerts from what Prometheus' Alertmanager fires, and resolves them when it is resolved.
     *
     * Guide: https://pagertree.com/docs/integration-guides/prometheus
     */
    type: "prometheus";
  };
  "prtg-network-monitor": {
    /**
     * Makes alerts from PRTG's sensors that are down, and resolves them when the sensor is up again.
     *
     * Guide: https://pagertree.com/docs/integration-guides/prtg-network-monitor
     */
    type: "prtg-network-monitor";
  };
  pulsetic: {
    /**
     * Makes alerts from Pulsetic's monitors that are offline and of expiring certificates, and resolves the former when the monitor is online again.
     *
     * Guide: https://pagertree.com/docs/integration-guides/pulsetic
     */
    type: "pulsetic";
  };
  scom: {
    /**
     * Makes alerts from Microsoft System Center Operations Manager's alerts, and resolves them when they are resolved or closed there.
     *
     * Guide: https://pagertree.com/docs/integration-guides/scom
     */
    type: "scom";
  };
  sentry: {
    /**
     * Makes alerts from Sentry's issues, and acknowledges and resolves them as Sentry does.
     *
     * Guide: https://pagertree.com/docs/integration-guides/sentry
     */
    type: "sentry";
  };
  serverguard24: {
    /**
     * Makes alerts from ServerGuard24's monitors that are critical, and resolves them when the monitor is OK again.
     *
     * Guide: https://pagertree.com/docs/integration-guides/serverguard24
     */
    type: "serverguard24";
  };
  site24x7: {
    /**
     * Makes alerts from Site24x7's monitors that are down, and resolves them when the monitor is up again.
     *
     * Guide: https://pagertree.com/docs/integration-guides/site24x7
     */
    type: "site24x7";
  };
  "slack-outgoing-webhook": {
    /**
     * Makes an alert from every Slack message that begins with a trigger word.
     *
     * Guide: https://pagertree.com/docs/integration-guides/slack/outgoing-webhook
     */
    type: "slack-outgoing-webhook";
  };
  "slack-post-to-channel": {
    /**
     * Posts PagerTree's alerts to a Slack channel.
     *
     * Guide: https://pagertree.com/docs/integration-guides/slack/post-to-channel
     */
    type: "slack-post-to-channel";
  };
  solarwinds: {
    /**
     * Makes alerts from SolarWinds' alerts and resolves them when they are reset, and can acknowledge them in SolarWinds when they are acknowledged in PagerTree.
     *
     * Guide: https://pagertree.com/docs/integration-guides/solarwinds
     */
    type: "solarwinds";
  };
  stackdriver: {
    /**
     * Makes alerts from Google Cloud's (Stackdriver's) open incidents, and resolves them when the incident is closed.
     *
     * Guide: https://pagertree.com/docs/integration-guides/stackdriver
     */
    type: "stackdriver";
  };
  statuscake: {
    /**
     * Makes alerts from StatusCake's tests that are down, and resolves them when the test is up again.
     *
     * Guide: https://pagertree.com/docs/integration-guides/statuscake
     */
    type: "statuscake";
  };
  statusgator: {
    /**
     * Makes alerts from StatusGator's monitors that are down, and resolves them when the monitor is up again.
     *
     * Guide: https://pagertree.com/docs/integration-guides/status-gator
     */
    type: "statusgator";
  };
  typeform: {
    /**
     * Makes an alert from every submission of a Typeform form.
     *
     * Guide: https://pagertree.com/docs/integration-guides/typeform
     */
    type: "typeform";
  };
  uptime: {
    /**
     * Makes alerts from Uptime.com's checks that are down, and resolves them when the check is up again.
     *
     * Guide: https://pagertree.com/docs/integration-guides/uptime
     */
    type: "uptime";
  };
  "uptime-kuma": {
    /**
     * Makes alerts from Uptime Kuma's monitors that are down, and resolves them when the monitor is up again.
     *
     * Guide: https://pagertree.com/docs/integration-guides/uptime-kuma
     */
    type: "uptime-kuma";
  };
  uptimerobot: {
    /**
     * Makes alerts from UptimeRobot's monitors that are down, and resolves them when the monitor is up again.
     *
     * Guide: https://pagertree.com/docs/integration-guides/uptimerobot
     */
    type: "uptimerobot";
  };
  webhook: {
    /**
     * Makes, acknowledges and resolves alerts out of webhooks in PagerTree's own form, which any program can send.
     *
     * Guide: https://pagertree.com/docs/integration-guides/webhook
     */
    type: "webhook";
  };
  zabbix: {
    /**
     * Makes alerts from Zabbix's events, and resolves them when Zabbix does.
     *
     * Guide: https://pagertree.com/docs/integration-guides/zabbix
     */
    type: "zabbix";
  };
  zendesk: {
    /**
     * Makes, acknowledges and resolves alerts as tickets in Zendesk are created, acknowledged and resolved.
     *
     * Guide: https://pagertree.com/docs/integration-guides/zendesk
     */
    type: "zendesk";
  };
}
