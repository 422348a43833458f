// Alerts on their way through layers, waits, repeats and reassignment, on a clock that the tests move.
import { describe, expect, it } from "vitest";
import type { Emulator, Switches, Team } from "../../../emulator/src/index.ts";
import { alertOf, control, createAlert, createOutgoing, sendPayload } from "../../helpers/alerts.ts";
import { type Body, callApi, idOf, messagesOf } from "../../helpers/call-api.ts";
import { createIntegration, demoAccount } from "../../helpers/demo-account.ts";
import { eventsOf, withWebhookReceiver } from "../../helpers/webhook-receiver.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

/** A Friday of Alice's week, as D:escalation-policies tells its examples. */
const MINUTE_0 = Date.parse("2026-10-23T12:00:00Z");
const MINUTE = 60_000;

interface Scene {
  readonly emulator: Emulator;
  readonly team: Team;
}

/** A team with Ada on layer 1, Grace on layer 2 and Alan on layer 3; with `layers`, those of them. */
async function withTeam(
  layers: readonly number[] = [1, 2, 3],
  switches: Partial<Switches> = {},
): Promise<Scene> {
  const emulator = await withEmulator({ clock: () => MINUTE_0, switches });
  return { emulator, team: await createTeam(emulator, "Search", layers) };
}

async function createTeam(emulator: Emulator, name: string, layers: readonly number[]): Promise<Team> {
  const { ada, grace, alan } = demoAccount(emulator);
  const answer = await callApi(emulator, "POST", "/teams", {
    name,
    member_account_user_ids: [ada.id],
    admin_account_user_ids: [ada.id],
  });
  const team = emulator.store.find("teams", idOf(answer));
  if (team === undefined) throw new Error("the team was not stored");
  for (const layer of layers) {
    await callApi(emulator, "POST", "/events", {
      schedule_ids: [team.schedule_id],
      account_user_ids: [[ada, grace, alan][layer - 1]?.id],
      layer,
      time_zone: "UTC",
      start_time: "2026-10-19T09:00:00Z",
      end_time: "2026-10-26T09:00:00Z",
    });
  }
  return team;
}

async function alertTo(emulator: Emulator, team: Team): Promise<string> {
  return (await createAlert(emulator, { destination_team_ids: [team.id] })).id;
}

function putPolicy(emulator: Emulator, team: Team, body: Body) {
  return callApi(emulator, "PUT", `/escalation_policies/${team.escalation_policy_id}`, body);
}

/** Who is asked, by first names, and the status. */
function stateOf(emulator: Emulator, alertId: string): string {
  const { status, escalations, asked_account_user_ids } = alertOf(emulator, alertId);
  const ids = [
    ...escalations.flatMap((escalation) => escalation.asked_account_user_ids),
    ...asked_account_user_ids,
  ];
  const names = ids.map((id) =>
    emulator.store.find("account_users", id)?.user.name.split(" ")[0]?.toLowerCase(),
  );
  return [status, ...names].join(" ");
}

/** The state at each of these minutes. */
function statesAt(emulator: Emulator, alertId: string, minutes: readonly number[]): string[] {
  return minutes.map((minute) => {
    emulator.clock.moveTo(MINUTE_0 + minute * MINUTE);
    return stateOf(emulator, alertId);
  });
}

describe("an alert that nobody answers", () => {
  it("goes through the layers, each for its wait, and is dropped at minute 30", async () => {
    const { emulator, team } = await withTeam();
    const id = await alertTo(emulator, team);

    expect(statesAt(emulator, id, [0, 4.99, 5, 14.99, 15, 29.99, 30])).toEqual([
      "open ada",
      "open ada",
      "open grace",
      "open grace",
      "open alan",
      "open alan",
      "dropped",
    ]);
  });

  it("tells webhooks of each step, with the time of the step", async () => {
    const receiver = await withWebhookReceiver();
    const { emulator, team } = await withTeam();
    await createOutgoing(emulator, receiver.url);
    const id = await alertTo(emulator, team);

    emulator.clock.moveTo("2026-10-24T00:00:00Z");
    await emulator.webhooks.settled();

    expect(eventsOf(receiver)).toEqual([
      "alert.created",
      "alert.open",
      "alert.timeout",
      "alert.timeout",
      "alert.timeout",
      "alert.dropped",
    ]);
    expect(alertOf(emulator, id).updated_at).toBe("2026-10-23T12:30:00.000Z");
  });

  it("goes on by itself in a request after the wait", async () => {
    let now = MINUTE_0;
    const emulator = await withEmulator({ clock: () => now });
    const id = await alertTo(emulator, await createTeam(emulator, "Search", [1, 2]));
    now += 6 * MINUTE;

    await callApi(emulator, "GET", `/alerts/${id}`);

    expect(stateOf(emulator, id)).toBe("open grace");
  });

  it("is moved on from another process too", async () => {
    const { emulator, team } = await withTeam();
    const id = await alertTo(emulator, team);

    const moved = await control(emulator, "PUT", "/clock", { move_by_ms: 6 * MINUTE });
    const first = stateOf(emulator, id);
    await control(emulator, "PUT", "/clock", { time: "2026-10-23T12:16:00Z" });

    expect(moved.body).toEqual({ time: "2026-10-23T12:06:00.000Z" });
    expect([first, stateOf(emulator, id)]).toEqual(["open grace", "open alan"]);
    expect((await control(emulator, "GET", "/clock")).body).toEqual({ time: "2026-10-23T12:16:00.000Z" });
    expect((await control(emulator, "PUT", "/clock", { time: "soon" })).status).toBe(422);
  });
});

describe("an alert to a team with nobody on call", () => {
  it("is dropped at minute 0, and webhooks hear of it", async () => {
    const receiver = await withWebhookReceiver();
    const { emulator, team } = await withTeam([]);
    await createOutgoing(emulator, receiver.url);

    const id = await alertTo(emulator, team);
    await emulator.webhooks.settled();

    expect(stateOf(emulator, id)).toBe("dropped");
    expect(eventsOf(receiver)).toEqual(["alert.created", "alert.open", "alert.dropped"]);
  });

  it("takes a sender's repeats without a new alert, its resolve, and an acknowledgement", async () => {
    const { emulator, team } = await withTeam([]);
    const webhook = await createIntegration(emulator, "Webhook", { team_ids: [team.id] });
    const send = (event_type: string, id: string) =>
      sendPayload(emulator, webhook, { event_type, id, title: "Disk full" });

    await send("create", "a");
    await send("create", "a");
    await send("create", "b");
    const [first, second] = emulator.store.all("alerts");
    await send("resolve", "a");
    const acknowledged = await callApi(emulator, "POST", `/alerts/${second?.id}/acknowledge`);

    expect(emulator.store.all("alerts").map(({ status, dedup_count }) => [status, dedup_count])).toEqual([
      ["resolved", 1],
      ["acknowledged", 0],
    ]);
    expect([first?.status, acknowledged.status]).toEqual(["dropped", 200]);
  });

  it("is open where an account user is among the destinations", async () => {
    const { emulator, team } = await withTeam([]);
    const { alan } = demoAccount(emulator);
    const { id } = await createAlert(emulator, {
      destination_team_ids: [team.id],
      destination_account_user_ids: [alan.id],
    });

    expect(statesAt(emulator, id, [0, 600])).toEqual(["open alan", "open alan"]);
  });

  it("is dropped where the schedule or the policy is gone", async () => {
    const { emulator, team } = await withTeam();
    const other = await createTeam(emulator, "Checkout", [1]);
    await callApi(emulator, "DELETE", `/schedules/${team.schedule_id}`);
    await callApi(emulator, "DELETE", `/escalation_policies/${other.escalation_policy_id}`);

    expect(stateOf(emulator, await alertTo(emulator, team))).toBe("dropped");
    expect(stateOf(emulator, await alertTo(emulator, other))).toBe("dropped");
  });

  it("reaches whoever an event puts on call", async () => {
    const { emulator, team } = await withTeam([]);
    const before = await alertTo(emulator, team);
    const { grace } = demoAccount(emulator);
    await callApi(emulator, "POST", "/events", {
      schedule_ids: [team.schedule_id],
      account_user_ids: [grace.id],
      layer: 1,
      time_zone: "UTC",
      start_time: "2026-10-19 09:00",
      end_time: "2026-10-26 09:00",
    });

    expect([stateOf(emulator, before), stateOf(emulator, await alertTo(emulator, team))]).toEqual([
      "dropped",
      "open grace",
    ]);
  });
});

describe("a layer without people", () => {
  it.each([
    ["takes no time", {}, ["open grace", "open grace", "dropped"]],
    ["waits with emptyLayersWait", { emptyLayersWait: true }, ["open", "open grace", "open"]],
  ])("%s", async (_name, switches, expected) => {
    const { emulator, team } = await withTeam([2], switches);
    const id = await alertTo(emulator, team);

    // With the waits of empty layers: layer 1 to minute 5, layer 2 to 15, layer 3 to 30.
    expect(statesAt(emulator, id, [0, 9, 16])).toEqual(expected);
  });

  it("is dropped at minute 0 with emptyLayersWait too if nobody is on any", async () => {
    const { emulator, team } = await withTeam([], { emptyLayersWait: true });

    expect(stateOf(emulator, await alertTo(emulator, team))).toBe("dropped");
  });

  it("pages nobody by an event whose layer the policy lacks", async () => {
    const { emulator, team } = await withTeam([]);
    const { ada } = demoAccount(emulator);
    await callApi(emulator, "POST", "/events", {
      schedule_ids: [team.schedule_id],
      account_user_ids: [ada.id],
      layer: 4,
      time_zone: "UTC",
      start_time: "2026-10-19 09:00",
      end_time: "2026-10-26 09:00",
    });

    expect(stateOf(emulator, await alertTo(emulator, team))).toBe("dropped");
  });
});

describe("acknowledging", () => {
  it("stops all layers", async () => {
    const { emulator, team } = await withTeam();
    const id = await alertTo(emulator, team);
    emulator.clock.moveBy(6 * MINUTE);

    await callApi(emulator, "POST", `/alerts/${id}/acknowledge`);

    expect(statesAt(emulator, id, [6, 600])).toEqual(["acknowledged", "acknowledged"]);
  });
});

describe("rejecting", () => {
  const keys = ["ada", "grace", "alan"].map((key) => ({ key, user: `${key}@example.com` }));

  it("asks the next layer once all people of a layer have rejected", async () => {
    const emulator = await withEmulator({ clock: () => MINUTE_0, apiKeys: keys });
    const team = await createTeam(emulator, "Search", [1, 2]);
    const { alan } = demoAccount(emulator);
    await callApi(emulator, "POST", "/events", {
      schedule_ids: [team.schedule_id],
      account_user_ids: [alan.id],
      layer: 1,
      time_zone: "UTC",
      start_time: "2026-10-19 09:00",
      end_time: "2026-10-26 09:00",
    });
    const id = await alertTo(emulator, team);
    const reject = (apiKey: string) => callApi(emulator, "POST", `/alerts/${id}/reject`, {}, { apiKey });

    await reject("alan");
    const once = stateOf(emulator, id);
    const again = await reject("alan");
    const others = await reject("grace");
    await reject("ada");

    expect(once).toBe("open ada alan");
    for (const refused of [again, others]) {
      expect(messagesOf(refused)).toEqual(["the alert has no open workflow for this user"]);
    }
    expect(stateOf(emulator, id)).toBe("open grace");
    emulator.clock.moveBy(9 * MINUTE);
    await reject("grace");
    expect(stateOf(emulator, id)).toBe("dropped");
  });
});

describe("a policy that repeats", () => {
  it("begins at layer 1 again, so many times", async () => {
    const { emulator, team } = await withTeam();
    await putPolicy(emulator, team, { repeat: 1 });
    const id = await alertTo(emulator, team);

    expect(statesAt(emulator, id, [29, 30, 35, 45, 59, 60])).toEqual([
      "open alan",
      "open ada",
      "open grace",
      "open alan",
      "open alan",
      "dropped",
    ]);
  });

  it("takes no time to repeat layers without people", async () => {
    const { emulator, team } = await withTeam([2]);
    await putPolicy(emulator, team, { repeat: 3 });
    const id = await alertTo(emulator, team);

    expect(statesAt(emulator, id, [39, 40])).toEqual(["open grace", "dropped"]);
  });
});

describe("a policy that reassigns", () => {
  it("hands the alert to the other team once all repeats are over, and its policy goes on", async () => {
    const { emulator, team } = await withTeam([1]);
    const other = await createTeam(emulator, "Executives", [3]);
    await putPolicy(emulator, team, { repeat: 1, reassign_team_ids: [other.id] });
    const id = await alertTo(emulator, team);

    expect(statesAt(emulator, id, [9, 10, 24, 25])).toEqual([
      "open ada",
      "open alan",
      "open alan",
      "dropped",
    ]);
    expect(alertOf(emulator, id).destination_team_ids).toEqual([team.id, other.id]);
  });

  it("asks account users without an end", async () => {
    const { emulator, team } = await withTeam([1]);
    await putPolicy(emulator, team, { reassign_account_user_ids: [demoAccount(emulator).alan.id] });
    const id = await alertTo(emulator, team);

    expect(statesAt(emulator, id, [4, 5, 6000])).toEqual(["open ada", "open alan", "open alan"]);
  });

  it.each([
    ["reassigns at minute 0 with nobody on call", {}, "open alan"],
    ["drops at minute 0 with emptyPolicyDropsAtOnce", { emptyPolicyDropsAtOnce: true }, "dropped"],
  ])("%s", async (_name, switches, expected) => {
    const { emulator, team } = await withTeam([], switches);
    const other = await createTeam(emulator, "Executives", [3]);
    await putPolicy(emulator, team, { reassign_team_ids: [other.id] });

    expect(stateOf(emulator, await alertTo(emulator, team))).toBe(expected);
  });

  it("ends where teams with nobody on call reassign to each other", async () => {
    const { emulator, team } = await withTeam([]);
    const other = await createTeam(emulator, "Executives", []);
    await putPolicy(emulator, team, { reassign_team_ids: [other.id] });
    await putPolicy(emulator, other, { reassign_team_ids: [team.id, other.id] });

    expect(stateOf(emulator, await alertTo(emulator, team))).toBe("dropped");
  });

  it("goes round for ever where a team reassigns to itself", async () => {
    const { emulator, team } = await withTeam([1]);
    await putPolicy(emulator, team, { reassign_team_ids: [team.id] });
    const id = await alertTo(emulator, team);

    expect(statesAt(emulator, id, [5, 1000])).toEqual(["open ada", "open ada"]);
  });
});

describe("who is asked on a layer", () => {
  it.each([
    ["is who is on call when it begins", {}, "open grace"],
    [
      "is who was on call when the alert was made, with layerPeopleFrozen",
      { layerPeopleFrozen: true },
      "open ada",
    ],
  ])("%s", async (_name, switches, expected) => {
    const emulator = await withEmulator({ clock: () => MINUTE_0, switches });
    const team = await createTeam(emulator, "Search", [1]);
    const { ada, grace } = demoAccount(emulator);
    for (const [user, start_time, end_time] of [
      [ada, "2026-10-23 11:00", "2026-10-23 12:04"],
      [grace, "2026-10-23 12:04", "2026-10-23 13:00"],
    ] as const) {
      await callApi(emulator, "POST", "/events", {
        schedule_ids: [team.schedule_id],
        account_user_ids: [user.id],
        layer: 2,
        time_zone: "UTC",
        start_time,
        end_time,
      });
    }
    const id = await alertTo(emulator, team);

    expect(statesAt(emulator, id, [5])).toEqual([expected]);
  });
});

describe("the clock", () => {
  it("runs on from where it was moved to, and is back after a reset", async () => {
    let now = MINUTE_0;
    const emulator = await withEmulator({ clock: () => now });

    emulator.clock.moveBy(1000);
    now += 500;
    const moved = emulator.clock.now();
    emulator.reset();

    expect([moved - MINUTE_0, emulator.clock.now() - MINUTE_0]).toEqual([1500, 500]);
  });

  it("undoes nothing when it goes back", async () => {
    const { emulator, team } = await withTeam();
    const id = await alertTo(emulator, team);
    emulator.clock.moveBy(31 * MINUTE);

    emulator.clock.moveTo(MINUTE_0);

    expect(stateOf(emulator, id)).toBe("dropped");
  });
});
