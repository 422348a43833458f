// The demo's second part: a bridge to Rootly, declared with a wrong secret first, then put right; alerts travel it both
// ways. What each step says is checked against the records of both ends.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { type RootlyReceiver, startRootlyReceiver } from "pagertree-emulator";
import type { Account } from "./account.ts";
import { say, showDelivery, showProgram, showRequest, startStep } from "./narrator.ts";
import type { Stage } from "./stage.ts";
import { verify } from "./verify.ts";

const EXAMPLE = "rootly-bridge";
const WRONG_SECRET = "secret-of-yesterday";
const SECRET = "secret-of-rootly";
const MONITOR = "Our monitor → team Platform";
const BRIDGE = "Rootly → team Platform";

/** Plays the bridge from `up` to `destroy`. */
export async function playBridge(stage: Stage, account: Account): Promise<void> {
  const { url, apiKey } = stage.emulator;
  const rootly = await startRootlyReceiver({ secret: SECRET, pagerTree: { url, apiKey } });
  try {
    const way = new Way(stage, rootly);
    await declareWithWrongSecret(stage, account, rootly);
    const endpoint = await turnDown(stage, account, way);
    await putRight(stage, account, way, endpoint);
    await pageFromRootly(stage, way);
    await destroy(stage, account);
  } finally {
    await rootly.close();
  }
}

/** The way of alerts: in at an integration's endpoint, out to Rootly. */
class Way {
  readonly rootly: RootlyReceiver;
  readonly #stage: Stage;
  #seen = 0;

  constructor(stage: Stage, rootly: RootlyReceiver) {
    this.rootly = rootly;
    this.#stage = stage;
  }

  /** Sends what a monitor would send, and shows it. */
  async send(endpoint: string, payload: object): Promise<void> {
    showRequest({ method: "POST", path: new URL(endpoint).pathname, body: payload });
    const { status } = await fetch(endpoint, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(payload),
    });
    verify("PagerTree took it", status, 200);
  }

  /** Shows and gives the webhooks that came to Rootly since the last time. */
  async arrived(): Promise<string[]> {
    await this.#stage.emulator.webhooks.settled();
    const fresh = this.rootly.deliveries.slice(this.#seen);
    this.#seen = this.rootly.deliveries.length;
    fresh.forEach(showDelivery);
    return fresh.map(({ type, status, missing }) => [type ?? "unknown", status, ...missing].join(" "));
  }
}

async function declareWithWrongSecret(stage: Stage, account: Account, rootly: RootlyReceiver): Promise<void> {
  startStep("A second program sends alerts on to Rootly, with a wrong secret");
  say(
    `examples/${EXAMPLE}/index.ts: a monitor's alerts go to the team, and RootlyBridge tells Rootly of each of their states.
    Rootly is a stand-in on this computer, too. Its URL and secret are settings; somebody copied the secret of yesterday.`,
  );
  const file = path.join(import.meta.dirname, "..", "examples", EXAMPLE, "index.ts");
  showProgram(await readFile(file, "utf8"));
  await stage.enterExample(EXAMPLE);
  await stage.setSecret("rootlyWebhookUrl", rootly.url);
  await stage.setSecret("rootlySecret", WRONG_SECRET);
  const { changes } = await stage.pulumi("up", "--yes", "--skip-preview");
  verify("Pulumi created the monitor and the bridge", changes, ["create monitor", "create rootly"]);
  verify("PagerTree has both", account.integrations(), [MONITOR, BRIDGE]);
  verify("neither state nor log holds the URL or the secret in clear", await stage.shownSecrets(), []);
}

async function turnDown(stage: Stage, account: Account, way: Way): Promise<string> {
  startStep("An alert comes in, and Rootly turns it down");
  say("The monitor posts to the address that PagerTree gave it:");
  const endpoint = await stage.readOutput("monitorUrl");
  await way.send(endpoint, { id: "db-1", event_type: "create", title: "Disk full on db-1" });
  verify("Rootly answered 401 to both of its events", await way.arrived(), ["unknown 401", "unknown 401"]);
  verify("Rootly has no alert", way.rootly.alerts, []);
  say("\nThe stack is as declared, and yet nothing arrives. The probe sends one test event and says why:");
  const probe = await stage.pulumiPagertree("probe", "Rootly", "--send", "--receiver", "rootly");
  verify("Rootly turned that down as well", await way.arrived(), ["unknown 401"]);
  verify("the probe says what is wrong, what to do about it, and ends with an error", probe, {
    status: 1,
    printed: [
      `Posting one test alert.resolved to ${new URL(way.rootly.url).host}, which is on this machine.`,
      `Rootly (${account.prefixId("Rootly")}, outgoing-webhook, enabled)`,
      "Sent one test alert.resolved. The secret is wrong or missing (401). Copy the secret that Rootly shows next to its webhook URL, give it to the bridge, and run pulumi up.",
    ].join("\n"),
  });
  return endpoint;
}

async function putRight(stage: Stage, account: Account, way: Way, endpoint: string): Promise<void> {
  startStep("With the right secret each event arrives");
  say("Somebody copies the secret from Rootly once more. Only the webhook's URL, which holds it, is sent:");
  await stage.setSecret("rootlySecret", SECRET);
  account.forgetRequests();
  const { changes } = await stage.pulumi("up", "--yes", "--skip-preview");
  // Pulumi tells of no value that is secret, so it names no path here.
  verify("Pulumi updated only the bridge", changes, ["update rootly: "]);
  verify(
    "PagerTree got the webhook's URL and nothing else",
    account.writes().map(({ body }) => Object.keys(body ?? {})),
    [["option_webhook_url"]],
  );
  say("\nThe next alert is made, acknowledged and resolved, and Rootly hears of each:");
  await way.send(endpoint, { id: "db-2", event_type: "create", title: "Disk full on db-2" });
  verify("Rootly took the new alert", await way.arrived(), ["alert.created 200", "alert.open 200"]);
  await way.send(endpoint, { id: "db-2", event_type: "acknowledge" });
  verify("Rootly took the acknowledgement", await way.arrived(), ["alert.acknowledged 200"]);
  await way.send(endpoint, { id: "db-2", event_type: "resolve" });
  verify("Rootly took the resolution", await way.arrived(), ["alert.resolved 200"]);
  verify(
    "Rootly has one alert, which is resolved",
    way.rootly.alerts.map(({ summary, labels }) => `${summary}: ${labels.status}`),
    ["Disk full on db-2: resolved"],
  );
}

async function pageFromRootly(stage: Stage, way: Way): Promise<void> {
  startStep("An incident in Rootly pages the team");
  const title = "Checkout is down";
  const statuses = () =>
    stage.emulator.store
      .all("alerts")
      .filter((alert) => alert.title === title)
      .map(({ status, destination_team_ids }) => {
        const teams = destination_team_ids.map((id) => stage.emulator.store.find("teams", id)?.name);
        return `${status} for ${teams.join(", ")}`;
      });
  say(
    `The other direction: Rootly has an API key of PagerTree's. Somebody declares the incident "${title}" in Rootly,
    which pages the team Platform by an alert in PagerTree:`,
  );
  await askRootly(way.rootly, "/incidents", { title });
  const incident = way.rootly.incidents.at(-1)?.id ?? "";
  const team = stage.emulator.store.all("teams").find(({ name }) => name === "Platform");
  await askRootly(way.rootly, `/incidents/${incident}/tasks`, {
    task_type: "create_pagertree_alert",
    urgency: "auto",
    teams: [{ id: team?.id, name: "Platform" }],
  });
  verify("PagerTree has an open alert for the team", statuses(), ["open for Platform"]);
  verify("its events come back", await way.arrived(), ["alert.created 200", "alert.open 200"]);
  say("\nThe incident is resolved in Rootly:");
  await way.rootly.resolveIncident(incident);
  verify("the alert in PagerTree is resolved", statuses(), ["resolved for Platform"]);
  verify("and Rootly hears of it", await way.arrived(), ["alert.resolved 200"]);
  verify("they joined the incident: Rootly made no second alert of it", way.rootly.alerts.length, 1);
}

/** Does what somebody does in Rootly's web page. */
async function askRootly({ url, secret }: RootlyReceiver, path: string, body: object): Promise<void> {
  const { ok, status } = await fetch(new URL(`/_rootly${path}`, url), {
    method: "POST",
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!ok) throw new Error(`the stand-in answered ${status} to ${path}`);
}

async function destroy(stage: Stage, account: Account): Promise<void> {
  startStep("Nothing stays");
  const { changes } = await stage.pulumi("destroy", "--yes", "--skip-preview");
  verify("Pulumi deleted both", changes, ["delete monitor", "delete rootly"]);
  verify("PagerTree has no integration left", account.integrations(), []);
  verify("no secret was written in clear at any time", await stage.shownSecrets(), []);
}
