// Bad input on the real engine: refused at preview, on its property path, before anything is sent. One case for
// each kind; every option of every type is in refused-options.test.ts.

import { Integration, type IntegrationArgs } from "pulumi-pagertree";
import { describe, expect, it, vi } from "vitest";
import { refusedArguments } from "../helpers/refused-arguments.ts";
import { canary, requiredOptions } from "../helpers/sample-options.ts";
import { doors } from "./doors.ts";
import { sightings } from "./sightings.ts";
import { withStack, writesOf } from "./stack.ts";

vi.setConfig({ testTimeout: 120_000 });

/** What has one mistake only is refused in the same way, as the plugin's test of each of them shows without an engine. */
const severalMistakes = refusedArguments.filter(({ refused }) => Object.keys(refused).length > 1);

describe("a preview", () => {
  it("refuses every kind of bad input on its path, all of an integration at once, and sends nothing", async () => {
    const { project, emulator } = await withStack();
    for (const { integration, args, refused } of severalMistakes) {
      project.program = async () => {
        new Integration(integration, args as IntegrationArgs);
      };
      const { diagnostics, text } = await project.preview({ expectFailure: true });
      const errors = diagnostics.filter(({ severity }) => severity === "error");
      const told = errors.map(({ message }) => message);
      for (const [path, reason] of Object.entries(refused)) {
        const place = `resource '${integration}': property ${path} value `;
        const message = told.find((each) => each.includes(place));
        expect(message ?? "", `among the events; what was printed:\n${text}`).toContain(place);
        expect(message).toContain(reason);
      }
      expect(told).toHaveLength(Object.keys(refused).length);
      expect(errors.every(({ urn }) => urn?.endsWith(`::${integration}`))).toBe(true);
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
