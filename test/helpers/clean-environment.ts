// Runs before every test file: takes the caller's Pulumi and PagerTree settings out of the environment, so that no
// test reads, uses or shows them. Where setup keeps what it installs is no setting of theirs.

import path from "node:path";

for (const name of Object.keys(process.env)) {
  if (/^(PULUMI|PAGERTREE)_/.test(name) && name !== "PULUMI_PAGERTREE_CACHE") delete process.env[name];
}

// npm puts the commands of the repository's packages on PATH, where the engine would find the plugin by itself.
const commands = path.join(import.meta.dirname, "..", "..", "node_modules", ".bin");
const searchPath = (process.env["PATH"] ?? "").split(path.delimiter);
process.env["PATH"] = searchPath.filter((folder) => folder !== commands).join(path.delimiter);
