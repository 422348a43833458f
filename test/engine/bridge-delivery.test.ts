// A RootlyBridge that `pulumi up` made delivers: each event of an alert on its whole way to Rootly, and the way back.

import { RootlyBridge } from "pulumi-pagertree";
import { describe, expect, it, vi } from "vitest";
import type { RootlyReceiver } from "../../emulator/src/index.ts";
import { mixedToJson } from "../../emulator/src/ruby/mixed.ts";
import { control, makeAllEventsHappen } from "../helpers/alerts.ts";
import { canary } from "../helpers/sample-options.ts";
import { withRootly } from "../helpers/with-rootly.ts";
import { sightings } from "./sightings.ts";
import { type TestStack, withStack } from "./stack.ts";

vi.setConfig({ testTimeout: 180_000 });

const ALL_EVENTS = [
  "alert.acknowledged",
  "alert.created",
  "alert.dropped",
  "alert.handoff",
  "alert.open",
  "alert.rejected",
  "alert.resolved",
  "alert.timeout",
];

/** A stack whose `up` made a bridge to a receiver with this secret. */
async function withBridge(
  secret = `${canary} of Rootly & co`,
): Promise<TestStack & { rootly: RootlyReceiver }> {
  const stack = await withStack();
  const { project, emulator, account } = stack;
  const rootly = await withRootly({ secret, pagerTree: { url: emulator.url, apiKey: emulator.apiKey } });
  project.program = async () => {
    new RootlyBridge("rootly", {
      name: "Rootly",
      teamIds: [account.team.id],
      webhookUrl: rootly.url,
      secret: rootly.secret,
    });
  };
  await project.up();
  return { ...stack, rootly };
}

describe("a RootlyBridge after `pulumi up`", () => {
  it("delivers each of the eight events once in effect, through repeats and an outage, and both ways", async () => {
    const { project, emulator, rootly } = await withBridge();

    // Each event, in the shape that Rootly's guide asks for.
    const alert = await makeAllEventsHappen(emulator);
    expect(rootly.deliveries.map(({ status, missing }) => ({ status, missing }))).toEqual(
      ALL_EVENTS.map(() => ({ status: 200, missing: [] })),
    );
    expect(rootly.alerts).toMatchObject([
      { externalId: alert.prefix_id, summary: "Disk full", labels: { status: "resolved", urgency: "high" } },
    ]);
    expect(rootly.alerts[0]?.events.toSorted()).toEqual(ALL_EVENTS);

    // The same deliveries once more.
    const before = structuredClone(rootly.alerts);
    for (const { url, body } of emulator.store.all("deliveries")) {
      const headers = { "content-type": "application/json" };
      expect((await fetch(url, { method: "POST", headers, body: mixedToJson(body) })).status).toBe(200);
    }
    expect(rootly.deliveries.slice(ALL_EVENTS.length).map(({ effect }) => effect)).toEqual(
      ALL_EVENTS.map(() => "repeated"),
    );
    expect(rootly.alerts).toEqual(before);

    // An outage: each event of the next alert is answered with 500 at first.
    rootly.fail(500, ALL_EVENTS.length);
    const during = await makeAllEventsHappen(emulator);
    expect(rootly.alerts).toEqual(before);
    await control(emulator, "POST", "/deliveries/retry");
    expect(rootly.alerts).toHaveLength(2);
    expect(rootly.alerts[1]).toMatchObject({ externalId: during.prefix_id, labels: { status: "resolved" } });
    expect(rootly.alerts[1]?.events.toSorted()).toEqual(ALL_EVENTS);
    expect(new Set(emulator.store.all("deliveries").map(({ status }) => status))).toEqual(
      new Set(["success"]),
    );

    // An incident in Rootly pages the team, and the alert ends with it.
    const incident = rootly.declareIncident({ title: "Checkout is down" });
    const team = emulator.store.all("teams").find(({ name }) => name === "Platform");
    await rootly.runTask(incident.id, {
      task_type: "create_pagertree_alert",
      teams: [{ id: team?.id ?? "", name: "Platform" }],
    });
    const paged = emulator.store.all("alerts").find(({ title }) => title === incident.title);
    expect(paged).toMatchObject({ status: "open", thirdparty_id: incident.id });
    await rootly.resolveIncident(incident.id);
    await emulator.webhooks.settled();
    expect(emulator.store.find("alerts", paged?.id ?? "")?.status).toBe("resolved");
    expect(incident.activity.map(({ event }) => event)).toEqual([
      "alert.created",
      "alert.open",
      "alert.resolved",
    ]);
    expect(rootly.alerts).toHaveLength(2);

    const secrets = [canary, rootly.secret, `${rootly.url}?secret=`];
    expect(sightings(project.transcript, secrets)).toEqual([]);
    expect(sightings((await project.exportState()).text, secrets)).toEqual([]);
  });
});
