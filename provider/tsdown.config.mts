import { defineConfig } from "tsdown";

/** CommonJS alone: Pulumi's engine loads the provider with `require`, and ES modules import it as well. */
export default defineConfig({
  entry: {
    index: "src/index.ts",
    native: "src/native.ts",
    provider: "src/dynamic/provider.ts",
    plugin: "src/plugin/main.ts",
    main: "src/commands/main.ts",
  },
  format: "cjs",
  dts: true,
  target: "node22.12",
  // Editors read the comments of the declarations; those of bundled libraries would be a tenth of the package.
  outputOptions: (options, _format, { cjsDts }) =>
    cjsDts ? options : { ...options, comments: { jsdoc: false } },
  outExtensions: () => ({ js: ".js", dts: ".d.ts" }),
});
