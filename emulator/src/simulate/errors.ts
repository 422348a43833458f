/** What a user gave cannot be simulated; the message says what to do. */
export class SimulationError extends Error {
  override readonly name = "SimulationError";
}
