// A whole account on the real engine, which is examples/account: its life from up to destroy, with drift in every
// field of a team and a router on the way.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { countBy } from "es-toolkit";
import { describe, expect, it, vi } from "vitest";
import { expectRoutes } from "../../emulator/src/index.ts";
import { createAlert } from "../helpers/alerts.ts";
import { demoAccount } from "../helpers/demo-account.ts";
import { withStack, writesOf } from "./stack.ts";

vi.setConfig({ testTimeout: 300_000 });

const example = path.join(import.meta.dirname, "..", "..", "examples", "account");

/** The one that the stack made among those of the demo account. */
function madeBy<Row extends { name: string }>(rows: readonly Row[], name: string): Row {
  const found = rows.find((row) => row.name === name);
  if (found === undefined) throw new Error(`There is none named ${name}.`);
  return found;
}

describe("examples/account", () => {
  it("goes up, routes alerts, shows drift in every field of team and router, puts it right, and goes in the right order", async () => {
    const program = await readFile(path.join(example, "index.ts"), "utf8");
    const { project, emulator } = await withStack({ files: { "index.ts": program }, refresh: true });
    await project.setConfig("test-project:rootlyWebhookUrl", { secret: "https://webhooks.example.com/p" });
    await project.setConfig("test-project:rootlySecret", { secret: "a secret" });
    const { alan, grace, mainRouter } = demoAccount(emulator);
    const { store } = emulator;

    await project.up();
    expect(store.all("integrations")).toHaveLength(6);
    expect((await project.preview()).changes).toEqual([]);

    const team = madeBy(store.all("teams"), "Storefront");
    const router = madeBy(store.all("routers"), "By service");
    const warehouse = madeBy(store.all("teams"), "Warehouse");
    const routed = async (title: string, urgency = "high") => {
      const sent = { title, urgency, destination_team_ids: [], destination_router_ids: [router.id] };
      const { status, tag_list, meta, destination_team_ids } = await createAlert(emulator, sent);
      return { status, tags: tag_list, severity: meta.get("incident_severity"), teams: destination_team_ids };
    };
    expect(await routed("staging is slow")).toMatchObject({ status: "suppressed", teams: [] });
    expect(await routed("Stock is low")).toMatchObject({ status: "queued", tags: ["stock"], teams: [] });
    expect(await routed("Nobody can pay", "critical")).toMatchObject({
      severity: "SEV-1",
      teams: [team.id, warehouse.id],
    });
    expect(await routed("Checkout is slow")).toMatchObject({ status: "open", teams: [team.id] });
    // The rule for stock waits for five minutes.
    emulator.clock.moveBy(5 * 60_000);
    const delayed = store.all("alerts").find(({ title }) => title === "Stock is low");
    expect(delayed).toMatchObject({ status: "open", destination_team_ids: [warehouse.id] });
    await expectRoutes({ account: emulator, cases: path.join(example, "routes.yaml") });
    store.update("teams", team.id, {
      name: "Shop",
      notes: "Nothing",
      member_account_user_ids: [alan.id],
      admin_account_user_ids: [alan.id, grace.id],
      drop_notifications: "team_all",
      drop_notification_account_user_ids: [],
      handoff_notifications: "specific_users",
      handoff_notification_account_user_ids: [grace.id],
    });
    store.update("routers", router.id, {
      name: "By chance",
      enabled: false,
      rules: (router.rules ?? "").replace("5m", "6m"),
      default_receiver_team_id: null,
      // The web page would leave it at one; two show that each is looked at.
      default_receiver_router_id: mainRouter.id,
      default_receiver_account_user_id: alan.id,
    });
    const drifted = (await project.preview()).changes.map(({ name, shown }) => ({
      name,
      properties: [...new Set(shown.map((property) => property.replace(/[[.].*/, "")))].sort(),
    }));
    expect(drifted.toSorted((one, other) => one.name.localeCompare(other.name))).toEqual([
      { name: "by-service", properties: ["accountUserId", "enabled", "name", "routerId", "rules", "teamId"] },
      {
        name: "storefront",
        properties: [
          "adminAccountUserIds",
          "dropNotificationAccountUserIds",
          "dropNotifications",
          "handoffNotificationAccountUserIds",
          "handoffNotifications",
          "memberAccountUserIds",
          "name",
          "notes",
        ],
      },
    ]);

    const beforeRepair = emulator.requests.length;
    await project.up();
    const repaired = writesOf(emulator, beforeRepair).map(({ method, path: place }) => `${method} ${place}`);
    expect(repaired.sort()).toEqual([`PUT /routers/${router.id}`, `PUT /teams/${team.id}`]);

    // What somebody formats by hand stays as it is.
    const rules = `# by hand\n---\n${router.rules}\n`;
    store.update("routers", router.id, { rules });
    await project.refresh();
    expect((await project.preview()).changes).toEqual([]);

    const beforeDestroy = emulator.requests.length;
    await project.destroy();
    const deleted = writesOf(emulator, beforeDestroy).map(({ path: place }) => place.split("/")[1]);
    expect(countBy(deleted, (kind) => kind ?? "")).toMatchObject({
      ...{ integrations: 6, maintenance_windows: 1, routers: 1, teams: 2 },
      ...{ escalation_policies: 2, notification_rules: 1, account_users: 3 },
    });
    // The router leads to both teams.
    expect(deleted.indexOf("teams")).toBeGreaterThan(deleted.lastIndexOf("routers"));
    expect(deleted.lastIndexOf("teams")).toBeGreaterThan(deleted.lastIndexOf("integrations"));
    expect(store.all("teams")).toHaveLength(2);
    expect(store.all("routers")).toHaveLength(1);
  });
});
