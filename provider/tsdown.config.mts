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
  outExtensions: () => ({ js: ".js", dts: ".d.ts" }),
});
