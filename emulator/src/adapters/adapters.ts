// The adapters by the catalog's keys of their types.
import { sixtySixUptime } from "./66uptime.ts";
import type { Adapter } from "./adapter.ts";
import { apexPing } from "./apex-ping.ts";
import { appdynamics } from "./appdynamics.ts";
import { auvik } from "./auvik.ts";
import { awsCloudwatch } from "./aws-cloudwatch.ts";
import { azureMonitor } from "./azure-monitor.ts";
import { cloudflare } from "./cloudflare.ts";
import { cronitor } from "./cronitor.ts";
import { customWebhook } from "./custom-webhook.ts";
import { datadog } from "./datadog.ts";
import { deadMansSnitch } from "./dead-mans-snitch.ts";
import { dynatrace } from "./dynatrace.ts";
import { elastalert } from "./elastalert.ts";
import { email } from "./email.ts";
import { form } from "./form.ts";
import { freshdesk } from "./freshdesk.ts";
import { freshservice } from "./freshservice.ts";
import { grafana } from "./grafana.ts";
import { healthchecksIo } from "./healthchecks-io.ts";
import { hetrixtools } from "./hetrixtools.ts";
import { honeybadger } from "./honeybadger.ts";
import { hydrozen } from "./hydrozen.ts";
import { hyperping } from "./hyperping.ts";
import { incomingSms } from "./incoming-sms.ts";
import { jiraServer } from "./jira-server.ts";
import { jotform } from "./jotform.ts";
import { kapacitor } from "./kapacitor.ts";
import { liveCallRouting } from "./live-call-routing.ts";
import { logicmonitor } from "./logicmonitor.ts";
import { mattermostOutgoingWebhook } from "./mattermost-outgoing-webhook.ts";
import { newRelic } from "./new-relic.ts";
import { pingdom } from "./pingdom.ts";
import { prometheus } from "./prometheus.ts";
import { prtgNetworkMonitor } from "./prtg-network-monitor.ts";
import { pulsetic } from "./pulsetic.ts";
import { scom } from "./scom.ts";
import { sentry } from "./sentry.ts";
import { serverguard24 } from "./serverguard24.ts";
import { site24x7 } from "./site24x7.ts";
import { slackOutgoingWebhook } from "./slack-outgoing-webhook.ts";
import { solarwinds } from "./solarwinds.ts";
import { stackdriver } from "./stackdriver.ts";
import { statuscake } from "./statuscake.ts";
import { statusgator } from "./statusgator.ts";
import { typeform } from "./typeform.ts";
import { uptime } from "./uptime.ts";
import { uptimeKuma } from "./uptime-kuma.ts";
import { uptimerobot } from "./uptimerobot.ts";
import { webhook } from "./webhook.ts";
import { zabbix } from "./zabbix.ts";
import { zendesk } from "./zendesk.ts";

/** Every type that takes payloads in. */
export const ADAPTERS: Readonly<Record<string, Adapter>> = {
  "66uptime": sixtySixUptime,
  "apex-ping": apexPing,
  appdynamics,
  auvik,
  "aws-cloudwatch": awsCloudwatch,
  "azure-monitor": azureMonitor,
  cloudflare,
  cronitor,
  "custom-webhook": customWebhook,
  datadog,
  "dead-mans-snitch": deadMansSnitch,
  dynatrace,
  elastalert,
  email,
  form,
  freshdesk,
  freshservice,
  grafana,
  "healthchecks-io": healthchecksIo,
  hetrixtools,
  honeybadger,
  hydrozen,
  hyperping,
  "incoming-sms": incomingSms,
  "jira-server": jiraServer,
  jotform,
  kapacitor,
  "live-call-routing": liveCallRouting,
  logicmonitor,
  "mattermost-outgoing-webhook": mattermostOutgoingWebhook,
  "new-relic": newRelic,
  pingdom,
  prometheus,
  "prtg-network-monitor": prtgNetworkMonitor,
  pulsetic,
  scom,
  sentry,
  serverguard24,
  site24x7,
  "slack-outgoing-webhook": slackOutgoingWebhook,
  solarwinds,
  stackdriver,
  statuscake,
  statusgator,
  typeform,
  uptime,
  "uptime-kuma": uptimeKuma,
  uptimerobot,
  webhook,
  zabbix,
  zendesk,
};
