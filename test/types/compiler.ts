// What TypeScript and an editor say of a program that uses the built package, without a file of it on disk.

import path from "node:path";
import ts from "typescript";

const root = path.join(import.meta.dirname, "..", "..");
const file = path.join(root, "test", "types", "program-in-memory.ts");
const imports = `import * as pulumi from "@pulumi/pulumi";
import * as pagertree from "pulumi-pagertree";
`;

/** The strict settings that Pulumi's own TypeScript template has, on today's modules. */
const settings: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ["node"],
  skipLibCheck: true,
  noEmit: true,
};

/** An editor with one program, which replaces the one before. */
export class Editor {
  #program = imports;
  #version = 0;
  readonly #service: ts.LanguageService;

  constructor() {
    this.#service = ts.createLanguageService({
      getCompilationSettings: () => settings,
      getScriptFileNames: () => [file],
      getScriptVersion: (name) => (name === file ? String(this.#version) : "0"),
      getScriptSnapshot: (name) => {
        const text = this.#read(name);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => root,
      getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
      fileExists: (name) => name === file || ts.sys.fileExists(name),
      readFile: (name) => this.#read(name),
      directoryExists: (name) => ts.sys.directoryExists(name),
      getDirectories: (name) => ts.sys.getDirectories(name),
      realpath: (name) => ts.sys.realpath?.(name) ?? name,
    });
  }

  /** The errors of a program, each as one text. */
  errors(program: string): string[] {
    this.#write(program);
    const found = [
      ...this.#service.getSyntacticDiagnostics(file),
      ...this.#service.getSemanticDiagnostics(file),
    ];
    return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  }

  /** The text that an error of a program underlines. */
  underlined(program: string): string[] {
    this.#write(program);
    return this.#service
      .getSemanticDiagnostics(file)
      .map(({ start = 0, length = 0 }) => this.#program.slice(start, start + length));
  }

  /** What the editor offers at the mark `|` of a program. */
  completions(program: string): string[] {
    const offered = this.#service.getCompletionsAtPosition(file, this.#writeMarked(program), {});
    return (offered?.entries ?? []).map(({ name }) => name).sort();
  }

  /** What the editor shows of one of the completions at the mark: its type, its documentation, its tags. */
  documentation(
    program: string,
    name: string,
  ): { signature: string; text: string; tags: Record<string, string> } {
    const position = this.#writeMarked(program);
    const shown = this.#service.getCompletionEntryDetails(file, position, name, {}, undefined, {}, undefined);
    return {
      signature: ts.displayPartsToString(shown?.displayParts),
      text: ts.displayPartsToString(shown?.documentation),
      tags: Object.fromEntries(
        (shown?.tags ?? []).map((tag) => [tag.name, ts.displayPartsToString(tag.text)]),
      ),
    };
  }

  /** What the editor shows of the word at the mark. */
  hover(program: string): string {
    const shown = this.#service.getQuickInfoAtPosition(file, this.#writeMarked(program));
    return ts.displayPartsToString(shown?.documentation);
  }

  #read(name: string): string | undefined {
    return name === file ? this.#program : ts.sys.readFile(name);
  }

  #write(program: string): void {
    this.#program = imports + program;
    this.#version += 1;
  }

  #writeMarked(program: string): number {
    const mark = program.indexOf("|");
    this.#write(program.slice(0, mark) + program.slice(mark + 1));
    return imports.length + mark;
  }
}
