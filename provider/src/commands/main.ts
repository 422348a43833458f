#!/usr/bin/env node
/** The command `pulumi-pagertree`: the command line, joined to this process. */
import { runCommandLine } from "./command-line.ts";

void runCommandLine(process.argv.slice(2), {
  environment: process.env,
  folder: process.cwd(),
  print: (text) => process.stdout.write(text),
  tell: (text) => process.stderr.write(text),
}).then((exitCode) => {
  process.exitCode = exitCode;
});
