/** The map of an account: its graph, and the Mermaid text that draws it. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mermaidText } from "../../../provider/src/commands/map/mermaid.ts";
import { callApi } from "../../helpers/call-api.ts";
import { createIntegration, demoAccount } from "../../helpers/demo-account.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";
import { environmentOf, runCommand } from "./run.ts";

describe("map", () => {
  it("draws every way from an integration to people, and marks the dead ends", async () => {
    const emulator = await withEmulator();
    const { platform, payments, mainRouter, ada } = demoAccount(emulator);
    const rules = `rules:
  - match: {always: true}
    actions: [{type: assign, receiver: [${platform.prefix_id}, tem_gone0001]}]
`;
    await callApi(emulator, "PUT", `/routers/${mainRouter.id}`, {
      rules,
      default_receiver_team_id: payments.id,
    });
    await createIntegration(emulator, "Datadog", {
      name: "Shop",
      team_ids: [],
      router_ids: [mainRouter.id],
      account_user_ids: [ada.id],
    });
    await createIntegration(emulator, "Webhook", { name: "Asleep", enabled: false });
    const { status, stdout } = await runCommand(["map"], environmentOf(emulator));
    expect(status).toBe(0);
    const keyOf = (name: string) => new RegExp(`^ +(n\\d+)\\W+"${name}["<]`, "m").exec(stdout)?.[1];
    const [shop, router, missing] = ["Shop", mainRouter.name, "tem#95;gone0001"].map(keyOf);
    const [platformKey, paymentsKey] = [platform.name, payments.name].map(keyOf);
    for (const line of [
      `${shop} --> ${router}`,
      `${router} -- rule --> ${platformKey}`,
      `${router} -- rule --> ${missing}`,
      `${router} -. default .-> ${paymentsKey}`,
      `class ${missing} missing`,
      `class ${missing} dead`,
      `class ${keyOf("Asleep")} dead`,
    ]) {
      expect(stdout.split("\n").map((each) => each.trim())).toContain(line);
    }
    expect(stdout).toContain("dead end#58; disabled");
    expect(emulator.requests.filter(({ method }) => method === "GET")).toHaveLength(4);
  });

  it("writes the picture into a file, and says why it can not", async () => {
    const emulator = await withEmulator();
    const file = path.join(await temporaryFolder(), "account.mmd");
    const written = await runCommand(["map", "--out", file], environmentOf(emulator));
    expect(written).toMatchObject({ status: 0, stdout: "" });
    expect(await readFile(file, "utf8")).toMatch(/^flowchart LR\n/);
    const lost = await runCommand(["map", "--out", path.join(file, "x")], environmentOf(emulator));
    expect(lost).toMatchObject({ status: 1, stderr: expect.stringContaining("--out") });
  });
});

describe("mermaidText", () => {
  it("lets no name be more than a label", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.constant('"]; <script>`end`')), (name) => {
        const node = { id: "a", kind: "team", name, deadEnd: "" } as const;
        const [, box] = mermaidText({ nodes: [node], edges: [] }).split("\n");
        expect(box).toMatch(/^ {2}n0\["(?:[\p{L}\p{N} ]|#\d+;)+"\]$/u);
      }),
    );
  });
});
