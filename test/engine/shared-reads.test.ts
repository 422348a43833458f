// How many requests many integrations take on the real engine, which reads a few at a time.

import { Integration } from "pulumi-pagertree";
import { describe, expect, it, vi } from "vitest";
import { withStack } from "./stack.ts";

vi.setConfig({ testTimeout: 120_000 });

describe("120 integrations of an account that has 200", () => {
  it("are made by a request each, and read by lists when a preview refreshes", async () => {
    const { project, emulator, account } = await withStack({
      refresh: true,
      // Without these the engine writes its state to the disk twice for each integration.
      environment: { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" },
    });
    project.program = async () => {
      for (let number = 1; number <= 120; number += 1) {
        new Integration(`datadog-${number}`, {
          name: "Datadog",
          type: "datadog",
          teamIds: [account.team.id],
        });
      }
    };
    await project.up();
    const [made] = emulator.store.all("integrations");
    for (let other = 1; other <= 80; other += 1) emulator.store.duplicate("integrations", made?.id ?? "");
    expect(emulator.requests.filter(({ method }) => method === "POST")).toHaveLength(120);
    // Besides, the integration types are looked up once.
    expect(emulator.requests.length).toBeLessThanOrEqual(120 + 3);

    const before = emulator.requests.length;
    const { changes } = await project.preview();
    expect(changes).toEqual([]);
    const reads = emulator.requests.slice(before);
    expect(reads.map(({ method }) => method)).not.toContain("POST");
    expect(reads.length).toBeLessThanOrEqual(Math.ceil(200 / 100) + 3);
  });
});
