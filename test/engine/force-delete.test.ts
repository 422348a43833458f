// Deletions of a team on the real engine: what the stack turns away itself does not keep it, what others point at it does,
// unless `forceDelete` lets it go.

import { Integration, Team } from "pulumi-pagertree";
import { expect, it, vi } from "vitest";
import { createIntegration } from "../helpers/demo-account.ts";
import { withStack, writesOf } from "./stack.ts";

vi.setConfig({ testTimeout: 240_000 });

it("a team goes, or is replaced, once nothing outside of the stack sends to it, or by forceDelete", async () => {
  const { project, emulator, account } = await withStack();
  const people = [account.accountUser.id];
  const declareTeam = (more: object = {}) =>
    new Team(
      "checkout",
      { name: "Checkout", memberAccountUserIds: people, adminAccountUserIds: people, ...more },
      { replaceOnChanges: ["notes"] },
    );
  const declareMonitor = (teamId: Team["id"] | string) =>
    new Integration("datadog", { name: "Datadog", type: "datadog", teamIds: [teamId] });
  const checkouts = () => emulator.store.all("teams").filter(({ name }) => name === "Checkout");
  project.program = async () => void declareMonitor(declareTeam().id);
  await project.up();

  // A replacement: the stack's own integration follows it before the old team goes.
  project.program = async () => void declareMonitor(declareTeam({ notes: "new" }).id);
  await project.up();
  const [replacement, ...old] = checkouts();
  expect(old).toEqual([]);

  const byHand = await createIntegration(emulator, "Datadog", { team_ids: [replacement?.id] });
  project.program = async () => void declareMonitor(account.team.id);
  const refused = await project.up({ expectFailure: true });
  expect(refused.text).toContain(`integration ${byHand.prefix_id} "Site monitor" still sends alerts to it.`);
  expect(checkouts()).toHaveLength(1);

  // To be told of forceDelete sends nothing, and is no difference afterwards.
  const before = emulator.requests.length;
  project.program = async () => {
    declareTeam({ notes: "new", forceDelete: true });
    declareMonitor(account.team.id);
  };
  const { changes } = await project.up();
  expect(changes.map(({ name, shown }) => [name, shown])).toEqual([["checkout", ["forceDelete"]]]);
  expect(writesOf(emulator, before)).toEqual([]);
  expect((await project.preview({ refresh: true })).changes).toEqual([]);

  project.program = async () => void declareMonitor(account.team.id);
  await project.up();
  expect(checkouts()).toEqual([]);
});
