import { describe, expect, it } from "vitest";
import { firstDifference } from "../../setup/packages.mjs";

const LOCKED = {
  "": { version: "0.0.0" },
  provider: { version: "0.1.0" },
  "node_modules/got": { version: "16.1.0", integrity: "sha512-a" },
  "node_modules/fsevents": { version: "2.3.3", integrity: "sha512-b", optional: true },
};
const { "": _repository, "node_modules/fsevents": _otherPlatform, ...INSTALLED } = LOCKED;

describe("firstDifference", () => {
  it.each([
    ["nothing is installed", {}, "none are there"],
    ["all is installed but another platform's package", INSTALLED, undefined],
    ["a package is missing", { provider: INSTALLED.provider }, "node_modules/got is missing"],
    [
      "a package has another version",
      { ...INSTALLED, "node_modules/got": { version: "16.0.0", integrity: "sha512-a" } },
      "node_modules/got is another one",
    ],
    [
      "a package has other content",
      { ...INSTALLED, "node_modules/got": { version: "16.1.0", integrity: "sha512-c" } },
      "node_modules/got is another one",
    ],
    [
      "a package is no longer locked",
      { ...INSTALLED, "node_modules/left-pad": { version: "1.3.0" } },
      "node_modules/left-pad is not locked",
    ],
  ])("tells it when %s", (_case, installed, expected) => {
    expect(firstDifference(LOCKED, installed)).toBe(expected);
  });
});
