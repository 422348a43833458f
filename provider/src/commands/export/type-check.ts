/** Whether TypeScript takes an exported program, before anybody relies on it. */
import { createRequire } from "node:module";
import path from "node:path";
import type typescript from "typescript";
import { plainText } from "../../common/plain-text.ts";

type TypeScript = typeof typescript;

/** What came of it: the errors, or that there is no TypeScript to ask. */
export type TypeCheck =
  | { readonly isChecked: false }
  | { readonly isChecked: true; readonly errors: readonly string[] };

/** What every exported program takes from packages, which need not be installed in its folder yet. */
const packages = ["pulumi-pagertree", "@pulumi/pulumi"];

/**
 * Checks the types of the program in a folder, with the settings of its `tsconfig.json`.
 *
 * @param near - The folders whose TypeScript is taken: the first that has one. This package brings none.
 */
export function checkTypes(folder: string, near: readonly string[]): TypeCheck {
  const ts = near.map(typeScriptOf).find((found) => found !== undefined);
  return ts === undefined ? { isChecked: false } : { isChecked: true, errors: errorsOf(ts, folder) };
}

function typeScriptOf(folder: string): TypeScript | undefined {
  try {
    const found: TypeScript = createRequire(path.join(folder, "package.json"))("typescript");
    // Versions to come may offer nothing but a command.
    return typeof found.createProgram === "function" && Number.parseInt(found.version, 10) >= 5
      ? found
      : undefined;
  } catch {
    return undefined;
  }
}

function errorsOf(ts: TypeScript, folder: string): string[] {
  const { config } = ts.readConfigFile(path.join(folder, "tsconfig.json"), (file) => ts.sys.readFile(file));
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const host = ts.createCompilerHost(options);
  host.resolveModuleNameLiterals = (literals, importer) =>
    literals.map(({ text }) => {
      const inFolder = ts.resolveModuleName(text, importer, options, host);
      return inFolder.resolvedModule === undefined && packages.includes(text)
        ? ts.resolveModuleName(text, __filename, options, host)
        : inFolder;
    });
  return ts
    .getPreEmitDiagnostics(ts.createProgram(fileNames, options, host))
    .map(({ file, start, messageText }) => {
      const { line } = file === undefined ? { line: 0 } : ts.getLineAndCharacterOfPosition(file, start ?? 0);
      const place = file === undefined ? "" : `${path.relative(folder, file.fileName)}(${line + 1}): `;
      return plainText(`${place}${ts.flattenDiagnosticMessageText(messageText, " ")}`);
    });
}
