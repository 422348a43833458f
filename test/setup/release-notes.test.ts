import { describe, expect, it } from "vitest";
import { releaseNotes } from "../../setup/release-notes.mjs";

const changelog = [
  "# Changelog",
  "## [Unreleased]",
  "## [0.2.0] - 2026-12-01",
  "",
  "### Added",
  "",
  "- Schedules.",
  "",
  "## [0.1.0] - 2026-11-01",
  "- Integrations.",
].join("\n");

describe("releaseNotes", () => {
  it("takes the section of the version, without its heading", () => {
    expect(releaseNotes("v0.2.0", ["0.2.0", "0.2.0"], changelog)).toEqual({
      text: "### Added\n\n- Schedules.\n",
    });
  });

  it.each([
    ["a package that has another version", "v0.2.0", ["0.2.0", "0.1.0"], "0.1.0"],
    ["a version that the changelog does not have", "v0.3.0", ["0.3.0"], "no section [0.3.0]"],
    ["no tag", "", ["0.2.0"], "The tag is missing"],
  ])("refuses %s", (_what, tag, versions, problem) => {
    expect(releaseNotes(tag, versions, changelog)).toEqual({ problem: expect.stringContaining(problem) });
  });

  it("refuses a section without a word", () => {
    const empty = "## [0.2.0]\n\n## [0.1.0]\n";
    expect(releaseNotes("v0.2.0", ["0.2.0"], empty)).toEqual({
      problem: expect.stringContaining("is empty"),
    });
  });
});
