// Builds the package: two ES modules, types, and the catalog's data inlined.
import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/main.ts"],
  format: "esm",
  platform: "node",
  target: "node22.12",
  dts: true,
  // package.json names dist/index.js and dist/main.js.
  fixedExtension: false,
});
