// @ts-check
// Compares version numbers before any package is installed, so without the semver package.

/**
 * Whether a version is the minimum or newer. Only the three numbers count: `v3.231.0-alpha.1` is 3.231.0.
 *
 * @param {string} version Such as `24.21.0`, `v3.230.0` or `go1.25.8`; fewer numbers stand for zeros.
 * @param {string} minimum
 * @returns {boolean} False for a text without a number.
 */
export function isAtLeast(version, minimum) {
  const [found, wanted] = [numbersOf(version), numbersOf(minimum)];
  if (found === undefined || wanted === undefined) return false;
  for (const [position, number] of wanted.entries()) {
    const difference = (found[position] ?? 0) - number;
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** @param {string} version */
function numbersOf(version) {
  return /\d+(\.\d+){0,2}/.exec(version)?.[0].split(".").map(Number);
}
