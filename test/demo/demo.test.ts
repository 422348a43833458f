// Runs the demo as its reader does, once to its end and in the ways in which it may not get there.

import { chmod, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../helpers/temporary-folder.ts";

const DEMO = fileURLToPath(new URL("../../demo/demo.ts", import.meta.url));

/** Starts the demo with a folder for temporary files of its own, where nothing must stay behind. */
async function startDemo(searchPath = process.env["PATH"] ?? "") {
  const temporary = await temporaryFolder();
  const run = execa(process.execPath, [DEMO], {
    all: true,
    reject: false,
    stdin: "ignore",
    env: { TMPDIR: temporary, TEMP: temporary, PATH: searchPath },
  });
  return { run, temporary };
}

describe("npm run demo", () => {
  it("plays every step to its end, shows no secret and leaves nothing behind", {
    timeout: 300_000,
  }, async () => {
    const { run, temporary } = await startDemo();
    const { exitCode, all } = await run;
    const printed = stripVTControlCharacters(all);
    expect(printed).toContain("Every step did what it says");
    expect(exitCode).toBe(0);
    expect(printed.match(/^── \d+\. .*?(?= ─)/gm)).toEqual([
      "── 1. A program declares a team, a router and three integrations",
      "── 2. `pulumi up` makes them, and adopts what was made by hand",
      "── 3. Somebody changes an option and deletes an integration in PagerTree's web page",
      "── 4. `pulumi up` puts both right",
      "── 5. `pulumi destroy` takes them away",
      "── 6. A second program sends alerts on to Rootly, with a wrong secret",
      "── 7. An alert comes in, and Rootly turns it down",
      "── 8. With the right secret each event arrives",
      "── 9. An incident in Rootly pages the team",
      "── 10. Nothing stays",
    ]);
    expect(printed).toContain("~ supportRetriggeredEvent   : true => false");
    expect(printed).toMatch(/adopts integration int_[\w-]+ "Datadog production": changes /);
    expect(printed.match(/^→ Rootly .*/gm)).toEqual([
      "→ Rootly a webhook: 401 refused",
      "→ Rootly a webhook: 401 refused",
      "→ Rootly a webhook: 401 refused",
      '→ Rootly alert.created "Disk full on db-2": 200 created',
      '→ Rootly alert.open "Disk full on db-2": 200 updated',
      '→ Rootly alert.acknowledged "Disk full on db-2": 200 updated',
      '→ Rootly alert.resolved "Disk full on db-2": 200 updated',
      '→ Rootly alert.created "Checkout is down": 200 joined',
      '→ Rootly alert.open "Checkout is down": 200 joined',
      '→ Rootly alert.resolved "Checkout is down": 200 joined',
    ]);
    expect(printed).toContain("$ npx pulumi-pagertree probe Rootly --send");
    expect(printed).toContain("The secret is wrong or missing (401). Copy the secret that Rootly shows");
    expect(printed).not.toContain("a-made-up-secret");
    expect(printed).not.toMatch(/secret-of-(yesterday|rootly)/);
    expect(printed).not.toContain("emulator-api-key");
    expect(await readdir(temporary)).toEqual([]);
  });

  it("ends with 130 and leaves nothing behind when it is interrupted", { timeout: 120_000 }, async () => {
    const { run, temporary } = await startDemo();
    run.all.on("data", (text) => {
      if (String(text).includes("Updating (demo)")) run.kill("SIGINT");
    });
    const { exitCode, all } = await run;
    expect(all).toContain("The demo stopped: interrupted by SIGINT.");
    expect(exitCode).toBe(130);
    expect(await readdir(temporary)).toEqual([]);
  });

  it("fails with what it expected and what it found when a step does not do what it says", async () => {
    const folder = await temporaryFolder();
    const idle = path.join(folder, "pulumi");
    // Does nothing, successfully: only leaves the log that it was asked for.
    await writeFile(
      idle,
      '#!/bin/sh\nfor last; do :; done\ncase "$*" in *--event-log*) : > "$last" ;; esac\n',
    );
    await chmod(idle, 0o755);
    const { run, temporary } = await startDemo(`${folder}${path.delimiter}${process.env["PATH"]}`);
    const { exitCode, all } = await run;
    expect(all).toContain("this does not hold: Pulumi has the five, and nothing else");
    expect(all).toContain(
      'expected: ["create checkout","create checkout-router","create datadog","create status-page","create support-inbox"]',
    );
    expect(all).toContain("found:    []");
    expect(exitCode).toBe(1);
    expect(await readdir(temporary)).toEqual([]);
  });

  it("fails in one sentence, without a stack trace, when there is no Pulumi", async () => {
    const { run, temporary } = await startDemo(path.dirname(process.execPath));
    const { exitCode, all } = await run;
    expect(all).toMatch(/The demo stopped: pulumi stack: .*ENOENT/);
    expect(all).not.toMatch(/^\s+at /m);
    expect(exitCode).toBe(1);
    expect(await readdir(temporary)).toEqual([]);
  });
});
