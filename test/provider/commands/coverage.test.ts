/** Which teams have a time at which nobody is on call. */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { callApi, idOf } from "../../helpers/call-api.ts";
import { demoAccount } from "../../helpers/demo-account.ts";
import { at } from "../../helpers/shifts.ts";
import { stopClockAt } from "../../helpers/stopped-clock.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";
import { environmentOf, runCommand } from "./run.ts";

stopClockAt(at("2026-10-14T12:00Z"));

/** Three teams: one that is covered, one in business hours, and one without a shift. */
async function withTeams() {
  const emulator = await withEmulator();
  const { ada, grace } = demoAccount(emulator);
  const make = async (name: string, event?: object) => {
    const people = { member_account_user_ids: [ada.id], admin_account_user_ids: [ada.id] };
    const id = idOf(await callApi(emulator, "POST", "/teams", { name, ...people }));
    const team = emulator.store.find("teams", id);
    if (event !== undefined) {
      const { status } = await callApi(emulator, "POST", "/events", {
        schedule_ids: [team?.schedule_id],
        account_user_ids: [ada.id, grace.id],
        time_zone: "Berlin",
        repeat: true,
        rotation: true,
        frequency: 1,
        layer: 1,
        ...event,
      });
      expect(status).toBe(201);
    }
    return team;
  };
  const weekly = {
    frequency_unit: "weekly",
    start_time: "2026-10-05T09:00:00+02:00",
    end_time: "2026-10-12T09:00:00+02:00",
  };
  await make("Covered", weekly);
  await make("Elsewhere", { ...weekly, layer: 4 });
  await make("Empty");
  await make("Office", {
    frequency_unit: "daily",
    days_of_week: [1, 2, 3, 4, 5],
    start_time: "2026-10-05T09:00:00+02:00",
    end_time: "2026-10-05T17:00:00+02:00",
  });
  const run = (...args: string[]) => runCommand(["coverage", ...args], environmentOf(emulator));
  return { emulator, run };
}

describe("coverage", () => {
  it("lists each team with the first and the longest gap, and ends with 1", async () => {
    const { run } = await withTeams();
    const { status, stdout } = await run(
      "--team",
      "Covered",
      "--team",
      "Elsewhere",
      "--team",
      "Empty",
      "--team",
      "Office",
    );
    expect(status).toBe(1);
    const lines = stdout.split("\n").map((line) => line.split(/ {2,}/));
    expect(lines).toEqual([
      ["Nobody is on call at some time in the next 14 days (3 of 4 teams):"],
      ["TEAM", "ID", "GAPS", "FIRST GAP", "LONGEST GAP", "TIME ZONE"],
      // No layer of its policy has the number of its shifts.
      [
        "Elsewhere",
        expect.stringMatching(/^tem_/),
        "1",
        "Wed 14 Oct 2026 14:00, 14 days",
        "Wed 14 Oct 2026 14:00, 14 days",
        "Berlin",
      ],
      ["Empty", expect.stringMatching(/^tem_/), "always", "no shift at all: every alert is dropped"],
      [
        "Office",
        expect.stringMatching(/^tem_/),
        "10",
        "Wed 14 Oct 2026 17:00, 16 hours",
        "Fri 23 Oct 2026 17:00, 2 days 17 hours",
        "Berlin",
      ],
      [""],
    ]);
  });

  it("says that all is covered, and ends with 0", async () => {
    const { run } = await withTeams();
    expect(await run("--team", "Covered", "--days", "30")).toMatchObject({
      status: 0,
      stdout: "Somebody is on call at all times in the next 30 days (1 team).\n",
    });
  });

  it("says that there is no team, and not that all are covered", async () => {
    const emulator = await withEmulator({ seed: "empty" });
    expect(await runCommand(["coverage"], environmentOf(emulator))).toMatchObject({
      status: 0,
      stdout: "There is no team to look at.\n",
    });
  });

  it("prints the same as JSON, of the whole account by default, with three requests", async () => {
    const { emulator, run } = await withTeams();
    const before = emulator.requests.length;
    const { stdout } = await run("--json", "--days", "1");
    expect(emulator.requests.length - before).toBe(3);
    const { teams } = JSON.parse(stdout);
    expect(teams.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(["Covered", "Empty", "Platform"]),
    );
    const office = teams.find(({ name }: { name: string }) => name === "Office");
    expect(office).toMatchObject({
      timeZone: "Berlin",
      hasEvents: true,
      firstGap: { from: "2026-10-14T15:00:00.000Z", to: "2026-10-15T07:00:00.000Z", minutes: 960 },
    });
  });

  it.each([["pulumi-nodejs:dynamic/pagertree"], ["pagertree:index"]])(
    "looks at the teams of a stack alone, whose types begin with %s",
    async (types) => {
      const { emulator, run } = await withTeams();
      const ids = emulator.store.all("teams").filter(({ name }) => ["Covered", "Empty"].includes(name));
      const resources = ids.map(({ id, name }) => ({
        urn: `urn:pulumi:dev::my-alerts::${types}:Team::${name}`,
        type: `${types}:Team`,
        id,
      }));
      const file = path.join(await temporaryFolder(), "state.json");
      await writeFile(file, JSON.stringify({ version: 3, deployment: { resources } }));
      const { stdout } = await run("--state", file);
      expect(stdout).toContain("(1 of 2 teams)");
      expect(stdout).toContain("Empty");
      expect(await run("--state", file, "--team", "Office")).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('the stack has no team "Office"'),
      });
    },
  );

  it.each(["svg", "html"])(
    "draws a calendar as %s: names are text, gaps red, overrides hatched, and nothing is loaded",
    async (ending) => {
      const { emulator, run } = await withTeams();
      const team = emulator.store.all("teams").find(({ name }) => name === "Covered");
      emulator.store.update("teams", team?.id ?? "", { name: "<script>alert(1)</script> & Co" });
      const { ada } = demoAccount(emulator);
      emulator.store.update("account_users", ada.id, { user: { ...ada.user, name: 'Ada "<b>" Lovelace' } });
      const series = emulator.store
        .all("events")
        .find(({ schedule_ids: ids }) => ids.includes(team?.schedule_id ?? ""));
      const { status } = await callApi(emulator, "POST", `/events/${series?.id}/override`, {
        start_time: "2026-10-14 18:00",
        end_time: "2026-10-15 09:00",
        layer: 1,
        time_zone: "Berlin",
        account_user_ids: [ada.id],
        action_time: "2026-10-12T09:00:00+02:00",
      });
      expect(status).toBe(201);
      const file = path.join(await temporaryFolder(), `calendar.${ending}`);
      await run("--calendar", file);
      const text = await readFile(file, "utf8");
      expect(text).not.toMatch(/<script|<b>|https?:\/\/(?!www\.w3\.org\/2000\/svg")|@import|href=|src=/);
      expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co");
      expect(text).toContain("Ada &quot;&lt;b&gt;&quot; Lovelace");
      // Wednesday 18:00 is 2.75 days after Monday.
      expect(text).toContain(`<rect class="override" x="${64 + 2.75 * 90}" y="1" width="56.3"`);
      expect(text).toContain('class="nobody"');
      // Three weeks from Monday 12 October on for each team.
      expect(text.match(/>12 Oct<\/text>/g)).toHaveLength(6);
      expect(text.match(/>26 Oct<\/text>/g)).toHaveLength(6);
    },
  );

  it.each([
    [["--calendar", "calendar.png"], 1, "A file that ends in .png cannot be written by --calendar."],
    [["--team", "Nobody"], 1, 'the account has no team "Nobody"'],
    [["--days", "0"], 2, "a whole number from 1 to 366"],
  ])("refuses %j", async (args, status, message) => {
    const { run } = await withTeams();
    expect(await run(...args)).toMatchObject({ status, stderr: expect.stringContaining(message) });
  });
});
