/** A preview or an update tells of the teams that alerts are sent to and that have nobody on call at some time. */
import { describe, expect, it, vi } from "vitest";
import { escalationPolicyDefinition } from "../../../provider/src/escalation-policy/definition.ts";
import { integrationDefinition } from "../../../provider/src/integration/definition.ts";
import { EngineContext } from "../../../provider/src/lifecycle/context.ts";
import { createResourceProvider } from "../../../provider/src/lifecycle/resource-provider.ts";
import { createOverrideProvider } from "../../../provider/src/override/provider.ts";
import { createRotationProvider } from "../../../provider/src/rotation/provider.ts";
import { routerDefinition } from "../../../provider/src/router/definition.ts";
import { callApi, idOf } from "../../helpers/call-api.ts";
import { demoAccount } from "../../helpers/demo-account.ts";
import { at } from "../../helpers/shifts.ts";
import { stopClockAt } from "../../helpers/stopped-clock.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

stopClockAt(at("2026-10-14T12:00Z"));

type Check = (olds: never, news: never) => Promise<{ failures?: unknown[]; inputs?: unknown }>;

/** A run of the engine, and a team without a shift. */
async function withRun(config: Record<string, string> = {}) {
  const emulator = await withEmulator();
  const { ada, grace } = demoAccount(emulator);
  const people = { member_account_user_ids: [ada.id, grace.id], admin_account_user_ids: [ada.id] };
  const id = idOf(await callApi(emulator, "POST", "/teams", { name: "Checkout", ...people }));
  const team = emulator.store.find("teams", id);
  const told: string[] = [];
  const context = new (class extends EngineContext {
    override tell(message: string) {
      told.push(message);
    }
  })();
  const values: Record<string, string> = { apiKey: emulator.apiKey, baseUrl: emulator.url, ...config };
  context.configure((key) => values[key]);
  const checks = {
    integration: createResourceProvider(integrationDefinition, context).check as Check,
    router: createResourceProvider(routerDefinition, context).check as Check,
    escalationPolicy: createResourceProvider(escalationPolicyDefinition, context).check as Check,
    rotation: createRotationProvider(context).check as Check,
    override: createOverrideProvider(context).check as Check,
  };
  const check = async (kind: keyof typeof checks, declared: object) => {
    const { failures } = await checks[kind]({} as never, declared as never);
    expect(failures).toEqual([]);
  };
  const rotation = {
    teamId: id,
    accountUserIds: [ada.id, grace.id],
    timeZone: "Europe/Berlin",
    firstHandOff: "2026-10-05T09:00",
  };
  const title = `team ${team?.prefix_id} "Checkout"`;
  const sends = () => check("integration", { name: "Datadog", type: "datadog", teamIds: [id] });
  return { emulator, context, told, check, sends, id, team, title, rotation, ada };
}

const office = {
  frequencyUnit: "daily",
  shiftHours: 8,
  daysOfWeek: ["monday", "tuesday", "wednesday", "thursday", "friday"],
};

describe("a preview", () => {
  it("asks for shifts and policies while it still waits for the team", async () => {
    const { emulator, sends } = await withRun();
    emulator.faults.add({ kind: "delay", path: "/teams", delayMs: 1_000 });
    const before = emulator.requests.length;
    const sent = sends();
    await vi.waitFor(() => {
      const asked = emulator.requests.slice(before);
      expect(asked.filter(({ status }) => status === null).map(({ path }) => path)).toContain("/teams");
      expect(asked.map(({ path }) => path)).toEqual(
        expect.arrayContaining(["/events", "/escalation_policies"]),
      );
    });
    await sent;
  });

  it("asks no more often for shifts and policies that PagerTree does not show, however many send to the team", async () => {
    const { emulator, sends } = await withRun();
    emulator.faults.add({ kind: "answer", status: 403, path: "/events", times: null });
    emulator.faults.add({ kind: "answer", status: 403, path: "/escalation_policies", times: null });
    const asked = async () => {
      // What is read ahead is not waited for.
      await new Promise((resolve) => setTimeout(resolve, 300));
      return emulator.requests.filter(({ path }) => ["/events", "/escalation_policies"].includes(path))
        .length;
    };
    await sends();
    const first = await asked();
    for (let more = 0; more < 5; more += 1) {
      await sends();
      expect(await asked()).toBe(first);
    }
  });

  it("says that every alert to a team without a shift will be dropped, once", async () => {
    const { context, told, sends, check, id, title } = await withRun();
    await sends();
    await sends();
    await check("router", { name: "By service", teamId: id });
    await context.end();
    await context.end();
    expect(told).toEqual([
      `warning: ${title} has no future shift in its schedule, so PagerTree will drop every alert to it (integration "Datadog" sends to it)`,
    ]);
  });

  it("says until when somebody has the last shift of a rotation that ends", async () => {
    const { context, told, check, sends, title, rotation } = await withRun();
    await check("rotation", { ...rotation, lastDay: "2026-10-13" });
    await sends();
    await context.end();
    expect(told).toEqual([
      `warning: ${title} has nobody on call from Mon 19 Oct 2026 09:00 on for 9 days 5 hours (Europe/Berlin, within the next 14 days), so PagerTree will drop alerts to it (integration "Datadog" sends to it)`,
    ]);
  });

  it("says when the first and the longest gap are, in the zone of the team", async () => {
    const { context, told, sends, check, rotation, title } = await withRun();
    await sends();
    await check("rotation", { ...rotation, ...office });
    await context.end();
    expect(told).toEqual([
      `warning: ${title} has nobody on call from Wed 14 Oct 2026 17:00 on for 16 hours, the longest of 10 times from Fri 23 Oct 2026 17:00 on for 2 days 17 hours (Europe/Berlin, within the next 14 days), so PagerTree will drop alerts to it (integration "Datadog" sends to it)`,
    ]);
  });

  it("waits a moment for what the program declares later, and tells without being ended", async () => {
    const { told, sends, check, rotation, context } = await withRun();
    await sends();
    await check("rotation", rotation);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(told).toEqual([]);
    await context.end();
    expect(told).toEqual([]);
    const silent = await withRun();
    await silent.sends();
    await expect.poll(() => silent.told, { timeout: 5_000 }).toHaveLength(1);
  });

  it("counts an override for its time alone", async () => {
    const { context, told, sends, check, rotation, title } = await withRun();
    await sends();
    await check("override", {
      teamId: rotation.teamId,
      accountUserIds: rotation.accountUserIds,
      timeZone: "Europe/Berlin",
      startTime: "2026-10-14T18:00",
      endTime: "2026-10-30T09:00",
    });
    await context.end();
    expect(told).toEqual([
      expect.stringContaining(
        `${title} has nobody on call from now on for 4 hours (Europe/Berlin, within the next 14 days)`,
      ),
    ]);
  });

  it("counts a layer that a declared policy has, and none that it takes away", async () => {
    const { context, told, sends, check, emulator, team, id, ada } = await withRun();
    await callApi(emulator, "POST", "/events", {
      schedule_ids: [team?.schedule_id],
      account_user_ids: [ada.id],
      time_zone: "UTC",
      layer: 3,
      start_time: "2026-10-01T00:00:00Z",
      end_time: "2026-12-01T00:00:00Z",
    });
    await check("escalationPolicy", { teamId: id, layers: [{ timeout: 5 }] });
    await sends();
    await context.end();
    expect(told.filter((text) => text.includes("nobody on call"))).toHaveLength(1);
  });

  it("follows routers and the reassignment of policies, but not the team of a rotation", async () => {
    const { context, told, check, rotation, emulator, title } = await withRun();
    const { platform } = demoAccount(emulator);
    await check("rotation", { ...rotation, ...office });
    await context.end();
    expect(told).toEqual([]);
    await check("escalationPolicy", {
      teamId: platform.id,
      layers: [{ timeout: 5 }],
      reassignTeamIds: [rotation.teamId],
    });
    await context.end();
    expect(told.filter((text) => text.startsWith("warning"))).toEqual([
      expect.stringMatching(
        new RegExp(`^warning: ${title} has nobody .* \\(an escalation policy sends to it\\)$`),
      ),
    ]);
  });

  it("asks for nothing and tells nothing with pagertree:coverageDays 0", async () => {
    const { context, told, sends, emulator } = await withRun({ coverageDays: "0" });
    await sends();
    await context.end();
    expect(told).toEqual([]);
    expect(emulator.requests.filter(({ path }) => path === "/events")).toEqual([]);
  });

  it("asks for the lists once, however many teams there are", async () => {
    const { context, told, emulator, check, team } = await withRun();
    const ids = Array.from({ length: 60 }, () => emulator.store.duplicate("teams", team?.id ?? "").id);
    const before = emulator.requests.length;
    await check("integration", { name: "Datadog", type: "datadog", teamIds: ids });
    await context.end();
    expect(told).toHaveLength(60);
    const asked = emulator.requests.slice(before).filter(({ path }) => /events|policies/.test(path));
    expect(asked.length).toBeLessThanOrEqual(3);
  });

  it("says so where the account has too many events for a preview", async () => {
    const { context, told, emulator, check, team, ada } = await withRun();
    const { text } = await callApi(emulator, "POST", "/events", {
      schedule_ids: [],
      account_user_ids: [ada.id],
      time_zone: "UTC",
      layer: 1,
      start_time: "2026-10-01T00:00:00Z",
      end_time: "2026-10-02T00:00:00Z",
    });
    const { id: eventId } = JSON.parse(text) as { id: string };
    for (let count = 0; count < 900; count += 1) emulator.store.duplicate("events", eventId);
    const ids = Array.from({ length: 12 }, () => {
      const { id } = emulator.store.duplicate("teams", team?.id ?? "");
      const schedule = emulator.store.duplicate("schedules", team?.schedule_id ?? "");
      return emulator.store.update("teams", id, { schedule_id: schedule.id }).id;
    });
    const before = emulator.requests.length;
    await check("integration", { name: "Datadog", type: "datadog", teamIds: ids });
    await context.end();
    expect(emulator.requests.slice(before).filter(({ path }) => path.includes("events"))).toHaveLength(8);
    expect(told.filter((line) => line.includes("drop every alert"))).toHaveLength(7);
    expect(told.at(-1)).toMatch(/^5 teams more were not checked for times with nobody on call/);
  });
});
