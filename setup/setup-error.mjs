// @ts-check
// The one error that setup stops with: what failed and what to do about it, without a stack trace.

export class SetupError extends Error {
  /**
   * @param {string} message What could not be done.
   * @param {string} hint What the reader can do about it.
   */
  constructor(message, hint) {
    super(message);
    this.name = "SetupError";
    /** What the reader can do about it. */
    this.hint = hint;
  }
}
