/** What a command sees of the process that runs it; tests give one of their own. */
import { plainJson, plainLines } from "../common/plain-text.ts";

/** Where a command reads its settings, and where it writes to. */
export interface Terminal {
  /** Holds `PAGERTREE_API_KEY` and the other variables of the configuration. */
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
  /**
   * Lets the command end with another status than 0 though it did its work: what it looked at is not in order.
   *
   * @param status - @default 1
   */
  reportProblems(status?: number): void;
}

/**
 * The terminal, to which only plain text gets: names, ids and messages of other systems can neither move its cursor nor
 * hide anything. Every command writes through it.
 */
export function plainTerminal(terminal: Terminal): Terminal {
  return {
    ...terminal,
    print: (text) => terminal.print(plainLines(text)),
    tell: (text) => terminal.tell(plainLines(text)),
  };
}

/** The result as JSON, for a pipeline: every value whole, and unlike text for people as it is. */
export function printJson(terminal: Terminal, result: unknown): void {
  terminal.print(`${plainJson(result)}\n`);
}

/** Work that takes longer than this tells how far it is. */
const slowAfterMilliseconds = 2000;

/**
 * Does work that may take long: once it does, it is told how far it is, and then each time that `work` calls what it
 * gets.
 */
export async function tellIfSlow<Result>(
  terminal: Terminal,
  words: () => string,
  work: (progress: () => void) => Promise<Result>,
): Promise<Result> {
  let isSlow = false;
  const progress = () => {
    if (isSlow) terminal.tell(`${words()}\n`);
  };
  const timer = setTimeout(() => {
    isSlow = true;
    progress();
  }, slowAfterMilliseconds);
  try {
    return await work(progress);
  } finally {
    clearTimeout(timer);
  }
}
