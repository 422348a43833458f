// The programs in Python, Go and YAML, each judged by its language's own parser: one process for all of a language.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/language_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/language_pb.js";
import { execa } from "execa";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import { describe, expect, it, onTestFinished, type TestContext } from "vitest";
import { z } from "zod";
import { findExecutable, searchPath } from "../../setup/executable.mjs";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { ROOT, readDocuments } from "./markdown.ts";

const blocks = (await readDocuments()).flatMap((document) => document.blocks);
const textsIn = (language: string) => blocks.filter((block) => block.language === language);

const described = z.object({ description: z.string() });
const schema = z
  .object({
    provider: described,
    resources: z.record(z.string(), described),
    functions: z.record(z.string(), described),
  })
  .parse(JSON.parse(await readFile(path.join(ROOT, "provider", "schema.json"), "utf8")));

describe("the schema", () => {
  it.each(Object.entries({ ...schema.resources, ...schema.functions, Provider: schema.provider }))(
    "has an example of %s in every language",
    (_, { description }) => {
      const languages = [...description.matchAll(/^```(\w+)$/gm)].map(([, language]) => language);
      expect(languages).toEqual(["typescript", "python", "go", "yaml"]);
    },
  );
});

describe("programs", () => {
  it("in Python are parsed by Python", async (context) => {
    const python = await find("python3", context);
    const script =
      "import ast, json, sys; [ast.parse(block['text'], block['place']) for block in json.load(sys.stdin)]";
    const parse = (input: readonly object[]) =>
      execa(python, ["-c", script], { input: JSON.stringify(input), all: true, reject: false });
    const programs = textsIn("python");
    expect(programs.length).toBeGreaterThan(0);
    expect(await parse(programs)).toMatchObject({ exitCode: 0, all: "" });
    const broken = await parse([...programs, { place: "broken", text: "def (" }]);
    expect(broken).toMatchObject({ exitCode: 1, all: expect.stringContaining('File "broken", line 1') });
  });

  it("in Go are parsed by gofmt, which would write them the same", async (context) => {
    const gofmt = await find("gofmt", context);
    const folder = await temporaryFolder();
    const programs = textsIn("go");
    expect(programs.length).toBeGreaterThan(0);
    for (const [index, { place, text }] of programs.entries()) {
      await writeFile(path.join(folder, `${index}.go`), `// ${place}\n\n${text}\n`);
    }
    const parse = () => execa(gofmt, ["-e", "-d", folder], { all: true, reject: false });
    expect(await parse()).toMatchObject({ exitCode: 0, all: "" });
    await writeFile(path.join(folder, "broken.go"), "func (");
    expect(await parse()).toMatchObject({ exitCode: 2, all: expect.stringContaining("broken.go:1:1") });
  });

  it("in YAML are parsed by Pulumi's language host", async (context) => {
    const host = await find("pulumi-language-yaml", context);
    const programs = textsIn("yaml").filter(({ text }) => /^runtime: yaml$/m.test(text));
    expect(programs.length).toBeGreaterThan(0);
    const parse = await startHost(host);
    for (const { place, text } of programs) {
      expect(await parse(text), place).toBe("uses pagertree");
    }
    const [{ text = "" } = {}] = programs;
    const broken = text.replace("}", "");
    expect(await parse(broken)).toMatch(/^fails: /);
  });
});

/** The path of a program of the computer; the test is left out where it has none. */
async function find(program: string, { skip }: TestContext): Promise<string> {
  return (await findExecutable(program, searchPath())) ?? skip(`there is no ${program}`);
}

/** Starts Pulumi's host of YAML, and gives what it says of the text of a program. */
async function startHost(host: string): Promise<(text: string) => Promise<string>> {
  // It asks the engine only where it runs a program.
  const child = spawn(host, ["127.0.0.1:1"], { stdio: ["ignore", "pipe", "inherit"] });
  const [port] = await once(createInterface(child.stdout), "line");
  const client = new services.LanguageRuntimeClient(`127.0.0.1:${port}`, credentials.createInsecure());
  const folder = await temporaryFolder();
  onTestFinished(() => {
    client.close();
    child.kill("SIGKILL");
  });
  let count = 0;
  return async (text) => {
    const project = path.join(folder, String(count++));
    await mkdir(project);
    await writeFile(path.join(project, "Pulumi.yaml"), text);
    const info = new messages.ProgramInfo();
    info.setRootDirectory(project);
    info.setProgramDirectory(project);
    info.setEntryPoint(".");
    info.setOptions(new structs.Struct());
    const request = new messages.GetRequiredPackagesRequest();
    request.setInfo(info);
    return new Promise((resolve) => {
      const done = (error: ServiceError | null, answer: messages.GetRequiredPackagesResponse) =>
        resolve(
          // Of one fault alone, the host says nothing.
          error === null
            ? `uses ${answer.getPackagesList().map((one) => one.getName())}`
            : `fails: ${error.details}`,
        );
      client.getRequiredPackages(request, done);
    });
  };
}
