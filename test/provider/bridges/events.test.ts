import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import { pickBy } from "es-toolkit";
import { describe, expect, it } from "vitest";
import { optionsOf } from "../../../provider/src/catalog/catalog.ts";
import { checkEvents, withEventSwitches } from "../../../provider/src/receivers/event-switches.ts";
import { alertEvents, switchOf, webhookEvents } from "../../../provider/src/receivers/events.ts";

describe("webhookEvents", () => {
  it("are thirteen, each with an option of its own, and no other option is a switch of an event", () => {
    const switches = optionsOf("outgoing-webhook").flatMap(({ name, type }) =>
      type === "boolean" && !/^(sendLinked|(title|description)TemplateEnabled)$/.test(name) ? [name] : [],
    );
    expect(webhookEvents.map(switchOf).sort()).toEqual(switches.sort());
    expect(webhookEvents).toHaveLength(13);
    expect(alertEvents).toHaveLength(8);
  });
});

const hook = { type: "outgoing-webhook", options: {} };

describe("withEventSwitches", () => {
  it.each<[what: string, events: unknown, options: object, on: string[]]>([
    ["one event", ["alert.open"], {}, ["alertOpen"]],
    [
      "events of all kinds",
      ["comment.created", "event_reminder.going_on_call"],
      {},
      ["commentCreated", "eventReminderGoingOnCall"],
    ],
    ["a repeated event", ["alert.open", "alert.open"], {}, ["alertOpen"]],
    [
      "an option that is switched off by hand",
      ["alert.open", "alert.resolved"],
      { alertOpen: false },
      ["alertResolved"],
    ],
    ["an option that is null", ["alert.open"], { alertOpen: null }, ["alertOpen"]],
  ])("switches on, for %s, just those", (_what, events, options, on) => {
    const { options: switched } = withEventSwitches({ ...hook, options }, events);
    expect(
      Object.keys(pickBy(switched as Record<string, unknown>, (value) => value === true)).sort(),
    ).toEqual(on.sort());
    expect(Object.keys(switched as object).sort()).toEqual(webhookEvents.map(switchOf).sort());
  });

  it("leaves open what an event that is not known yet may switch on", () => {
    const { options } = withEventSwitches(hook, ["alert.open", unknownValue]);
    expect(options).toMatchObject({
      alertOpen: true,
      alertResolved: unknownValue,
      commentCreated: unknownValue,
    });
    expect(withEventSwitches(hook, unknownValue).options).toMatchObject({ alertOpen: unknownValue });
  });

  it("leaves alone what has no events, or options that are not known yet", () => {
    expect(withEventSwitches(hook, undefined)).toBe(hook);
    const unknown = { ...hook, options: unknownValue };
    expect(withEventSwitches(unknown, ["alert.open"])).toBe(unknown);
  });
});

describe("checkEvents", () => {
  it.each<[what: string, events: unknown]>([
    ["no argument", undefined],
    ["all events", [...webhookEvents]],
    ["a list that is not known yet", unknownValue],
    ["an element that is not known yet", ["alert.open", unknownValue]],
  ])("accepts %s", (_what, events) => {
    expect(checkEvents(events)).toEqual([]);
  });

  it.each<[what: string, events: unknown, path: PropertyKey[], reason: string]>([
    [
      "a misspelt event",
      ["alert.open", "alert.acknowleged"],
      ["events", 1],
      'did you mean "alert.acknowledged"?',
    ],
    ["an event by its option's name", ["alertOpen"], ["events", 0], 'did you mean "alert.open"?'],
    ["something else", ["incident"], ["events", 0], "the events are alert.created, "],
    ["a number", [5], ["events", 0], "is not an event"],
    ["a text in place of a list", "alert.open", ["events"], "must be a list"],
    ["an empty list", [], ["events"], "sends nothing"],
  ])("refuses %s", (_what, events, path, reason) => {
    expect(checkEvents(events)).toEqual([{ path, reason: expect.stringContaining(reason) }]);
  });
});
