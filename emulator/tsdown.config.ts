// Builds the package: two ES modules and the evaluator's worker, types, and the catalog's data inlined.
import { defineConfig } from "tsdown";

export default defineConfig({
  // The evaluator looks for the worker in its own folder, so it keeps its name.
  entry: { index: "src/index.ts", main: "src/main.ts", worker: "src/evaluation/worker.ts" },
  format: "esm",
  platform: "node",
  target: "node22.12",
  dts: true,
  // package.json names dist/index.js and dist/main.js.
  fixedExtension: false,
});
