// Bad input on the real engine: refused at preview, on its property path, before anything is sent. One case for
// each kind; every option of every type is in refused-options.test.ts.

import {
  EscalationPolicy,
  type EscalationPolicyArgs,
  Integration,
  type IntegrationArgs,
  Rotation,
  type RotationArgs,
} from "pulumi-pagertree";
import { describe, expect, it, vi } from "vitest";
import { refusedArguments } from "../helpers/refused-arguments.ts";
import { canary, requiredOptions } from "../helpers/sample-options.ts";
import { doors } from "./doors.ts";
import { sightings } from "./sightings.ts";
import { withStack, writesOf } from "./stack.ts";

vi.setConfig({ testTimeout: 120_000 });

/** The others are refused in the same way, as the plugin's test of each of them shows without an engine. */
const integrations = refusedArguments
  .filter(({ refused }) => Object.keys(refused).length > 3)
  .map(({ integration: name, args, refused }) => ({
    name,
    refused,
    declare: () => new Integration(name, args as IntegrationArgs),
  }));

const ulid = "01GDBEYARHS4W4QM6X370Z5TMB";
const rotation = {
  teamId: "rtr_K22OuvPYNmCyvJ",
  timeZone: "Boston",
  firstHandOff: "Monday",
  frequencyUnit: "fortnightly",
  daysOfWeek: ["Mon"],
  accountUserIds: [ulid, 5],
  person: ulid,
};
const policy = { teamId: ulid, layers: [{ timeout: 0 }, { timeout: 1, unit: "hours" }], repeat: 4 };
const onCall = [
  {
    name: "a rotation",
    declare: () => new Rotation("a rotation", rotation as unknown as RotationArgs),
    refused: {
      teamId: "rtr_K22OuvPYNmCyvJ is the prefix id of a router",
      timeZone: "time zone",
      firstHandOff: "such as 2026-10-05T09:00",
      frequencyUnit: "must be one of hourly, daily, weekly, monthly, yearly",
      "daysOfWeek[0]": "must be one of sunday",
      "accountUserIds[1]": "must be the id of an account user",
      person: "is not an argument of a rotation",
    },
  },
  {
    name: "a policy",
    declare: () => new EscalationPolicy("a policy", policy as unknown as EscalationPolicyArgs),
    refused: {
      "layers[0].timeout": "must be a whole number, 1 or more",
      "layers[1]": 'has no "unit"; it takes layer, timeout, timeoutUnit, and color',
      repeat: "must be a whole number from 0 to 3",
    },
  },
];

describe("a preview", () => {
  it("refuses every kind of bad input on its path, all of a resource at once, and sends nothing", async () => {
    const { project, emulator } = await withStack();
    for (const { name, declare, refused } of [...integrations, ...onCall]) {
      project.program = async () => {
        declare();
      };
      const { diagnostics, text } = await project.preview({ expectFailure: true });
      const errors = diagnostics.filter(({ severity }) => severity === "error");
      const told = errors.map(({ message }) => message);
      for (const [path, reason] of Object.entries(refused)) {
        const place = `resource '${name}': property ${path} value `;
        const message = told.find((each) => each.includes(place));
        expect(message ?? "", `among the events; what was printed:\n${text}`).toContain(place);
        expect(message).toContain(reason);
      }
      expect(told).toHaveLength(Object.keys(refused).length);
      expect(errors.every(({ urn }) => urn?.endsWith(`::${name}`))).toBe(true);
    }
    expect(writesOf(emulator)).toEqual([]);
    expect(sightings(project.transcript, [canary])).toEqual([]);
  });

  it.each(doors)(
    "with two bad integrations among good ones tells the mistakes of one through the $door door, and sends nothing",
    async ({ door, Integration }) => {
      const { project, emulator, account } = await withStack({ door });
      project.program = async () => {
        for (const name of ["first", "second"]) {
          new Integration(name, { name, type: "datadog", teamIds: [account.team.id] });
        }
        const options = { ...requiredOptions("outgoing-webhook"), webhookUrl: "localhost" };
        for (const name of ["bad", "also bad"]) {
          new Integration(name, { name, type: "outgoing-webhook", teamIds: [account.team.id], options });
        }
      };
      const { diagnostics } = await project.preview({ expectFailure: true });
      const errors = diagnostics.filter(({ severity }) => severity === "error");
      expect(errors).toMatchObject([
        { urn: expect.stringMatching(/bad$/), message: expect.stringContaining("options.webhookUrl") },
      ]);
      expect(writesOf(emulator)).toEqual([]);
    },
  );
});
