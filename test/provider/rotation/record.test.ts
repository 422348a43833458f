// What a change of a running rotation leaves in PagerTree, by PagerTree's own word: history and the present shift stay, and
// nobody is missing or there twice, whatever becomes of its requests.
import { describe, expect, it, vi } from "vitest";
import type { Fault } from "../../../emulator/src/faults.ts";
import type { Switches } from "../../../emulator/src/switches.ts";
import { callApi } from "../../helpers/call-api.ts";
import { overrideInWebPage } from "../../helpers/override-in-web-page.ts";
import { type Properties, providersFor } from "../../helpers/resource-providers.ts";
import { at } from "../../helpers/shifts.ts";
import { shiftsOf } from "../../helpers/shifts-of.ts";
import { stopClockAt } from "../../helpers/stopped-clock.ts";
import { withTeam } from "./with-team.ts";

stopClockAt(at("2026-09-30T12:00Z"));

/** A rotation that has run for a week and two days: Ada has had her week, and Grace is on call until 19 October. */
async function withRunning(switches: Partial<Switches> = {}) {
  const team = await withTeam(switches);
  const made = await team.rotation.up(team.declared);
  vi.setSystemTime(at("2026-10-14T12:00Z"));
  const { emulator, scheduleId } = team;
  const record = () => shiftsOf(emulator, scheduleId, "2026-10-01 00:00:00", "2026-10-28 00:00:00");
  return { ...team, made, record };
}

type Running = Awaited<ReturnType<typeof withRunning>>;

const untilNow = ["1: Ada 2026-10-05T13:00Z", "1: Grace 2026-10-12T13:00Z"];

describe("a change of a running rotation keeps history and the present shift:", () => {
  it.each<[what: string, change: (team: Running) => Properties, then: string[]]>([
    [
      "of the people",
      ({ ada, grace }) => ({ accountUserIds: [ada.id, grace.id] }),
      ["1: Ada 2026-10-19T13:00Z", "1: Grace 2026-10-26T13:00Z"],
    ],
    [
      "of the order",
      ({ ada, grace, alan }) => ({ accountUserIds: [alan.id, grace.id, ada.id] }),
      ["1: Ada 2026-10-19T13:00Z", "1: Alan 2026-10-26T13:00Z"],
    ],
    [
      "of the hand-off",
      () => ({ firstHandOff: "2026-10-06T10:00" }),
      ["1: Alan 2026-10-19T13:00Z", "1: Alan 2026-10-20T14:00Z", "1: Ada 2026-10-27T14:00Z"],
    ],
    [
      "of the zone",
      () => ({ timeZone: "Asia/Kolkata" }),
      ["1: Alan 2026-10-19T13:00Z", "1: Alan 2026-10-26T03:30Z"],
    ],
    ["of the layer", () => ({ layer: 2 }), ["2: Alan 2026-10-19T13:00Z", "2: Ada 2026-10-26T13:00Z"]],
    [
      "of the length of turns",
      () => ({ frequencyUnit: "daily" }),
      ["Alan", "Ada", "Grace", "Alan", "Ada", "Grace", "Alan", "Ada", "Grace"].map(
        (name, index) => `1: ${name} 2026-10-${19 + index}T13:00Z`,
      ),
    ],
  ])("%s", async (_what, change, then) => {
    const team = await withRunning();
    const { rotation, made, declared, record } = team;
    const changed = await rotation.checked({ ...declared, ...change(team) }, made.inputs);
    const after = await rotation.update(made, changed);
    expect(await record()).toEqual([...untilNow, ...then]);
    expect(await rotation.read(made.id, after.outputs)).toEqual(after);
    const { text } = await callApi(team.emulator, "GET", `/schedules/${team.scheduleId}/current_oncall`);
    expect(JSON.parse(text)).toMatchObject([{ layer: 1, attendees: [{ attendee_id: team.grace.id }] }]);
  });

  it("also where an override moves later turns", async () => {
    const { emulator, rotation, made, declared, record, ada, grace } = await withRunning({
      turnsSkipExceptions: true,
    });
    await overrideInWebPage(emulator, made.id, {
      timeZone: "America/New_York",
      start: "2026-10-13 09:00",
      end: "2026-10-14 09:00",
      shift: "2026-10-12T09:00:00.000-04:00",
      accountUserId: ada.id,
    });
    const before = await record();
    const changed = await rotation.checked({ ...declared, accountUserIds: [grace.id, ada.id] }, made.inputs);
    await rotation.update(made, changed);
    const after = await record();
    // Until the hand-off all is as it was; from then on one of the two is on call, and nobody else.
    expect(after.slice(0, 4)).toEqual(before.slice(0, 4));
    expect(after.slice(4).map((line) => line.replace(/Ada|Grace/, "one of the two"))).toEqual([
      "1: one of the two 2026-10-19T13:00Z",
      "1: one of the two 2026-10-26T13:00Z",
    ]);
  });
});

/** The requests of a change of the hand-off, in their order. */
const requests = [
  ["the new series", { method: "POST", path: "/events" }],
  ["the shift in between", { method: "POST", path: "/events", skip: 1 }],
  ["the end of the old series", { method: "POST", path: "/events/:id/terminate_on" }],
] as const;

const ways: readonly [
  what: string,
  fault: Pick<Fault, "kind"> & { afterCommit: boolean; status?: number },
][] = [
  ["is lost before it is carried out", { kind: "answer", status: 504, afterCommit: false }],
  ["is carried out and its answer lost", { kind: "answer", status: 504, afterCommit: true }],
  ["is refused by a broken connection", { kind: "reset", afterCommit: false }],
  ["is under way while the process is killed, and not carried out", { kind: "hang", afterCommit: false }],
  ["is under way while the process is killed, and carried out", { kind: "hang", afterCommit: true }],
];

describe("a change that is interrupted leaves neither a hole nor a double, or stops and says so:", () => {
  it.each(
    requests.flatMap(([request, match]) =>
      ways.map(([what, fault]) => ({ request, what, fault: { ...match, ...fault } as Fault })),
    ),
  )("$request $what", async ({ fault }) => {
    const { emulator, rotation, made, declared, record } = await withRunning();
    const changed = await rotation.checked({ ...declared, firstHandOff: "2026-10-06T10:00" }, made.inputs);
    emulator.faults.add(fault);
    const first = rotation.update(made, changed).then(
      () => "done" as const,
      (error: Error) => error,
    );
    const struck = async () => {
      const isUnderWay = () => emulator.requests.some(({ status }) => status === null);
      await vi.waitFor(() => expect(isUnderWay()).toBe(true), { timeout: 10_000, interval: 10 });
      return "killed" as const;
    };
    const end = await (fault.kind === "hang" ? struck() : first);
    if (end !== "done") {
      if (end !== "killed") expect(end.message).toMatch(/is not known whether|are on call together/);
      emulator.faults.clear();
      // The state is that of before the change.
      const next = providersFor({ apiKey: emulator.apiKey, baseUrl: emulator.url });
      const after = await next.rotation.update(made, changed);
      expect(await next.rotation.read(made.id, after.outputs)).toEqual(after);
    }
    expect(await record()).toEqual([
      ...untilNow,
      "1: Alan 2026-10-19T13:00Z",
      "1: Alan 2026-10-20T14:00Z",
      "1: Ada 2026-10-27T14:00Z",
    ]);
  });
});
