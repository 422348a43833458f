// Programs as users write them, in each kind of module. Each runs under Pulumi's mocks and prints what they saw.

import { providerText } from "../../provider/src/program/provider-text.ts";

/** How a program gets at its modules. */
const imports = `import * as pulumi from "@pulumi/pulumi";
import * as pagertree from "pulumi-pagertree";
import { getTeamOutput, Integration } from "pulumi-pagertree";
`;

const requires = `const pulumi = require("@pulumi/pulumi");
const pagertree = require("pulumi-pagertree");
const { getTeamOutput, Integration } = require("pulumi-pagertree");
`;

/** Declares two integrations; \`Args\` and the annotations are TypeScript's alone. */
const body = (isTyped: boolean) => `
const seen${isTyped ? ": Record<string, unknown>[]" : ""} = [];
void pulumi.runtime.setMocks({
  newResource: ({ name, type, inputs }) => {
    seen.push({ name, type, teamIds: inputs.teamIds, provider: inputs.__provider });
    return { id: name + "-id", state: inputs };
  },
  call: ({ token }) => ({ id: token }),
});

const datadog = new pagertree.Integration("datadog", {
  name: "Datadog",
  type: "datadog",
  teamIds: [getTeamOutput({ name: "Platform" }).id],
  options: { supportRetriggeredEvent: true },
});
const args${isTyped ? ": pagertree.IntegrationArgs" : ""} = {
  name: "Anything",
  integrationTypeId: "01GDBEYARHS4W4QM6X370Z5TMB",
  teamIds: datadog.teamIds,
  options: { alert_open: true },
};
const anything = new Integration("anything", args);
pulumi.all([datadog.id, anything.id]).apply((ids) => console.log(JSON.stringify({ ids, seen })));
`;

/** What every program prints. */
export const printed = {
  ids: ["datadog-id", "anything-id"],
  seen: ["datadog", "anything"].map((name) => ({
    name,
    type: "pulumi-nodejs:dynamic/pagertree:Integration",
    teamIds: ["pagertree:index/getTeam:getTeam"],
    provider: providerText("Integration"),
  })),
};

const settings = (options: object) => ({
  compilerOptions: {
    target: "es2023",
    lib: ["es2023"],
    types: ["node"],
    strict: true,
    skipLibCheck: true,
    outDir: "out",
    ...options,
  },
  files: ["index.ts"],
});

const nodenext = settings({ module: "nodenext" });
const typescript = imports + body(true);

/** The files of each program; \`main\` is what Node.js runs, once TypeScript is compiled. */
export const programs = {
  "ESM JavaScript": {
    main: "index.js",
    files: { "package.json": { type: "module" }, "index.js": imports + body(false) },
  },
  "CommonJS JavaScript": {
    main: "index.js",
    files: { "package.json": { type: "commonjs" }, "index.js": requires + body(false) },
  },
  "ESM TypeScript": {
    main: "out/index.js",
    files: { "package.json": { type: "module" }, "tsconfig.json": nodenext, "index.ts": typescript },
  },
  "CommonJS TypeScript": {
    main: "out/index.js",
    files: { "package.json": { type: "commonjs" }, "tsconfig.json": nodenext, "index.ts": typescript },
  },
  "TypeScript as Node.js runs it": {
    main: "index.ts",
    files: {
      "package.json": { type: "module" },
      "index.ts": typescript,
    },
  },
} as const;

/** Ways to find modules that TypeScript knows besides those of Node.js, for the same program. */
export const otherResolutions = {
  bundler: settings({ module: "esnext", moduleResolution: "bundler", noEmit: true }),
  node10: settings({
    module: "commonjs",
    moduleResolution: "node10",
    ignoreDeprecations: "6.0",
    noEmit: true,
  }),
  "nodenext, with the declarations themselves checked": settings({
    module: "nodenext",
    skipLibCheck: false,
    noEmit: true,
  }),
};

/** The program for another way to find modules. */
export const otherProgram = typescript;
