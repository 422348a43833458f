// Plays one case and compares what comes of it with what is expected.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { findOne, nameOf } from "../account/find-one.ts";
import { SimulationError } from "../errors.ts";
import type { Named, OutgoingTrace, Simulation } from "../result.ts";
import { objectOf, showPerson, titleOf } from "../show.ts";
import type { Simulator } from "../simulator.ts";
import { type Expectation, merged, type PlacedCase, titleOfCase } from "./case.ts";

/** What became of a case. */
export interface CaseResult {
  readonly name: string;
  /** Where it stands, such as `routes.yaml:4`. */
  readonly place: string;
  readonly passed: boolean;
  /** What is not as expected, and why: each a line, or several. */
  readonly failures: readonly string[];
  /** Null if the case could not be played. */
  readonly simulation: Simulation | null;
}

/** What became of all cases. */
export interface RouteReport {
  /** What was played, in words. */
  readonly origin: string;
  readonly results: readonly CaseResult[];
}

/** Plays a case, on the account as it is at the start. */
export async function checkCase(simulator: Simulator, placed: PlacedCase): Promise<CaseResult> {
  const { one, place } = placed;
  const head = { name: titleOfCase(one), place };
  try {
    const simulation = await simulate(simulator, placed);
    const differences = differencesOf(simulator, simulation, one.expect);
    const failures = differences.length === 0 ? [] : [...differences, ...reasons(simulation)];
    return { ...head, passed: failures.length === 0, failures, simulation };
  } catch (error) {
    if (!(error instanceof SimulationError)) throw error;
    return { ...head, passed: false, failures: [error.message], simulation: null };
  }
}

async function simulate(simulator: Simulator, { one, folder }: PlacedCase): Promise<Simulation> {
  const { integration: to, payloadFile, sample, changes, at } = one;
  const payload =
    payloadFile === undefined
      ? one.payload
      : await readPayload(path.resolve(folder, payloadFile), payloadFile);
  return simulator.simulate({
    to,
    ...(payload !== undefined && { payload }),
    ...(sample !== undefined && { sample }),
    ...(changes !== undefined && { change: (body: unknown) => merged(body, changes) }),
    ...(at !== undefined && { at }),
  });
}

async function readPayload(file: string, shown: string): Promise<string> {
  return readFile(file, "utf8").catch(() => {
    throw new SimulationError(`the payload in ${shown} cannot be read`);
  });
}

function differencesOf(simulator: Simulator, simulation: Simulation, expected: Expectation): string[] {
  const { action, alert, teams, paged, webhooks, reaches } = simulation;
  const differences: string[] = [];
  const isRouted =
    expected.teams !== undefined || expected.users !== undefined || expected.webhooks !== undefined;
  if (reaches === "unknown" && isRouted) {
    differences.push("it is not known where the alert goes, so this cannot be checked");
  }
  if (expected.action !== undefined && expected.action !== action) {
    differences.push(`action: expected ${expected.action}, but it is ${action}`);
  }
  if (expected.urgency !== undefined && expected.urgency !== alert?.urgency) {
    differences.push(
      `urgency: expected ${expected.urgency}, but it is ${alert?.urgency ?? "that of no alert"}`,
    );
  }
  if (reaches === "unknown") return differences;
  if (expected.teams !== undefined) {
    const wanted = expected.teams.map((name) => meant(simulator, "teams", name));
    differences.push(...compare("teams", wanted, teams, "the alert goes to"));
  }
  if (expected.users !== undefined) {
    const wanted = expected.users.map((name) => meant(simulator, "account_users", name));
    const first = paged.filter(({ after, notifications }) => after === 0 && notifications?.ignored !== true);
    const vague = first.find(({ user }) => user === null);
    if (vague) {
      differences.push(
        `users: who is on call in team ${vague.team?.name} is not known; read the account for it (--account)`,
      );
    } else {
      const users = first.flatMap(({ user }) => user ?? []);
      differences.push(...compare("users", wanted, users, "it pages"));
    }
  }
  if (expected.webhooks !== undefined) {
    differences.push(...compareWebhooks(simulator, expected.webhooks, webhooks));
  }
  return differences;
}

/** @throws {SimulationError} if nobody can be meant */
function meant(simulator: Simulator, collection: "teams" | "account_users" | "integrations", name: string) {
  const found = findOne(simulator.store, simulator.gaps, collection, name, simulator.origin);
  return { id: found.id, name: nameOf(found) };
}

function compare(
  what: string,
  wanted: readonly { id: string; name: string }[],
  actual: readonly Named[],
  verb: string,
): string[] {
  const ids = new Set(actual.map(({ id }) => id));
  const isEqual =
    ids.size === new Set(wanted.map(({ id }) => id)).size && wanted.every(({ id }) => ids.has(id));
  if (isEqual) return [];
  const expected = wanted.map(({ name }) => name).join(", ") || "nobody";
  const names = [...new Set(actual.map(objectOf))].join(", ") || "nobody";
  return [`${what}: expected ${expected}, but ${verb} ${names}`];
}

function compareWebhooks(
  simulator: Simulator,
  wanted: NonNullable<Expectation["webhooks"]>,
  webhooks: readonly OutgoingTrace[],
): string[] {
  const expected = Object.entries(wanted).flatMap(([name, events]) => {
    const { id, name: whole } = meant(simulator, "integrations", name);
    return events.map((event) => ({ key: `${id} ${event}`, text: `${event} by ${whole}` }));
  });
  const actual = webhooks
    .filter(({ after }) => after === 0)
    .map(({ integration, event }) => ({
      key: `${integration.id} ${event}`,
      text: `${event} by ${integration.name}`,
    }));
  const keys = (list: readonly { key: string }[]) =>
    list
      .map(({ key }) => key)
      .toSorted()
      .join("\n");
  if (keys(expected) === keys(actual)) return [];
  const texts = (list: readonly { text: string }[]) => list.map(({ text }) => text).join(", ") || "nothing";
  return [`webhooks: expected ${texts(expected)}, but ${texts(actual)} are sent`];
}

/** By which rules the alert went where it went, and who would have been paged. */
function reasons({ action, problem, routers, paged, gaps, teams }: Simulation): string[] {
  const lines: string[] = [];
  if (problem !== null) lines.push(`The payload comes to ${action}: ${problem}.`);
  for (const { router, rules, matched, receivers, problem: broken, enabled } of routers) {
    const rule = rules.find(({ place }) => place === matched);
    const title = `router ${titleOf(router)}`;
    const to = receivers.map(objectOf).join(", ") || "nobody";
    if (!enabled) lines.push(`${title} is disabled, and sends it to its default receiver, ${to}.`);
    else if (broken !== null) lines.push(`The rules of ${title} cannot be used: ${broken}.`);
    else if (rule === undefined)
      lines.push(`No rule of ${title} matches, and it goes to its default receiver, ${to}.`);
    else {
      const asked = rule.conditions.map(({ field, asked: value }) => `${field} ${JSON.stringify(value)}`);
      lines.push(`${rule.place} of ${title} matches (${asked.join(", ")}), and sends it to ${to}.`);
    }
  }
  if (routers.length === 0 && teams.length > 0) lines.push("The integration itself names whom it goes to.");
  if (problem === null) {
    const people = paged.flatMap((one) => showPerson(one).map((line) => `  ${line}`));
    lines.push(
      ["It would page, if nobody answers:", ...(people.length > 0 ? people : ["  nobody"])].join("\n"),
    );
  }
  if (gaps.length > 0)
    lines.push(["Not known, or not emulated:", ...gaps.map((gap) => `  - ${gap}`)].join("\n"));
  return lines;
}
