// Mocks that another copy of Pulumi's SDK has set, as under jest's `resetModules` or with a linked package.

import { execa } from "execa";
import { expect, it } from "vitest";
import { ROOT } from "../../docs/markdown.ts";

/** Loads our package with one copy of the SDK, and then sets mocks with another. */
const program = `
  const pagertree = require("pulumi-pagertree");
  const first = require("@pulumi/pulumi");
  for (const file of Object.keys(require.cache)) {
    if (file.includes("@pulumi")) delete require.cache[file];
  }
  const second = require("@pulumi/pulumi");
  console.log("two copies:", first !== second);
  second.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name + "-id", state: inputs }),
    call: () => ({ id: "01GDBEYARHS4W4QM6X370Z5TMB", name: "Platform" }),
  });
  const team = pagertree.getTeamOutput({ name: "Platform" });
  const datadog = new pagertree.Integration("datadog", { name: "Datadog", type: "datadog", teamIds: [team.id] });
  second.all([datadog.id, team.name]).apply((answers) => console.log(...answers));`;

it("whichever copy of the SDK sets mocks, no key is needed and nothing is sent", async () => {
  const { stdout } = await execa(process.execPath, ["--eval", program], {
    cwd: ROOT,
    // Nobody listens there: a request would fail.
    env: { PAGERTREE_BASE_URL: "http://127.0.0.1:9/api/v4" },
  });
  expect(stdout).toBe("two copies: true\ndatadog-id Platform");
});
