// What the provider's process holds for one run of the engine.

import { describe, expect, it, onTestFinished, vi } from "vitest";
import { timeLeft } from "../../../provider/src/api/deadline.ts";
import {
  ApiError,
  CancelledError,
  ConfigError,
  NotFoundError,
  TransportError,
} from "../../../provider/src/common/errors.ts";
import { EngineContext } from "../../../provider/src/lifecycle/context.ts";
import { hastyClock } from "../../helpers/hasty-clock.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

function contextWith(config: Record<string, string>): EngineContext {
  const context = new EngineContext();
  context.configure((key) => config[`pagertree:${key}`]);
  return context;
}

async function connected() {
  const emulator = await withEmulator();
  const context = contextWith({
    "pagertree:apiKey": emulator.apiKey,
    "pagertree:baseUrl": `${emulator.url}/`,
  });
  return { emulator, context };
}

const failure = { method: "GET", path: "/teams", operation: "list teams", outcomeUnknown: false };
const serverError = new ApiError({ ...failure, status: 503, messages: [] });
const unreachable = new TransportError({
  ...failure,
  reason: "the connection was refused",
  networkCode: "ECONNREFUSED",
});

describe("EngineContext", () => {
  it("talks to the account that the stack's configuration names", async () => {
    const { emulator, context } = await connected();
    expect(context.baseUrl).toBe(emulator.url);
    expect(await context.api.list("teams")).toHaveLength(2);
    expect(emulator.requests[0]?.headers["authorization"]).toBe(`Bearer ${emulator.apiKey}`);
    expect(context.api).toBe(context.api);
  });

  it("does what has to wait once the engine is silent, or ends the process", async () => {
    const { context } = await connected();
    const done: string[] = [];
    context.later(() => done.push("when silent"));
    expect(done).toEqual([]);
    await context.inTime(async () => undefined);
    await vi.waitFor(() => expect(done).toEqual(["when silent"]), { timeout: 10_000 });
    context.later(() => done.push("in the end"));
    await context.end();
    expect(done).toEqual(["when silent", "in the end"]);
  });

  it("says that the key is missing when it is needed, and not before", () => {
    const context = contextWith({});
    expect(() => context.api).toThrow("The PagerTree API key is missing");
  });

  it("reads the integration types once, however many ask at the same time", async () => {
    const { emulator, context } = await connected();
    const lists = await Promise.all([context.integrationTypes(), context.integrationTypes()]);
    expect(lists[0]).toHaveLength(59);
    expect(await context.integrationTypes()).toBe(lists[1]);
    expect(emulator.requests).toHaveLength(1);
  });

  it("asks again after a failure", async () => {
    const { emulator, context } = await connected();
    emulator.faults.add({ kind: "answer", status: 403 });
    await expect(context.integrationTypes()).rejects.toThrow("403");
    expect(await context.integrationTypes()).toHaveLength(59);
  });

  it("really waits", async () => {
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const ended = vi.fn();
    const waiting = new EngineContext().wait(1_000).then(ended);
    await vi.advanceTimersByTimeAsync(999);
    expect(ended).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await waiting;
    expect(ended).toHaveBeenCalledOnce();
  });

  it("gives an operation the time that the configuration says", async () => {
    const context = contextWith({ "pagertree:timeoutSeconds": "7" });
    expect(await context.inTime(async () => Math.ceil(timeLeft() / 1_000))).toBe(7);
  });

  it("refuses limits that cannot be used, in the operation that they are for", async () => {
    const context = contextWith({ "pagertree:timeoutSeconds": "soon" });
    await expect(context.inTime(async () => "done")).rejects.toBeInstanceOf(ConfigError);
  });

  describe("cancel", () => {
    it("lets what is under way end in its time, and begins nothing any more", async () => {
      const context = new EngineContext(hastyClock(() => new Promise(setImmediate)));
      const ends = context.inTime(async () => "made");
      const never = context.inTime(() => new Promise<string>(() => {}));
      const begun = vi.fn();
      const cancelled = context.cancel();
      const late = context.inTime(begun);
      await expect(late).rejects.toThrow("Not done: the run was cancelled.");
      expect(await ends).toBe("made");
      await cancelled;
      await expect(never).rejects.toBeInstanceOf(CancelledError);
      expect(begun).not.toHaveBeenCalled();
    });

    it("lets what is cut off say what it leaves open", async () => {
      const context = new EngineContext(hastyClock());
      const part = context.inTime(async () => {
        try {
          return await context.unlessCancelled(new Promise<string>(() => {}));
        } catch (error) {
          throw new Error("it may exist", { cause: error });
        }
      });
      await Promise.all([
        context.cancel(),
        expect(part).rejects.toMatchObject({
          message: "it may exist",
          cause: new CancelledError("The run was cancelled before PagerTree answered."),
        }),
      ]);
    });

    it("waits for three seconds", async () => {
      const waits: number[] = [];
      await new EngineContext(hastyClock((milliseconds) => void waits.push(milliseconds))).cancel();
      expect(waits).toEqual([3_000]);
    });
  });

  describe("ask", () => {
    it("gives the answer", async () => {
      expect(await new EngineContext().ask(async () => "answer", "otherwise")).toBe("answer");
    });

    it.each([
      ["does not answer", unreachable],
      ["answers with a fault of its own", serverError],
    ])("goes on without it, with one warning a run, when PagerTree %s", async (_what, error) => {
      const warn = vi.spyOn(console, "error").mockReturnValue();
      onTestFinished(() => warn.mockRestore());
      const context = new EngineContext();
      const question = () => Promise.reject(error);
      expect(await context.ask(question, "otherwise")).toBe("otherwise");
      expect(await context.ask(question, undefined)).toBeUndefined();
      expect(warn.mock.calls).toEqual([[expect.stringContaining(error.message)]]);
    });

    it.each([
      ["refuses", new NotFoundError({ ...failure, status: 404, messages: [] })],
      ["is not even asked", new TypeError("a defect")],
    ])("fails when PagerTree %s", async (_what, error) => {
      await expect(new EngineContext().ask(() => Promise.reject(error), "otherwise")).rejects.toBe(error);
    });
  });
});
