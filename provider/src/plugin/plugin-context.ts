/** The context of one run in the plugin's process: it can mark secrets itself, and tells through the engine's log. */
import { logFromEnvironment, type WriteLine } from "../api/log.ts";
import { EngineContext } from "../lifecycle/context.ts";
import { readOwnState } from "../stack/own-state.ts";
import type { StackState } from "../stack/state.ts";
import type { EngineLog } from "./engine-log.ts";

const warningPrefix = /^warning: /;

export class PluginContext extends EngineContext {
  readonly #log: EngineLog;

  constructor(log: EngineLog) {
    super();
    this.#log = log;
  }

  /** Whatever PagerTree shows can stand in the state, where the plugin marks it. */
  override readonly canMarkSecrets = true;

  protected override print(message: string): void {
    const severity = warningPrefix.test(message) ? "warning" : "info";
    this.#log.tell(severity, message.replace(warningPrefix, ""));
  }

  protected override async readState(): Promise<StackState | undefined> {
    return this.#log.resource === "" ? undefined : readOwnState(this.#log.resource);
  }

  /** The engine shows nothing of what a plugin prints. */
  protected override requestLog(): WriteLine | undefined {
    return logFromEnvironment(process.env, (line) => this.#log.tell("info", line));
  }

  protected override allTold(): Promise<void> {
    return this.#log.arrived();
  }
}
