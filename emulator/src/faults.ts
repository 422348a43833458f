// Scripted faults: what goes wrong, on which requests and how often. fault-hooks.ts makes them happen.
import { z } from "zod";

/** Which requests a fault strikes. */
const match = {
  /** @default any method */
  method: z.string().optional(),
  /** A path below the base URL; `:id` stands for any one segment, e.g. `/integrations/:id`. @default any path */
  path: z.string().optional(),
  /** So many matching requests pass before the first is struck. @default 0 */
  skip: z.int().nonnegative().optional(),
  /** So many requests are struck; null for all of them. @default 1 */
  times: z.int().positive().nullable().optional(),
  /** The request waits so long before the fault happens. Milliseconds. @default 0 */
  delayMs: z.int().nonnegative().optional(),
};

/** Whether the request takes effect first. @default false */
const afterCommit = z.boolean().optional();

/** A fault as it is given, in a program or over HTTP. */
export const faultSchema = z.discriminatedUnion("kind", [
  /** Another answer than the true one: an error, a 429, a redirect, an HTML page. */
  z.strictObject({
    ...match,
    kind: z.literal("answer"),
    status: z.int().min(200).max(599),
    headers: z.record(z.string(), z.string()).optional(),
    /** Text is sent as it is, anything else as JSON. @default none */
    body: z.unknown().optional(),
    afterCommit,
  }),
  /** The connection is reset in place of an answer. */
  z.strictObject({ ...match, kind: z.literal("reset"), afterCommit }),
  /** No answer ever comes. */
  z.strictObject({ ...match, kind: z.literal("hang"), afterCommit }),
  /** The true answer breaks off in the middle of its body. */
  z.strictObject({ ...match, kind: z.literal("cut") }),
  /** Nothing but the delay. */
  z.strictObject({ ...match, kind: z.literal("delay") }),
  /** The request's API key expires: 401 for this request (or, after commit, for the next) and all that follow. */
  z.strictObject({ ...match, kind: z.literal("expire-key"), afterCommit }),
  /** Once a list is answered, a row is made or the newest one deleted, so the next page has shifted. */
  z.strictObject({ ...match, kind: z.literal("shift-rows"), change: z.enum(["insert", "remove"]) }),
]);

/** What goes wrong, and on which requests. */
export type Fault = z.infer<typeof faultSchema>;

/** The faults that still wait for requests. */
export class Faults {
  #pending: Fault[] = [];

  /** Adds a fault behind those that wait already. */
  add(fault: Fault): void {
    this.#pending.push(fault);
  }

  list(): readonly Fault[] {
    return [...this.#pending];
  }

  clear(): void {
    this.#pending = [];
  }

  /** The first fault that strikes this request, counted down. `path` is below the base URL. */
  take(method: string, path: string): Fault | undefined {
    for (const [index, fault] of this.#pending.entries()) {
      if (!isMatch(fault, method, path)) continue;
      const { skip = 0, times = 1 } = fault;
      if (skip > 0) {
        this.#pending[index] = { ...fault, skip: skip - 1 };
        continue;
      }
      if (times !== null && times <= 1) this.#pending.splice(index, 1);
      else if (times !== null) this.#pending[index] = { ...fault, times: times - 1 };
      return fault;
    }
    return undefined;
  }
}

function isMatch(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method.toUpperCase() !== method) return false;
  if (fault.path === undefined) return true;
  const wanted = segments(fault.path);
  const actual = segments(path);
  return (
    wanted.length === actual.length &&
    wanted.every((segment, index) => segment.startsWith(":") || segment === actual[index])
  );
}

function segments(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "");
}
