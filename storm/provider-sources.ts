// Lets Node.js load the provider's TypeScript sources as they are. Its package is CommonJS once built, its sources are
// modules. Only the table of integration types is taken from there: the storm runs the provider as built.

import { registerHooks } from "node:module";

const SOURCES = new URL("../provider/src/", import.meta.url).href;

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith(SOURCES)) return nextLoad(url, context);
    const told = url.endsWith(".json")
      ? { format: "json", importAttributes: { type: "json" } }
      : { format: "module-typescript" };
    return nextLoad(url, { ...context, ...told });
  },
});
