// The commands that look at a stack, on the real engine: its part of the map, what it does not manage, its drift.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { callApi } from "../helpers/call-api.ts";
import { createIntegration } from "../helpers/demo-account.ts";
import { environmentOf, runCommand } from "../provider/commands/run.ts";
import { integrationNamed, withStack } from "./stack.ts";

const secrets = {
  first: "https://hooks.example.com/s3cret-one",
  byHand: "https://hooks.example.com/s3cret-two",
  next: "https://hooks.example.com/s3cret-three",
};

interface Changes {
  readonly title?: string;
  readonly rotated?: string;
}

function programOf(teamId: string, { title = "Old title", rotated = secrets.first }: Changes = {}): string {
  return `
const pagertree = require("pulumi-pagertree");
const teamIds = [${JSON.stringify(teamId)}];
const options = { webhookUrl: ${JSON.stringify(secrets.first)}, alertOpen: true };
new pagertree.Integration("datadog", { name: "Datadog", type: "datadog", teamIds, options: { supportRetriggeredEvent: true } });
new pagertree.Integration("removed", { name: "Removed", type: "grafana", teamIds });
new pagertree.Integration("hook", { name: "Hook", type: "outgoing-webhook", teamIds, options });
new pagertree.Integration("rotated", { name: "Rotated", type: "outgoing-webhook", teamIds, options: { ...options, webhookUrl: ${JSON.stringify(rotated)} } });
new pagertree.Integration("titled", { name: ${JSON.stringify(title)}, type: "datadog", teamIds });
`;
}

it("map, unmanaged and drift look at a stack as it is", { timeout: 180_000 }, async () => {
  const { project, emulator, account } = await withStack({ files: { "index.js": "" } });
  const { team, otherTeam } = account;
  const printed: string[] = [];
  const run = async (...args: string[]) => {
    const environment = { ...process.env, ...project.environment, ...environmentOf(emulator) };
    const result = await runCommand(args, environment, project.folder);
    printed.push(result.stdout, result.stderr);
    return result;
  };
  await writeFile(path.join(project.folder, "index.js"), programOf(team.id));
  await project.up();
  const before = emulator.requests.length;

  expect(await run("drift")).toMatchObject({
    status: 0,
    stdout: "No drift: PagerTree is as the stack test-project/test left it.\n",
  });

  const byHand = await createIntegration(emulator, "Webhook", { name: "By hand" });
  const unmanaged = await run("unmanaged", "--json");
  const kinds = JSON.parse(unmanaged.stdout).unmanaged.map(({ kind }: { kind: string }) => kind);
  expect({ status: unmanaged.status, kinds }).toEqual({
    status: 1,
    kinds: ["integration", "router", "team", "team", ...Array(6).fill("event"), "notification rule"],
  });
  expect(unmanaged.stdout).toContain(byHand.id);

  // With the key of the stack's configuration, which Pulumi decrypts.
  const stackKey = { ...process.env, ...project.environment };
  const map = await runCommand(["map", "--stack", "test", "--format", "svg"], stackKey, project.folder);
  printed.push(map.stdout, map.stderr);
  expect(map.status).toBe(0);
  expect(map.stdout).toContain("3 integrations · 2 outgoing integrations");
  expect(map.stdout).not.toContain("By hand");
  expect(await run("map", "--stack", "no-such-stack")).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("no-such-stack"),
  });

  const idOf = (name: string) => integrationNamed(name, emulator).id;
  const ids = { datadog: idOf("Datadog"), removed: idOf("Removed"), hook: idOf("Hook") };
  await callApi(emulator, "PUT", `/integrations/${ids.datadog}`, {
    option_support_retriggered_event: false,
    team_ids: [team.id, otherTeam.id],
  });
  await callApi(emulator, "PUT", `/integrations/${ids.hook}`, { option_webhook_url: secrets.byHand });
  await callApi(emulator, "DELETE", `/integrations/${ids.removed}`);
  // Changes of the program that are not deployed yet are no drift, of a secret neither.
  await writeFile(
    path.join(project.folder, "index.js"),
    programOf(team.id, { title: "New title", rotated: secrets.next }),
  );
  const drift = await run("drift", "--stack", "test", "--format", "json");
  const report = JSON.parse(drift.stdout);
  expect(drift.status).toBe(2);
  expect(report.stack).toBe("test-project/test");
  const byName = (one: { resource: string }, other: { resource: string }) =>
    one.resource.localeCompare(other.resource);
  expect(report.drifted.toSorted(byName)).toMatchObject([
    {
      resource: "datadog",
      kind: "Integration",
      id: ids.datadog,
      deleted: false,
      properties: [
        { property: "options.supportRetriggeredEvent", declared: true, live: false },
        { property: "teamIds", declared: [team.id], live: [team.id, otherTeam.id].sort() },
      ],
    },
    {
      resource: "hook",
      deleted: false,
      properties: [{ property: "options.webhookUrl", declared: "[secret]", live: "[secret]" }],
    },
    { resource: "removed", id: ids.removed, deleted: true, properties: [] },
  ]);
  expect(printed.join("\n")).not.toMatch(/s3cret/);
  expect(printed.join("\n")).not.toContain(emulator.apiKey);
  const byCommands = emulator.requests.slice(before).filter(({ method }) => method !== "GET");
  // What is written above by hand, and nothing else.
  expect(byCommands.map(({ method }) => method)).toEqual(["POST", "PUT", "PUT", "DELETE"]);
});
