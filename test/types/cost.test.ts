// What the package costs the compiler. Counts do not depend on the machine, as times would.

import { readFile } from "node:fs/promises";
import path from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = path.join(import.meta.dirname, "..", "..");

/** The quickstart, with resources and lookups of its own in place of the package's. */
const standIns = `
class Integration extends pulumi.CustomResource {
  declare readonly endpoint: pulumi.Output<string>;
  declare readonly email: pulumi.Output<string | undefined>;
  constructor(name: string, args: pulumi.Inputs, options?: pulumi.CustomResourceOptions) {
    super("pagertree:index:Integration", name, { endpoint: undefined, email: undefined, ...args }, options);
  }
}
class Destination extends pulumi.CustomResource {
  constructor(name: string, args: pulumi.Inputs, options?: pulumi.CustomResourceOptions) {
    super("pagertree:index:Destination", name, args, options);
  }
}
const find = (args: { email: string }) => pulumi.output({ id: "id", ...args });
const pagertree = { Integration, Team: Destination, Router: Destination, getAccountUserOutput: find };
`;

describe("checking the quickstart", () => {
  it("takes hardly more than the same program with Pulumi alone", async () => {
    const quickstart = await readFile(path.join(root, "examples", "quickstart", "index.ts"), "utf8");
    const ours = countsOf(quickstart);
    const alone = countsOf(quickstart.replace(/^import .* from "pulumi-pagertree";$/m, standIns));
    expect(ours.errors).toEqual([]);
    expect(alone.errors).toEqual([]);
    // Time goes mostly with what is parsed and bound: 1.5 times as long is what it may take.
    expect(ours.files).toBeGreaterThan(alone.files);
    expect(ours.files / alone.files).toBeLessThan(1.1);
    expect(ours.identifiers / alone.identifiers).toBeLessThan(1.1);
    expect(ours.symbols / alone.symbols).toBeLessThan(1.1);
    // And what is checked is next to nothing on the compiler's scale, as long as it stays in the thousands.
    expect(ours.types - alone.types).toBeLessThan(2_000);
    expect(ours.instantiations - alone.instantiations).toBeLessThan(4_000);
  });
});

function countsOf(text: string) {
  const options: ts.CompilerOptions = {
    strict: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ["node"],
    skipLibCheck: true,
    noEmit: true,
  };
  const file = path.join(root, "test", "types", "quickstart-in-memory.ts");
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2023) : getSourceFile(name, ...rest);
  const program = ts.createProgram([file], options, host);
  const errors = ts.getPreEmitDiagnostics(program);
  return {
    errors: errors.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
    files: program.getSourceFiles().length,
    identifiers: program.getIdentifierCount(),
    symbols: program.getSymbolCount(),
    types: program.getTypeCount(),
    instantiations: program.getInstantiationCount(),
  };
}
