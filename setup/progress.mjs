// @ts-check
// What setup prints: one line a step, and for a long step a line that tells how far it is.

const LINE_EVERY_MILLISECONDS = 15_000;
const UPDATE_EVERY_MILLISECONDS = 1_000;

/**
 * Prints one line about a step.
 *
 * @param {string} line
 */
export function report(line) {
  console.log(`setup: ${line}`);
}

/**
 * @typedef {object} Progress
 * @property {(detail: string) => void} show Replaces the detail shown behind the title.
 * @property {(outcome: string) => void} end Prints the last line of the step.
 */

/**
 * Starts to show a long step: one updating line on a terminal, else a line every 15 seconds.
 *
 * @param {string} title
 * @returns {Progress}
 */
export function startProgress(title) {
  const startedAt = Date.now();
  const isTerminal = process.stdout.isTTY === true;
  let detail = "";
  const describe = () =>
    `${title}: ${detail === "" ? "" : `${detail}, `}${formatDuration(Date.now() - startedAt)}`;
  const update = () => {
    if (isTerminal) process.stdout.write(`\r\x1b[2Ksetup: ${describe()}`);
    else report(describe());
  };
  if (isTerminal) update();
  else report(`${title} …`);
  const timer = setInterval(update, isTerminal ? UPDATE_EVERY_MILLISECONDS : LINE_EVERY_MILLISECONDS);
  return {
    show: (newDetail) => {
      detail = newDetail;
    },
    end: (outcome) => {
      clearInterval(timer);
      if (isTerminal) process.stdout.write("\r\x1b[2K");
      detail = outcome;
      report(describe());
    },
  };
}

/**
 * A duration for people: `4 s`, `2 min 5 s`.
 *
 * @param {number} milliseconds
 * @returns {string}
 */
export function formatDuration(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
