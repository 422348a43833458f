/** Messages among the engine's own, at the resource that they are about: it shows nothing of what a plugin prints. */
import { AsyncLocalStorage } from "node:async_hooks";
import { engineMessages, engineService, grpc } from "./protocol.ts";

/** How urgent a message is. */
export type Severity = "info" | "warning" | "error";

/** The engine's log, as soon as the engine has said where it is. */
export class EngineLog {
  #client: InstanceType<typeof engineService.EngineClient> | undefined;
  readonly #resource = new AsyncLocalStorage<string>();
  readonly #sending = new Set<Promise<void>>();

  /** The resource that the present call is about; empty if it is about none. */
  get resource(): string {
    return this.#resource.getStore() ?? "";
  }

  /** @param address Where the engine listens, such as `127.0.0.1:41234`. */
  attach(address: string): void {
    this.#client?.close();
    this.#client = new engineService.EngineClient(address, grpc.credentials.createInsecure());
  }

  /**
   * Answers one call of the engine. What is told meanwhile stands at the resource, and has arrived when the answer is
   * given.
   *
   * @param urn The resource that the call is about; empty if it is about none.
   */
  async during<Answer>(urn: string, answer: () => Promise<Answer>): Promise<Answer> {
    try {
      return await this.#resource.run(urn, answer);
    } finally {
      await this.arrived();
    }
  }

  /** Resolves when what was told has arrived. */
  async arrived(): Promise<void> {
    await Promise.all(this.#sending);
  }

  /** Tells the user something. Before the engine has said where it is, it goes to this process's own log. */
  tell(severity: Severity, message: string): void {
    if (this.#client === undefined) {
      console.error(message);
      return;
    }
    const request = new engineMessages.LogRequest();
    request.setSeverity(severities[severity]);
    request.setMessage(message);
    request.setUrn(this.resource);
    const sent = this.#send(this.#client, request);
    this.#sending.add(sent);
    void sent.finally(() => this.#sending.delete(sent));
  }

  #send(
    client: InstanceType<typeof engineService.EngineClient>,
    request: InstanceType<typeof engineMessages.LogRequest>,
  ): Promise<void> {
    return new Promise((resolve) => {
      // An engine that is gone needs no message.
      client.log(request, () => resolve());
    });
  }
}

const severities = {
  info: engineMessages.LogSeverity.INFO,
  warning: engineMessages.LogSeverity.WARNING,
  error: engineMessages.LogSeverity.ERROR,
} as const;
