// A running Prometheus Alertmanager, with one receiver.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { expect, onTestFinished } from "vitest";
import { stringify } from "yaml";
import { freePort } from "../helpers/free-port.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";

export interface Alertmanager {
  /** Says that the alert fires, or that it is over. */
  post(name: string, state: "firing" | "resolved"): Promise<void>;
  /** What it has logged. */
  log(): string;
}

/** Starts one that sends to this URL with these headers, every second anew; it ends when the running test does. */
export async function startAlertmanager(
  executable: string,
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Alertmanager> {
  const folder = await temporaryFolder();
  const file = path.join(folder, "alertmanager.yml");
  const http_headers = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, { values: [value] }]),
  );
  const route = { receiver: "pagertree", group_by: ["alertname"] };
  const times = { group_wait: "0s", group_interval: "1s", repeat_interval: "1s" };
  const receiver = { name: "pagertree", webhook_configs: [{ url, http_config: { http_headers } }] };
  await writeFile(file, stringify({ route: { ...route, ...times }, receivers: [receiver] }));
  const port = await freePort();
  const server = execa(
    executable,
    [
      `--config.file=${file}`,
      `--storage.path=${path.join(folder, "data")}`,
      `--web.listen-address=127.0.0.1:${port}`,
      "--cluster.listen-address=",
    ],
    { reject: false, all: true },
  );
  let log = "";
  server.all.on("data", (chunk) => {
    log += String(chunk);
  });
  onTestFinished(async () => {
    server.kill("SIGKILL");
    await server;
  });
  const api = `http://127.0.0.1:${port}/api/v2`;
  await expect.poll(() => isUp(`${api}/status`), { timeout: 60_000 }).toBe(true);
  return {
    log: () => log,
    post: async (name, state) => {
      const now = Date.now();
      const endsAt = new Date(state === "firing" ? now + 600_000 : now - 1000).toISOString();
      const alert = {
        labels: { alertname: name, severity: "critical", job: "node" },
        annotations: { summary: "On db-1" },
        startsAt: new Date(now - 60_000).toISOString(),
        endsAt,
      };
      const answer = await fetch(`${api}/alerts`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify([alert]),
      });
      expect(answer.status).toBe(200);
    },
  };
}

async function isUp(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}
