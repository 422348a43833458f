// The configuration of a program, where there is no API key.

import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { programConfig } from "../../../provider/src/program/program-config.ts";

const inlineHint = "does not see the `envVars` of its workspace: set the variable in `process.env`";

describe("a missing API key", () => {
  it("is told to an inline program with where its variables come from", () => {
    expect(() => programConfig()).toThrow(
      expect.objectContaining({ isKeyMissing: true, message: expect.stringContaining(inlineHint) }),
    );
  });

  it("is told without that to a program that the engine runs", () => {
    const script = path.join("node_modules", "@pulumi", "pulumi", "cmd", "run", "index.js");
    vi.spyOn(process, "argv", "get").mockReturnValue([process.execPath, script]);
    expect(() => programConfig()).toThrow(
      expect.objectContaining({ isKeyMissing: true, message: expect.not.stringContaining("envVars") }),
    );
  });
});
