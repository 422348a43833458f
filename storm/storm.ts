// `npm run storm`: what it takes is told in command.ts.

import "./provider-sources.ts";

await import("./command.ts");
