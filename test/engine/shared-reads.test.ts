// How many requests many integrations take on the real engine, which reads a few at a time.

import { partition } from "es-toolkit";
import { getTeamOutput, Integration, Router, Team } from "pulumi-pagertree";
import { describe, expect, it, vi } from "vitest";
import type { RecordedRequest } from "../../emulator/src/index.ts";
import { withStack } from "./stack.ts";

vi.setConfig({ testTimeout: 120_000 });

/** Without these the engine writes its state to the disk twice for each resource. */
const withoutCheckpoints = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };

/** Declares so many integrations that differ in their resource names alone. */
function declareIntegrations(count: number, teamId: string): void {
  for (let number = 1; number <= count; number += 1) {
    new Integration(`datadog-${number}`, { name: "Datadog", type: "datadog", teamIds: [teamId] });
  }
}

describe("120 integrations of an account that has 200", () => {
  it("are made by a request each, and read by lists when a preview refreshes", async () => {
    const { project, emulator, account } = await withStack({
      refresh: true,
      environment: withoutCheckpoints,
    });
    project.program = async () => declareIntegrations(120, account.team.id);
    await project.up();
    const [made] = emulator.store.all("integrations");
    for (let other = 1; other <= 80; other += 1) emulator.store.duplicate("integrations", made?.id ?? "");
    expect(emulator.requests.filter(({ method }) => method === "POST")).toHaveLength(120);
    // Besides, the integration types are looked up once, and whether somebody is on call takes two lists.
    expect(emulator.requests.length).toBeLessThanOrEqual(120 + 3 + 2);

    const before = emulator.requests.length;
    const { changes } = await project.preview();
    expect(changes).toEqual([]);
    const reads = emulator.requests.slice(before);
    expect(reads.map(({ method }) => method)).not.toContain("POST");
    expect(reads.length).toBeLessThanOrEqual(Math.ceil(200 / 100) + 3 + 2);
  });
});

describe("10 integrations of an account that has 5,000", () => {
  it("are read one by one, since lists would take more requests", async () => {
    const { project, emulator, account } = await withStack({
      refresh: true,
      environment: withoutCheckpoints,
    });
    project.program = async () => declareIntegrations(10, account.team.id);
    await project.up();
    const [made] = emulator.store.all("integrations");
    for (let other = 11; other <= 5_000; other += 1) emulator.store.duplicate("integrations", made?.id ?? "");

    const before = emulator.requests.length;
    expect((await project.preview()).changes).toEqual([]);
    const reads = emulator.requests.slice(before);
    expect(reads.filter(({ path }) => path.startsWith("/integrations")).length).toBeLessThanOrEqual(10);
    expect(reads.length).toBeLessThanOrEqual(10 + 3 + 2);
  });
});

describe("100 integrations, 100 teams and 100 routers, each with a lookup", () => {
  it("are read by the lists of their kinds, and what they look up is read once", async () => {
    const { project, emulator, account } = await withStack({
      refresh: true,
      environment: withoutCheckpoints,
    });
    const user = [account.accountUser.id];
    project.program = async () => {
      for (let number = 1; number <= 100; number += 1) {
        const { id: teamId } = getTeamOutput({ name: "Payments" });
        new Integration(`datadog-${number}`, { name: "Datadog", type: "datadog", teamIds: [teamId] });
        new Router(`router-${number}`, { name: "Router", teamId });
        new Team(`team-${number}`, { name: "Team", memberAccountUserIds: user, adminAccountUserIds: user });
      }
    };
    await project.up();
    const types = emulator.requests.filter(({ path }) => path.startsWith("/integration_types"));
    expect(types).toHaveLength(1);

    const before = emulator.requests.length;
    expect((await project.preview()).changes).toEqual([]);
    const requests = emulator.requests.slice(before);
    // Lookups, and the checks of who gets the alerts and is on call, ask for lists as a whole, each for each kind once a run.
    const [whole, reads] = partition(requests, isForWholeList);
    expect(reads.length, told(reads)).toBeLessThanOrEqual(1 + 2 + 2 + 3);
    expect(whole.length, told(whole)).toBeLessThanOrEqual(2 + 2 + 1 + 2);
  });
});

/** Whether it is for a list from its beginning on, and not for objects of certain ids or the key's account. */
function isForWholeList({ path, query }: RecordedRequest): boolean {
  return !path.includes("/", 1) && query["ops"] === undefined && query["limit"] !== "1";
}

function told(requests: readonly RecordedRequest[]): string {
  return requests.map(({ method, path, query }) => `${method} ${path} ${JSON.stringify(query)}`).join("\n");
}
