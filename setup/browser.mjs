// @ts-check
// Finds a browser of the Chromium family for the tests that look at pictures: an installed one, else one in the cache
// folder. A test asks for it, so that nothing is downloaded for who does not run those tests.

import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { cached } from "./cache.mjs";
import { runStep } from "./command.mjs";
import { findExecutable } from "./executable.mjs";
import { npmCommand } from "./npm.mjs";
import { report } from "./progress.mjs";
import { SetupError } from "./setup-error.mjs";

/** An npm package that carries a browser without a window, for Linux x64 alone; MIT and Chromium's own licences. */
const BROWSER_PACKAGE = { name: "@sparticuz/chromium", version: "153.0.0" };

const COMMANDS = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
  "msedge",
];

/** Where the installers of macOS and Windows put them, which is not on PATH. */
const PROGRAMS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:/Program Files/Google/Chrome/Application/chrome.exe",
  "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
];

/**
 * @typedef {object} Browser
 * @property {string} executable Its path.
 * @property {Record<string, string>} environment What it needs beside the current environment.
 */

/**
 * The browsers that are installed, the likeliest first; one may turn out not to start.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Browser[]>}
 */
export async function installedBrowsers(env = process.env) {
  const folders = (env["PATH"] ?? "").split(path.delimiter);
  const found = [
    ...(await Promise.all(COMMANDS.map((command) => findExecutable(command, folders)))),
    ...(await Promise.all(
      PROGRAMS.map((program) => findExecutable(path.parse(program).name, [path.dirname(program)])),
    )),
  ];
  return found.flatMap((executable) => (executable === undefined ? [] : [{ executable, environment: {} }]));
}

/**
 * The browser of the cache folder, got from npm where it is not there yet.
 *
 * @param {string} [platform] Default: that of the running process.
 * @returns {Promise<Browser>}
 * @throws {SetupError} where it cannot be had.
 */
export async function fetchBrowser(platform = `${process.platform}-${process.arch}`) {
  const hint = "Install Chrome, Chromium or Edge and run the command again.";
  if (platform !== "linux-x64") {
    throw new SetupError(`there is no browser, and npm carries none for ${platform}.`, hint);
  }
  const reference = `${BROWSER_PACKAGE.name}@${BROWSER_PACKAGE.version}`;
  const folder = await cached(reference.replace(/^@/, "").replace("/", "-"), async (unfinished) => {
    report(`no browser on PATH: getting ${reference} from npm (75 MB)`);
    const [npm, ...npmArgs] = npmCommand();
    const installArgs = ["install", reference, "--prefix", unfinished, "--ignore-scripts", "--no-save"];
    await runStep(`installing ${reference}`, npm, [...npmArgs, ...installArgs], { cwd: unfinished, hint });
    // The package unpacks its files where temporary ones go.
    await runStep("unpacking the browser", process.execPath, ["--input-type=module", "--eval", UNPACK], {
      cwd: unfinished,
      env: { ...process.env, TMPDIR: unfinished },
      hint,
    });
    // The package's own settings look for fonts in places of another system.
    await writeFile(path.join(unfinished, "fonts", "fonts.conf"), FONT_SETTINGS);
    // The packed browser, of no use any more.
    await rm(path.join(unfinished, "node_modules"), { recursive: true });
  });
  return {
    executable: path.join(folder, "chromium"),
    environment: {
      // Libraries and fonts that a machine without a browser may be without as well.
      LD_LIBRARY_PATH: path.join(folder, "al2023", "lib"),
      FONTCONFIG_PATH: path.join(folder, "fonts"),
    },
  };
}

const UNPACK = `
import { inflate } from "${BROWSER_PACKAGE.name}";
for (const name of ["chromium.br", "al2023.tar.br", "fonts.tar.br"]) {
  await inflate("node_modules/${BROWSER_PACKAGE.name}/bin/" + name);
}`;

const FONT_SETTINGS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;
