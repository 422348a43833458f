// The engine helper itself, on the real engine, with a resource that only keeps its inputs in a file.

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it, onTestFinished } from "vitest";
import { createEngineProject, type EngineProjectOptions } from "../helpers/engine.ts";

// A dynamic provider as text, as the engine sends it to the process that runs it. Its one object is stored.json.
const PROVIDER = `
const { readFileSync, rmSync, writeFileSync } = require("node:fs");
const write = (inputs) => writeFileSync("stored.json", JSON.stringify({ ...inputs, __provider: undefined }));
exports.handler = () => ({
  check: async (olds, news) => ({
    inputs: news,
    failures: news.color === "loud" ? [{ property: "color", reason: "is too loud" }] : [],
  }),
  diff: async (id, olds, news) => ({ changes: JSON.stringify(olds) !== JSON.stringify(news) }),
  create: async (inputs) => (write(inputs), { id: "the-id", outs: inputs }),
  update: async (id, olds, news) => (write(news), { outs: news }),
  read: async (id) => {
    const stored = JSON.parse(readFileSync("stored.json", "utf8"));
    return { id: stored.gone ? "" : id, props: stored, inputs: stored };
  },
  delete: async () => rmSync("stored.json"),
});`;

class Thing extends pulumi.CustomResource {
  constructor(name: string, inputs: Record<string, unknown>) {
    super("pulumi-nodejs:dynamic/test:Thing", name, { ...inputs, __provider: PROVIDER });
  }
}

async function createProject(options: EngineProjectOptions) {
  const project = await createEngineProject(options);
  onTestFinished(() => project.close());
  return project;
}

function thing(inputs: Record<string, unknown>): pulumi.automation.PulumiFn {
  return async () => {
    new Thing("thing", inputs);
    return { color: inputs["color"] };
  };
}

describe("createEngineProject with an inline program", () => {
  it("creates, shows drift as the properties that differ, stores what a refresh finds, runs the program that was set last, and destroys", async () => {
    const project = await createProject({ program: thing({ color: "red", sizes: [1, 2] }), refresh: true });
    const storedFile = path.join(project.folder, "stored.json");

    const created = await project.up();
    expect(created.changes).toMatchObject([{ name: "thing", operation: "create", differences: [] }]);
    expect(created.outputs["color"]).toBe("red");
    expect((await project.exportState()).resources).toMatchObject([
      { id: "the-id", inputs: { color: "red" }, outputs: { color: "red" } },
    ]);
    expect((await project.preview()).changes).toEqual([]);

    await writeFile(storedFile, JSON.stringify({ color: "blue", sizes: [1, 3] }));
    const drifted = await project.preview();
    expect(drifted.changes).toMatchObject([{ operation: "update", differences: ["color", "sizes[1]"] }]);
    expect(drifted.text).toContain('~ color: "blue" => "red"');

    expect((await project.refresh()).steps).toMatchObject([
      { operation: "refresh", differences: ["color", "sizes[1]"] },
    ]);
    expect((await project.exportState()).resources).toMatchObject([{ inputs: { color: "blue" } }]);

    project.program = thing({ color: "green", sizes: [1, 2] });
    expect((await project.up()).changes).toMatchObject([{ operation: "update" }]);
    expect(JSON.parse(await readFile(storedFile, "utf8"))).toMatchObject({ color: "green", sizes: [1, 2] });

    expect((await project.destroy()).changes).toMatchObject([{ operation: "delete" }]);
    expect((await project.exportState()).resources).toEqual([]);
  });

  it("tells why a run failed, and rejects where no failure was expected", async () => {
    const project = await createProject({ program: thing({ color: "loud" }) });
    const failed = await project.preview({ expectFailure: true });
    expect(failed.diagnostics).toContainEqual(
      expect.objectContaining({ severity: "error", message: expect.stringContaining("color") }),
    );
    expect(failed.text).toContain("is too loud");
    await expect(project.up()).rejects.toThrow("is too loud");
  });

  it("keeps secrets out of all that is printed and stored", async () => {
    const program = async () => {
      const password = new pulumi.Config("test").requireSecret("password");
      new Thing("thing", { password });
    };
    const config = { "test:password": { secret: "planted-secret" }, "test:color": "red" };
    const project = await createProject({ program, config });
    await project.up();
    const settings = await readFile(path.join(project.folder, "Pulumi.test.yaml"), "utf8");
    const state = await project.exportState();
    expect(settings).toContain("test:color: red");
    expect(await readFile(path.join(project.folder, "stored.json"), "utf8")).toContain("planted-secret");
    expect(settings + state.text + project.transcript).not.toContain("planted-secret");
  });
});

describe("createEngineProject with files", () => {
  const SOURCE = `
    import * as pulumi from "@pulumi/pulumi";
    const config: pulumi.Config = new pulumi.Config("test");
    export const greeting: string = config.require("greeting") + " " + process.env["PLACE"];`;

  it("runs a TypeScript program by the language host, with its configuration and environment", async () => {
    const project = await createProject({
      files: { "index.ts": SOURCE },
      config: { "test:greeting": "hello" },
      environment: { PLACE: "world" },
    });
    expect((await project.up()).outputs["greeting"]).toBe("hello world");
  });

  it("runs any pulumi command as a user would", async () => {
    const project = await createProject({ files: { "index.js": "exports.answer = 42;" } });
    const preview = await project.pulumi("preview");
    expect(preview).toMatchObject({ status: 0, stdout: expect.stringContaining("+ 1 to create") });
    const drifted = await project.pulumi("preview", "--expect-no-changes");
    expect(drifted).toMatchObject({ status: 7, output: expect.stringContaining("no changes were expected") });
    expect(project.transcript).toContain("no changes were expected");
  });
});

describe("createEngineProject without an engine", () => {
  it("says how to get one", async () => {
    const searchPath = process.env["PATH"];
    onTestFinished(() => {
      process.env["PATH"] = searchPath;
    });
    process.env["PATH"] = path.dirname(process.execPath);
    await expect(createEngineProject()).rejects.toThrow("`npm test` gets one");
  });
});
