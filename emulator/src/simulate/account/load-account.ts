// Loads an account from what a user has of it: the API, a state, a plan, or several of them.
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { accountIdOf } from "../../accounts.ts";
import type { OnCallContext } from "../../on-call/schedules.ts";
import { SimulationError } from "../errors.ts";
import type { AccountSource } from "./client.ts";
import { completeTeams } from "./complete-teams.ts";
import { Gaps } from "./gaps.ts";
import { loadOverrides, loadStack } from "./load-stack.ts";
import { LoadingStack } from "./loading-stack.ts";
import { readAccount } from "./read-account.ts";
import { readPlan, readState, type StackResource } from "./stack-resources.ts";

/** What an account is read from. Give at least one; a stack's own objects are as its state, and then its plan, has them. */
export interface Sources {
  /** A file that `pulumi stack export` wrote. */
  readonly state?: string;
  /** The name of a stack, of which `pulumi stack export` tells. */
  readonly stack?: string;
  /** A file that `pulumi preview --json` wrote: the stack as it will be. */
  readonly plan?: string;
  /** The account itself, which is only read. */
  readonly account?: AccountSource;
  /** The folder of files and of the Pulumi project. @default the current one */
  readonly folder?: string;
}

/** What was loaded, besides the records. */
export interface Account {
  readonly gaps: Gaps;
  /** What it was read from, in words. */
  readonly origin: string;
}

/** @throws {SimulationError} if something cannot be read */
export async function loadAccount(context: OnCallContext, sources: Sources): Promise<Account> {
  const { store } = context;
  const { state, stack, plan, account } = sources;
  const gaps = new Gaps();
  const origins: string[] = [];
  const resources: StackResource[][] = [];
  if (state !== undefined) {
    resources.push(readState(await readText(sources, state), state));
    origins.push(`the state in ${state}`);
  }
  if (stack !== undefined) {
    resources.push(readState(await exportStack(stack, sources.folder), `the state of ${stack}`));
    origins.push(`the stack ${stack}`);
  }
  if (plan !== undefined) {
    resources.push(readPlan(await readText(sources, plan), plan, resources.length === 0));
    origins.push(`the plan in ${plan}`);
  }
  if (account !== undefined) origins.push("the account");
  if (origins.length === 0) {
    throw new SimulationError(
      "there is no account to simulate: give a state, a stack, a plan or the account",
    );
  }
  const readId = account && (await readAccount(account, store, gaps));
  const accountId = readId ?? accountIn(resources.flat()) ?? accountIdOf("simulation");
  const isWhole = account !== undefined;
  // What a plan tells of a resource is all of it.
  const last = new Map(resources.flat().map((resource) => [resource.urn, resource]));
  const loading = new LoadingStack(context, gaps, { accountId, resources: [...last.values()], isWhole });
  loadStack(loading);
  completeTeams(store, gaps);
  loadOverrides(loading);
  loading.tellOfStrangers();
  return { gaps, origin: origins.join(" and ") };
}

function accountIn(resources: readonly StackResource[]): string | undefined {
  return resources
    .map(({ properties }) => properties["accountId"])
    .find((id): id is string => typeof id === "string");
}

async function readText({ folder = "." }: Sources, file: string): Promise<string> {
  return readFile(path.resolve(folder, file), "utf8").catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? ` (${error.code})` : "";
    throw new SimulationError(`${file} cannot be read${code}`);
  });
}

async function exportStack(stack: string, folder = "."): Promise<string> {
  try {
    const args = ["stack", "export", "--stack", stack, "--non-interactive"];
    const { stdout } = await promisify(execFile)("pulumi", args, {
      cwd: folder,
      maxBuffer: Number.POSITIVE_INFINITY,
      env: withoutApiKey(),
    });
    return stdout;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      throw new SimulationError("there is no command `pulumi`; give the state in a file: --state <file>");
    }
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error);
    throw new SimulationError(`pulumi stack export --stack ${stack} failed: ${said}`);
  }
}

/** The command has no use for it. */
function withoutApiKey(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== "PAGERTREE_API_KEY"));
}
