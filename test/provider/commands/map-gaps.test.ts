/** Teams of a map that have a time with nobody on call: marked in the picture and the text, with the first gap on hover. */
import { expect, it } from "vitest";
import type { Emulator } from "../../../emulator/src/index.ts";
import { callApi } from "../../helpers/call-api.ts";
import { createIntegration, demoAccount } from "../../helpers/demo-account.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";
import { environmentOf, runCommand } from "./run.ts";

const day = 86_400_000;

/** The demo account, whose team Platform has a gap of a day in two days, and a new team without a shift. */
async function account() {
  const emulator = await withEmulator();
  const { platform, ada } = demoAccount(emulator);
  for (const { id, schedule_ids } of emulator.store.all("events")) {
    if (schedule_ids.includes(platform.schedule_id ?? "")) emulator.store.remove("events", id);
  }
  const from = Math.floor(Date.now() / day) * day;
  for (const [start, end] of [
    [from, from + 2 * day],
    [from + 3 * day, from + 30 * day],
  ] as const) {
    await callApi(emulator, "POST", "/events", {
      schedule_ids: [platform.schedule_id],
      ...{ account_user_ids: [ada.id], layer: 1, time_zone: "UTC" },
      ...{ start_time: new Date(start).toISOString(), end_time: new Date(end).toISOString() },
    });
  }
  const people = { member_account_user_ids: [ada.id], admin_account_user_ids: [ada.id] };
  await callApi(emulator, "POST", "/teams", { name: "New", ...people });
  await createIntegration(emulator);
  return emulator;
}

it("marks teams that have a time with nobody on call, and says when the first is to whoever points at one", async () => {
  const emulator = await account();
  const { stdout } = await runCommand(["map", "--format", "svg"], environmentOf(emulator));
  const boxOf = (name: string) =>
    stdout
      .split("\n")
      .find((line) => line.includes(`<title>team &quot;${name}&quot;`) || line.includes(`team "${name}"`));
  const titleOf = (name: string) => /<title>(.*?)<\/title>/.exec(boxOf(name) ?? "")?.[1];
  expect(titleOf("Platform")).toMatch(
    /, nobody on call from \w{3} \d+ \w{3} \d{4} 00:00 \((Etc\/)?UTC\) for 1 day$/,
  );
  expect(titleOf("New")).toMatch(/, no future shift: every alert to it is dropped$/);
  expect(titleOf("Payments")).not.toMatch(/on call|shift/);
  expect(
    ["Platform", "New", "Payments"].map((name) => boxOf(name)?.includes("with nobody on call<")),
  ).toEqual([true, true, false]);
  expect(stdout).toContain("2 teams at times without anybody on call");
});

it("explains the mark in the legend, where a team has it", async () => {
  const legendOf = async (emulator: Emulator) => {
    const { stdout } = await runCommand(["map", "--format", "svg"], environmentOf(emulator));
    return /<g class="legend"[^>]*>\n([\s\S]*?)\n<\/g>/.exec(stdout)?.[1];
  };
  expect(await legendOf(await account())).toMatch(/>◔<\/text><text [^>]*>times with nobody on call<\/text>/);
  expect(await legendOf(await withEmulator())).not.toContain("on call");
});

it("says the same in the text", async () => {
  const emulator = await account();
  const { stdout } = await runCommand(["map"], environmentOf(emulator));
  const lineOf = (name: string) => stdout.split("\n").find((line) => line.includes(`"${name}`)) ?? "";
  expect(lineOf("Platform")).toContain("nobody on call from");
  expect(lineOf("New")).toContain("no future shift");
  expect(lineOf("Payments")).not.toMatch(/on call|shift/);
});
