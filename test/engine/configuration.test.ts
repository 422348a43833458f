// Where a stack's API key and base URL come from, and what it is told when they do not do, on the real engine.

import { readFile } from "node:fs/promises";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Emulator, EmulatorOptions } from "../../emulator/src/index.ts";
import { createEngineProject, type EngineProject, type EngineProjectOptions } from "../helpers/engine.ts";
import {
  addUserToOtherAccount,
  fillOtherAccount,
  keysOfTwoAccounts,
  otherAccount,
  ownAccount,
} from "../helpers/other-account.ts";
import { withEmulator } from "../helpers/with-emulator.ts";
import { withStack, writesOf } from "./stack.ts";

vi.setConfig({ testTimeout: 120_000 });

describe("the API key", () => {
  it("comes from the stack's configuration, and is encrypted there and in the state", async () => {
    const { emulator, project } = await arrange(({ url, apiKey }) => ({
      config: { "pagertree:apiKey": { secret: apiKey }, "pagertree:baseUrl": url },
    }));
    await project.up();
    expect(emulator.store.all("integrations")).toHaveLength(2);
    expect(project.transcript + (await project.exportState()).text).not.toContain(emulator.apiKey);
  });

  it("comes from the environment, and then is nowhere in the state", async () => {
    const { emulator, project } = await arrange(({ url, apiKey }) => {
      vi.stubEnv("PAGERTREE_API_KEY", apiKey);
      vi.stubEnv("PAGERTREE_BASE_URL", url);
      return {};
    });
    await project.up();
    expect(emulator.store.all("integrations")).toHaveLength(2);
    const { text } = await project.exportState();
    expect(text).not.toContain(emulator.apiKey);
    expect(text).not.toContain("pagertree:apiKey");
  });

  it("is refused where the configuration holds it in clear", async () => {
    const { emulator, project } = await arrange(({ url, apiKey }) => ({
      config: { "pagertree:apiKey": apiKey, "pagertree:baseUrl": url },
    }));
    const errors = await errorsOfPreview(project);
    expect(errors).toEqual([expect.stringContaining("`pulumi config set --secret pagertree:apiKey`")]);
    expect(errors.join()).not.toContain(emulator.apiKey);
    expect(emulator.requests).toEqual([]);
  });

  it("is missed in one error that says how to set it, however many resources there are", async () => {
    const { project } = await arrange(({ url }) => ({ config: { "pagertree:baseUrl": url } }));
    const errors = await errorsOfPreview(project);
    expect(errors).toEqual([expect.stringContaining("The PagerTree API key is missing.")]);
    expect(errors[0]).toContain("`pulumi config set --secret pagertree:apiKey`");
    expect(errors[0]).toContain("PAGERTREE_API_KEY");
    // That is for inline programs only.
    expect(errors[0]).not.toContain("envVars");
  });

  it("is told to be wrong where PagerTree does not know it, and nothing is lost", async () => {
    const { emulator, project } = await arrange(({ url, apiKey }) => {
      vi.stubEnv("PAGERTREE_API_KEY", apiKey);
      return { config: { "pagertree:baseUrl": url }, refresh: true };
    });
    await project.up();
    const writes = writesOf(emulator).length;
    vi.stubEnv("PAGERTREE_API_KEY", "wrong-key-5d1e");
    const { text, diagnostics } = await project.up({ expectFailure: true });
    const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
    expect(errors.filter((message) => message.includes("401 Unauthorized"))).toHaveLength(2);
    // What to do is the same for each resource, and said once.
    for (const words of ["Check the API key (pagertree:apiKey", "`pulumi up --refresh --run-program` once"]) {
      expect(errors.filter((message) => message.includes(words))).toHaveLength(1);
    }
    expect(text).not.toContain("wrong-key-5d1e");
    expect(writesOf(emulator)).toHaveLength(writes);
    expect((await project.exportState()).resources).toHaveLength(2);

    vi.stubEnv("PAGERTREE_API_KEY", emulator.apiKey);
    expect((await project.preview()).changes).toEqual([]);
  });

  it("of another account is noticed before anything is written or forgotten", async () => {
    const { emulator, project } = await arrange(
      ({ url, apiKey }) => {
        vi.stubEnv("PAGERTREE_API_KEY", apiKey);
        return { config: { "pagertree:baseUrl": url } };
      },
      { apiKeys: keysOfTwoAccounts },
    );
    addUserToOtherAccount(emulator);
    await project.up();
    const writes = writesOf(emulator).length;

    vi.stubEnv("PAGERTREE_API_KEY", "other-key");
    for (const command of ["up", "refresh", "destroy"] as const) {
      const { text } = await project[command]({ expectFailure: true });
      expect(text).toContain(`The API key belongs to the PagerTree account ${otherAccount}`);
      expect(text).toContain(`the stack's objects are in the account ${ownAccount}`);
      expect(writesOf(emulator)).toHaveLength(writes);
      expect((await project.exportState()).resources).toHaveLength(2);
    }

    vi.stubEnv("PAGERTREE_API_KEY", "own-key");
    expect((await project.preview()).changes).toEqual([]);
  });
});

describe("the account", () => {
  it("that the configuration names is the only one where anything is made, also without a preview in a stack without objects", async () => {
    const { emulator, project } = await arrange(
      ({ url }) => ({
        config: {
          "pagertree:apiKey": { secret: "other-key" },
          "pagertree:baseUrl": url,
          "pagertree:accountId": ownAccount,
        },
      }),
      { apiKeys: keysOfTwoAccounts },
      fillOtherAccount,
    );
    const { text } = await project.up({ expectFailure: true });
    expect(text).toContain(
      `The API key belongs to the PagerTree account ${otherAccount}, but pagertree:accountId (or PAGERTREE_ACCOUNT_ID) names the account ${ownAccount}.`,
    );
    expect(emulator.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(["GET /account_users"]);
  });
});

describe("a Pulumi.yaml that does not name the plugin", () => {
  it("is told the lines that it lacks, in TypeScript once for all resources and lookups", async () => {
    const { project } = await withStack({
      files: {
        "index.js": `
          const { Integration, getTeamOutput } = require("pulumi-pagertree/native");
          const { id } = getTeamOutput({ name: "Payments" });
          new Integration("datadog", { name: "Datadog", type: "datadog", teamIds: [id] });`,
      },
    });
    expect(await errorsOfPreview(project)).toEqual([
      [
        `Pulumi does not find the plugin of pulumi-pagertree. Add these lines to ${project.folder}/Pulumi.yaml:`,
        "",
        "plugins:",
        "  providers:",
        "    - name: pagertree",
        "      path: node_modules/pulumi-pagertree",
      ].join("\n"),
    ]);
  });

  // Nothing of this package runs then, so the words are Pulumi's.
  it("is refused by Pulumi in YAML with the words that the installation page explains", async () => {
    const words = "could not find latest version for provider pagertree";
    expect(await readFile("docs/installation-configuration.md", "utf8")).toContain(`\`${words}\``);
    const { project } = await withStack({
      runtime: "yaml",
      files: { "Main.yaml": "resources: { platform: { type: pagertree:Team } }" },
      // Pulumi asks GitHub for a plugin of this name, which takes no time if GitHub is out of reach.
      environment: { HTTPS_PROXY: "http://127.0.0.1:9" },
    });
    expect((await project.preview({ expectFailure: true })).text).toContain(words);
  });
});

/**
 * A stack of two integrations, configured as the test says.
 *
 * @param teamOf Gives the id of the team that they lead to. Default one of the demo account.
 */
async function arrange(
  configure: (emulator: Emulator) => EngineProjectOptions,
  options: EmulatorOptions = {},
  teamOf = ({ store }: Emulator) => store.all("teams")[0]?.id ?? "",
): Promise<{ emulator: Emulator; project: EngineProject }> {
  onTestFinished(() => void vi.unstubAllEnvs());
  const emulator = await withEmulator(options);
  const project = await createEngineProject({
    ...configure(emulator),
    // Run by the language host, as for a user: the Automation API would tell an error of the program twice.
    files: { "index.js": program(teamOf(emulator)) },
  });
  onTestFinished(() => project.close());
  return { emulator, project };
}

function program(teamId: string): string {
  return `
    const { Integration } = require("pulumi-pagertree");
    for (const name of ["one", "other"]) {
      new Integration(name, { name, type: "datadog", teamIds: ["${teamId}"] });
    }`;
}

async function errorsOfPreview(project: EngineProject): Promise<string[]> {
  const { diagnostics } = await project.preview({ expectFailure: true });
  return diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
}
