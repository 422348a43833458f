/** Learns that the engine ends this process: at the end of a run it interrupts each provider, and waits a second for it. */

/** Calls `end`, and then ends the process as the interrupt would have done. */
export function onEngineEnd(end: () => Promise<void>): void {
  process.once("SIGINT", () => {
    void end().finally(() => process.exit(interrupted));
  });
}

/** The exit status of a process that an interrupt has ended: 128 and the number of the signal. */
const interrupted = 130;
