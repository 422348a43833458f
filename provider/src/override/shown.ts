/** The overrides of the stack, as the engine or the stack's state has shown them. */
import { z } from "zod";
import type { EngineContext } from "../lifecycle/context.ts";
import type { OverrideEventState, OverrideState } from "./inputs.ts";

export class ShownOverrides {
  readonly #context: EngineContext;
  readonly #shown = new Map<string, readonly OverrideEventState[]>();

  constructor(context: EngineContext) {
    this.#context = context;
  }

  /** The engine has shown the state of one. */
  add({ events = [] }: OverrideState): void {
    for (const { id } of events) {
      this.#shown.set(id, events);
    }
  }

  /** The events of the override that has this one; none, if it is not known or no override. */
  eventsWith(id: string): readonly OverrideEventState[] {
    return (
      this.#shown.get(id) ?? eventsSchema.safeParse(this.#context.ownership.inState(id)?.events).data ?? []
    );
  }
}

const eventsSchema = z.array(
  z.object({
    id: z.string(),
    startTime: z.string(),
    endTime: z.string(),
    insteadOfAccountUserIds: z.array(z.string()),
    isOfSeries: z.boolean(),
  }),
);
