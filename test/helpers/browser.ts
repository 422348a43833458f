// A real browser for a test that looks at a page: an installed one, else the one that setup gets.
import { type Browser, chromium, type Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { fetchBrowser, installedBrowsers } from "../../setup/browser.mjs";

/** A browser asks for nothing by itself, and root may start it. */
const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts a browser; close it when the tests are over. */
export async function startBrowser(): Promise<Browser> {
  for (const { executable, environment } of await installedBrowsers()) {
    const browser = await launch(executable, environment).catch(() => undefined);
    if (browser !== undefined) return browser;
  }
  const { executable, environment } = await fetchBrowser();
  return launch(executable, environment);
}

function launch(executablePath: string, environment: Record<string, string>): Promise<Browser> {
  return chromium.launch({ executablePath, args: flags, env: { ...process.env, ...environment } });
}

/** A page, and all that went on in it. */
export interface OpenedPage {
  readonly page: Page;
  /** The address of each request. */
  readonly requests: readonly string[];
  /** What the page complained of: script errors, and what its security policy forbade. */
  readonly complaints: readonly string[];
}

/** Opens an address in a page that is closed when the running test ends. */
export async function openPage(browser: Browser, address: string): Promise<OpenedPage> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  onTestFinished(() => page.close());
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("dialog", (dialog) => {
    complaints.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(address);
  return { page, requests, complaints };
}
