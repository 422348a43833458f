/** The probe of a team, and of a schedule or an escalation policy with its teams: whom an alert would page. */
import { describe, expect, it, vi } from "vitest";
import type { Switches } from "../../../emulator/src/switches.ts";
import { alertOf, createAlert } from "../../helpers/alerts.ts";
import { callApi } from "../../helpers/call-api.ts";
import { createIntegration, demoAccount } from "../../helpers/demo-account.ts";
import { at } from "../../helpers/shifts.ts";
import { stopClockAt } from "../../helpers/stopped-clock.ts";
import { withTeam } from "../rotation/with-team.ts";
import { environmentOf, runCommand } from "./run.ts";

stopClockAt(at("2026-10-14T12:00Z"));

/** The team Checkout, in which Ada, Grace and Alan take turns weekly on the first layer. */
async function withRotation(switches: Partial<Switches> = {}) {
  const team = await withTeam(switches);
  await team.rotation.up(team.declared);
  const row = team.emulator.store.find("teams", team.teamId);
  if (row === undefined) throw new Error("the team was not stored");
  const run = (...args: string[]) => runCommand(["probe", ...args], environmentOf(team.emulator));
  return { ...team, row, run };
}

describe("probe of a team", () => {
  it("shows whom an alert pages now, who is next, and what happens in the end", async () => {
    const { emulator, row, run, grace } = await withRotation();
    const { platform } = demoAccount(emulator);
    const wait = { layer: 1, timeout: 1, timeout_unit: "hours" };
    const policy = emulator.store.find("escalation_policies", row.escalation_policy_id);
    await callApi(emulator, "PUT", `/escalation_policies/${row.escalation_policy_id}`, {
      repeat: 2,
      reassign_team_ids: [platform.id],
      reassign_account_user_ids: [grace.id],
      escalation_layers_attributes: [{ id: policy?.escalation_layers[0]?.id, ...wait }],
    });
    const before = emulator.requests.length;
    const { status, stdout } = await run("Checkout");
    expect({ status, lines: stdout.split("\n") }).toEqual({
      status: 0,
      lines: [
        `Team "Checkout" (${row.prefix_id}): whom an alert pages now, on the clocks of Eastern Time (US & Canada)`,
        "  layer 1 for 1 hour: Grace Hopper until Mon 19 Oct 2026 09:00; from Mon 19 Oct 2026 09:00 Alan Turing",
        "  layer 2 for 10 minutes: nobody",
        "  layer 3 for 15 minutes: nobody",
        '  if nobody answers: the same again 2 times, then team "Platform" and Grace Hopper',
        "Somebody is on call at all times in the next 14 days.",
        "",
      ],
    });
    expect(emulator.requests.slice(before).filter(({ method }) => method !== "GET")).toEqual([]);
  });

  // The clocks of New York are set back on Sunday 1 November 2026 at 06:00 UTC.
  it("names the person whom an alert then reaches, also around a change of clocks", async () => {
    const { emulator, teamId, run, ada, grace } = await withRotation();
    const expected = [
      ["2026-11-01T05:59Z", ada.id],
      ["2026-11-02T13:30Z", ada.id],
      ["2026-11-02T14:00Z", grace.id],
    ] as const;
    for (const [time, person] of expected) {
      vi.setSystemTime(at(time));
      const [team] = JSON.parse((await run("Checkout", "--json")).stdout).teams;
      expect(team.steps[0].now).toMatchObject([{ accountUserId: person }]);
      const { id } = await createAlert(emulator, { destination_team_ids: [teamId] });
      const asked = alertOf(emulator, id).escalations.flatMap((each) => each.asked_account_user_ids);
      expect(asked).toEqual([person]);
    }
  });

  it("says of one without a shift that every alert is dropped, as one is, and ends with 1", async () => {
    const { emulator, teamId } = await withTeam();
    const { status, stdout } = await runCommand(["probe", teamId], environmentOf(emulator));
    expect(status).toBe(1);
    expect(stdout).toContain("  layer 1 for 5 minutes: nobody\n");
    expect(stdout).toContain("  if nobody answers: the alert is dropped\n");
    expect(stdout).toContain(
      "Problems:\n  - The team has no future shift in its schedule, so PagerTree will drop every alert to it.\n",
    );
    const { id } = await createAlert(emulator, { destination_team_ids: [teamId] });
    expect(alertOf(emulator, id).status).toBe("dropped");
  });

  it("asks for no users where nobody is on call who may not have signed in", async () => {
    const { emulator, teamId } = await withTeam();
    const before = emulator.requests.length;
    await runCommand(["probe", teamId], environmentOf(emulator));
    const asked = emulator.requests.slice(before).map(({ path }) => path);
    expect(asked).toContain("/teams");
    expect(asked).not.toContain("/users");
  });

  it("says when nobody is on call, and that it is open what becomes of an alert then where others can take it", async () => {
    const { emulator, rotation, teamId, declared, grace } = await withTeam();
    await rotation.up({
      ...declared,
      ...{ frequencyUnit: "daily", shiftHours: 8, daysOfWeek: ["monday"] },
    });
    const { escalation_policy_id: policyId } = emulator.store.find("teams", teamId) ?? {};
    await callApi(emulator, "PUT", `/escalation_policies/${policyId}`, {
      reassign_account_user_ids: [grace.id],
    });
    const { status, stdout } = await runCommand(["probe", "Checkout", "--json"], environmentOf(emulator));
    const [team] = JSON.parse(stdout).teams;
    expect(status).toBe(1);
    expect(team).toMatchObject({
      reassignedTo: ["Grace Hopper"],
      gaps: [
        { from: "2026-10-14T12:00:00.000Z", to: "2026-10-19T13:00:00.000Z" },
        { from: "2026-10-19T21:00:00.000Z" },
        { from: "2026-10-26T21:00:00.000Z" },
      ],
      problems: [
        "Nobody is on call now: an alert goes to Grace Hopper at once, or is dropped. PagerTree's documentation does not say which.",
        expect.stringContaining(
          "The team has nobody on call from now on for 5 days 1 hour, the longest of 3",
        ),
      ],
    });
    expect(team.steps[0]).toMatchObject({ now: [], next: { from: "2026-10-19T13:00:00.000Z" } });
  });

  it("says who may not be reached, who has left, and on which layer nobody is paged", async () => {
    const { emulator, row, run, ada, grace, alan } = await withRotation();
    const { store } = emulator;
    store.update("account_users", ada.id, { user: { ...ada.user, phones: [] } });
    store.update("account_users", grace.id, { user: { ...grace.user, last_sign_in_at: null } });
    await callApi(emulator, "POST", "/events", {
      schedule_ids: [row.schedule_id],
      ...{ account_user_ids: [alan.id], layer: 7, time_zone: "UTC" },
      ...{ start_time: "2026-10-14T00:00:00Z", end_time: "2026-10-15T00:00:00Z" },
    });
    // Grace and Alan are on call in the next 14 days, and then it is Ada's turn.
    const { status, stdout } = await run("Checkout");
    expect(status).toBe(1);
    expect(stdout).toContain(
      "\nAda Lovelace has no phone number in PagerTree, or only blocked ones, so that no text message or call arrives;",
    );
    expect(stdout).toContain("\nGrace Hopper has been invited to PagerTree and not signed in yet.\n");
    expect(stdout).toContain(
      "\n  - Its escalation policy has no layer 7: whoever is on call there is not paged.\n",
    );
  });

  it("says so where PagerTree names nobody in a shift that a change of clocks makes longer", async () => {
    const { run } = await withRotation({ longShiftsEndEarly: true });
    vi.setSystemTime(at("2026-11-02T13:30Z"));
    const { status, stdout } = await run("Checkout");
    expect(status).toBe(1);
    expect(stdout).toContain(
      "\nOn layer 1, the events of the schedule say that Ada Lovelace should be on call now.\n",
    );
    expect(stdout).toContain("PagerTree names nobody who is on call now, and so drops an alert at once.");
  });

  it.each<[what: string, switches: Partial<Switches>]>([
    ["are brief", { occurrencesAreBrief: true }],
    ["are in UTC", { eventTimesInUtc: true }],
    ["are under their former names", { eventTimeNames: "datetime" }],
    ["have letters for units", { timeoutUnits: "letters" }],
  ])("reads answers that %s", async (_what, switches) => {
    const { run } = await withRotation(switches);
    expect((await run("Checkout")).stdout).toContain(
      "  layer 1 for 5 minutes: Grace Hopper until Mon 19 Oct 2026 09:00; from Mon 19 Oct 2026 09:00 Alan Turing\n",
    );
  });

  it.each<[what: string, deletionOfUsed: Switches["deletionOfUsed"]]>([
    ["goes on naming it", "dangling"],
    ["has a new one", "replaced"],
  ])("whose schedule was deleted has nobody on call, where it %s", async (_what, deletionOfUsed) => {
    const { emulator, row, run } = await withRotation({ deletionOfUsed });
    await callApi(emulator, "DELETE", `/schedules/${row.schedule_id}`);
    const { status, stdout } = await run(row.prefix_id);
    expect(status).toBe(1);
    expect(stdout.includes("The account does not have its schedule.")).toBe(deletionOfUsed === "dangling");
    expect(stdout).toContain("has no future shift in its schedule");
  });
});

describe("probe of a schedule or an escalation policy", () => {
  it("shows the teams that have it", async () => {
    const { emulator, row, run } = await withRotation();
    const shown = async (wanted: string) => JSON.parse((await run(wanted, "--json")).stdout);
    const { teams, team } = await shown("Checkout");
    expect(team).toEqual({ id: row.id, prefixId: row.prefix_id, name: "Checkout" });
    for (const kind of ["schedule", "escalationPolicy"] as const) {
      const collection = kind === "schedule" ? "schedules" : "escalation_policies";
      const object = emulator.store.find(
        collection,
        row[kind === "schedule" ? "schedule_id" : "escalation_policy_id"],
      );
      for (const wanted of [object?.id, object?.prefix_id, object?.name]) {
        const report = await shown(wanted ?? "");
        expect(report[kind]).toMatchObject({ id: object?.id, name: object?.name });
        expect(report.teams).toEqual(teams);
      }
    }
  });

  it("says that one of no team pages nobody", async () => {
    const { emulator, run } = await withRotation();
    await callApi(emulator, "POST", "/schedules", { name: "Left over" });
    expect(await run("Left over")).toMatchObject({
      status: 1,
      stdout: "Problem: No team has this schedule, and so nobody is paged by it.\n",
    });
  });
});

describe("probe", () => {
  it("asks for the id where an integration and a team share a name", async () => {
    const { emulator, row, run } = await withRotation();
    const { prefix_id } = await createIntegration(emulator, "Datadog", { name: "Checkout" });
    const { status, stderr } = await run("Checkout");
    expect(status).toBe(1);
    expect(stderr).toContain(
      `2 objects have the name "Checkout". Name the one you mean by its id: ${prefix_id} (integration), ${row.prefix_id} (team).`,
    );
    expect((await run(prefix_id)).stdout).toContain("Alerts come in at");
    expect((await run(row.prefix_id)).stdout).toContain('Team "Checkout"');
  });

  it("names the nearest of all that it knows, and posts nothing to a team", async () => {
    const { run } = await withRotation();
    expect((await run("Chekout")).stderr).toContain(
      'No integration, team, schedule, or escalation policy has the id or name "Chekout". Did you mean "Checkout"?',
    );
    expect(await run("Checkout", "--send")).toMatchObject({
      status: 1,
      stdout: "",
      stderr: expect.stringContaining(
        "is not an outgoing webhook, so --send cannot post to it. Nothing was sent.",
      ),
    });
  });
});
