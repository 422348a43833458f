// @ts-check
// At its end, the program's process says what it has cost: processor time in seconds, and the most memory in MiB.

const { writeFileSync } = require("node:fs");

process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  const seconds = (user + system) / 1e6;
  const memory = process.resourceUsage().maxRSS / 1_024;
  writeFileSync(process.env["BENCH_COST"] ?? "", JSON.stringify({ seconds, memory }));
});
