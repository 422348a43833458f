// Simulations of phone calls: who is paged once the caller has chosen, and what is said until then.
import { describe, expect, it } from "vitest";
import { expectRoutes } from "../../../emulator/src/simulate/cases/check-routes.ts";
import { showSimulation } from "../../../emulator/src/simulate/show.ts";
import { createSimulator } from "../../../emulator/src/simulate/simulator.ts";
import { database, integration, NOON, network, pagedOf, people, router, stack, stateFile } from "./stack.ts";

describe("a phone call", () => {
  const phone = (changes: object) => integration("live-call-routing", { routerIds: [], ...changes }, "phone");
  const call = { CallSid: "CA1", From: "+12025550143" };

  async function callTo(receiver: object, payload?: object) {
    const others = stack.filter(({ type }) => type !== "Router");
    const assign = { type: "assign", receiver: ["tem_Network", "tem_Database"] };
    const choice = router([{ match: { always: true }, actions: [assign] }]);
    const simulator = await createSimulator({ state: await stateFile([...others, choice, phone(receiver)]) });
    return simulator.simulate({ to: "phone", at: NOON, ...(payload && { payload }) });
  }

  it("to one team pages it", async () => {
    const simulation = await callTo({ teamIds: [database.id] });
    expect(simulation).toMatchObject({ action: "create", problem: null, reaches: "somebody" });
    expect(pagedOf(simulation)).toContainEqual([people.grace, "Database", 1, 0]);
  });

  it.each([
    ["teams", { teamIds: [network.id, database.id] }, "1 for Database, 2 for Network"],
    ["a router", { routerIds: ["01M8H6DBC6Y15KN2CN7YQTYD4S"] }, "1 for Network, 2 for Database"],
    ["one team, always", { teamIds: [network.id], options: { forceInput: true } }, "1 for Network"],
  ])("says what the caller can choose of %s, and that nobody is paged before", async (_what, to, choices) => {
    const simulation = await callTo(to);
    expect(simulation).toMatchObject({ action: "create", reaches: "nobody", teams: [], paged: [] });
    expect(showSimulation(simulation)).toContain(
      `makes an alert, but nobody is paged until the caller chooses a team: ${choices}. To choose one, add "Digits": "1" to the payload`,
    );
  });

  it("pages the team of the Digits, and says if they choose none", async () => {
    const to = { teamIds: [network.id, database.id] };
    const chosen = await callTo(to, { ...call, Digits: "2" });
    expect(chosen).toMatchObject({ reaches: "somebody", teams: [{ name: "Network" }] });
    const wrong = await callTo(to, { ...call, Digits: "3" });
    expect(wrong).toMatchObject({ reaches: "nobody", teams: [] });
    expect(wrong.problem).toBe("the caller's Digits choose none of the teams: 1 for Database, 2 for Network");
  });

  it("shows what the router said", async () => {
    const { routers } = await callTo({ routerIds: ["01M8H6DBC6Y15KN2CN7YQTYD4S"] }, { ...call, Digits: "1" });
    expect(routers).toMatchObject([
      { matched: "rules[0]", receivers: [{ name: "Network" }, { name: "Database" }] },
    ]);
  });

  it("leaves a voicemail where it goes straight to it", async () => {
    const options = { record: true, sendStraightToVoicemail: true };
    const simulation = await callTo({ teamIds: [database.id], options });
    expect(simulation.reaches).toBe("somebody");
    expect(simulation.alert?.additionalData.at(-1)?.label).toBe("Voicemail");
  });

  it.each([
    ["a banned number", { teamIds: [database.id], options: { bannedPhone: "+1202" } }, "other", "banned"],
    ["no team", { accountUserIds: [people.ada] }, "create", "there is no team"],
    ["a disabled number", { teamIds: [database.id], enabled: false }, "disabled", "the sender gets 200"],
  ])("reaches nobody with %s, and says why", async (_what, to, action, why) => {
    const simulation = await callTo(to);
    expect(simulation).toMatchObject({ action, reaches: "nobody" });
    expect(simulation.problem).toContain(why);
  });

  it("is chosen for by the changes of a case", async () => {
    const receiver = phone({ teamIds: [network.id, database.id] });
    const state = await stateFile([...stack, receiver]);
    const cases = [
      { integration: "phone", changes: { Digits: "1" }, at: NOON, expect: { teams: ["Database"] } },
    ];
    await expectRoutes({ state, cases });
    await expect(expectRoutes({ state, cases: [{ ...cases[0], changes: {} }] as never })).rejects.toThrow(
      "teams: expected Database, but the alert goes to nobody",
    );
  });
});
