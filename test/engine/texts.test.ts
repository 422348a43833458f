// Texts that careless code breaks, on the real engine: each arrives at PagerTree and in the state as it was declared.

import { Integration, Team } from "pulumi-pagertree";
import { expect, it, vi } from "vitest";
import { integrationNamed, withStack } from "./stack.ts";

vi.setConfig({ testTimeout: 120_000 });

/** NUL, other controls, both directions, combining and joined characters, separators, a byte order mark, the last one. */
const texts =
  "\0\u0001\u001b[31m \u202Eright to left\u202C \u05d0\u0628 e\u0301 \u212b \u{1F468}\u200D\u{1F469} \u2028\u2029 \uFEFF \uFFFF \u{10FFFF} $x %s \\ \" '";
const meta = {
  [texts]: texts,
  constructor: "c",
  prototype: { polluted: 1 },
  hasOwnProperty: null,
  nested: [[texts, { valueOf: texts }]],
};

it("any text and key goes to PagerTree and back without a change", async () => {
  const { project, emulator, account } = await withStack({
    refresh: true,
    switches: { teamMetaStored: true },
  });
  const users = [account.accountUser.id];
  const name = `name ${texts}`;
  project.program = async () => {
    const options = { titleTemplate: texts, titleTemplateEnabled: true };
    new Integration("integration", { name, type: "pingdom", teamIds: [account.team.id], options });
    new Team("team", { name, notes: texts, memberAccountUserIds: users, adminAccountUserIds: users, meta });
  };
  await project.up();
  expect(integrationNamed(name, emulator).options["title_template"]).toBe(texts);
  const team = emulator.store.all("teams").find((candidate) => candidate.name === name);
  expect(team).toMatchObject({ notes: texts });
  expect(team?.meta).toEqual(meta);
  expect((await project.preview()).changes).toEqual([]);
});

it("half a character is refused at preview, on its path, before Pulumi loses it", async () => {
  const { project, emulator, account } = await withStack();
  project.program = async () => {
    const options = { titleTemplate: "cut \ud83d" };
    new Integration("cut", { name: "a\udc00b", type: "pingdom", teamIds: [account.team.id], options });
  };
  const { text } = await project.preview({ expectFailure: true });
  expect(text).toContain('Integration "cut": name holds half a character');
  expect(text).toContain("options.titleTemplate holds half a character");
  expect(emulator.requests).toEqual([]);
});
