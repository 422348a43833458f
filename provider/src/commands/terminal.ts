/** What a command sees of the process that runs it; tests give one of their own. */

/** Where a command reads its settings, and where it writes to. */
export interface Terminal {
  /** Holds `PAGERTREE_API_KEY` and `PAGERTREE_BASE_URL`. */
  readonly environment: NodeJS.ProcessEnv;
  /** The folder that it runs in, which the names of files are relative to. */
  readonly folder: string;
  /** Writes a part of the result: to standard output. */
  print(text: string): void;
  /** Writes what is no part of the result, such as errors and progress: to standard error. */
  tell(text: string): void;
}

/** What a command works with. */
export interface CommandContext extends Terminal {
  /** Lets the command end with status 1 though it did its work: what it looked at is not in order. */
  reportProblems(): void;
}

/** The result as JSON, for a pipeline. */
export function printJson(terminal: Terminal, result: unknown): void {
  terminal.print(`${JSON.stringify(result, undefined, 2)}\n`);
}
