import { describe, expect, it } from "vitest";
import { changesIn } from "../../demo/event-log.ts";

const TYPE = "pulumi-nodejs:dynamic/pagertree:Integration";

/** The engine's event at the start of a step, as a line of its log. */
function step(op: string, name: string, change: { type?: string; old?: object; new?: object } = {}): string {
  const { type = TYPE, old, new: now } = change;
  const urn = `urn:pulumi:demo::project::${type}::${name}`;
  const metadata = {
    op,
    urn,
    type,
    old: old ? { inputs: old } : null,
    new: now ? { inputs: now } : null,
  };
  return JSON.stringify({ sequence: 1, timestamp: 1, resourcePreEvent: { metadata } });
}

describe("changesIn", () => {
  it("names each resource that is created or deleted, sorted", () => {
    const log = [step("delete", "two"), step("create", "one", { new: { name: "One" } })].join("\n");
    expect(changesIn(`${log}\n`)).toEqual(["create one", "delete two"]);
  });

  it("names the inputs that an update changes, by their paths", () => {
    const old = { name: "a", options: { template: "x", alertOpen: true }, teamIds: ["1"] };
    const now = {
      name: "a",
      options: { template: "y", alertOpen: true },
      teamIds: ["1", "2"],
      urgency: "low",
    };
    expect(changesIn(step("update", "one", { old, new: now }))).toEqual([
      "update one: options.template, teamIds.1, urgency",
    ]);
  });

  it.each(["same", "read", "refresh"])("leaves out a step of kind %s", (op) => {
    expect(changesIn(step(op, "one"))).toEqual([]);
  });

  it("leaves out the stack, providers and events that are no steps", () => {
    const log = [
      step("create", "project-demo", { type: "pulumi:pulumi:Stack" }),
      step("create", "default", { type: "pulumi:providers:pulumi-nodejs" }),
      JSON.stringify({ sequence: 1, timestamp: 1, summaryEvent: {} }),
    ];
    expect(changesIn(log.join("\n"))).toEqual([]);
  });

  it("refuses a log that is not one of events", () => {
    expect(() => changesIn('{"resourcePreEvent": {}}')).toThrow();
    expect(() => changesIn("Updating (demo):")).toThrow();
  });
});
