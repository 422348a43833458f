// examples/account made on the emulator without an engine, at Christmas: whom its alerts page, and its calendar.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { camelCase } from "es-toolkit";
import { expect, it } from "vitest";
import { expectRoutes } from "../../../emulator/src/index.ts";
import { type Properties, type ResourceCalls, withProviders } from "../../helpers/resource-providers.ts";
import { at } from "../../helpers/shifts.ts";
import { stopClockAt } from "../../helpers/stopped-clock.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { runProgram } from "./export/run-program.ts";
import { environmentOf, runCommand } from "./run.ts";

const root = path.join(import.meta.dirname, "..", "..", "..");
const example = path.join(root, "examples", "account");

stopClockAt(at("2030-12-16T12:00Z"));

it("examples/account pages whom its routes.yaml names, is covered, and its calendar is the one in docs", async () => {
  const { emulator, ...providers } = await withProviders();
  const calls = new Map<string, ResourceCalls>(Object.entries(providers));
  const secrets = { rootlyWebhookUrl: "https://webhooks.example.com/p", rootlySecret: "a secret" };
  const registered = await runProgram(example, secrets, emulator, (kind: string, inputs: Properties) => {
    const provider = calls.get(camelCase(kind));
    if (provider === undefined) throw new Error(`There is no provider of ${kind}.`);
    return provider.up(inputs);
  });
  expect([...new Set(registered.map(({ kind }) => kind))].sort()).toEqual([
    "EscalationPolicy",
    "Integration",
    "MaintenanceWindow",
    "NotificationRule",
    "Override",
    "Rotation",
    "Router",
    "Team",
  ]);

  await expectRoutes({ account: emulator, cases: "routes.yaml", folder: example });

  const calendar = path.join(await temporaryFolder(), "on-call.svg");
  const teams = ["--team", "Storefront", "--team", "Warehouse"];
  const run = await runCommand(
    ["coverage", ...teams, "--days", "28", "--calendar", calendar],
    environmentOf(emulator),
  );
  expect(run).toMatchObject({ status: 0 });
  // Redrawn by `npx vitest run test/provider/commands/account-example.test.ts --update`.
  await expect(await readFile(calendar, "utf8")).toMatchFileSnapshot(path.join(root, "docs", "on-call.svg"));
});
