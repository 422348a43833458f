// The worker that evaluates what users wrote. It has no environment, little memory, and is ended if it takes too long.
import { parentPort } from "node:worker_threads";
import { hashToScript } from "../ruby/mixed.ts";
import { definedActions } from "./definition.ts";
import { explainRules } from "./explain.ts";
import type { Answer, Job } from "./jobs.ts";
import { JsonTextError } from "./jobs.ts";
import { actionsFor, applyRules } from "./rules.ts";
import { search } from "./search.ts";
import { render, renderJson } from "./templates.ts";

/** The longest text that is evaluated, in characters. */
const LONGEST_TEXT = 64 * 1024;

// One job must not change what the next one works with.
for (const prototype of [Object.prototype, Array.prototype, String.prototype, Function.prototype]) {
  Object.freeze(prototype);
}
parentPort?.on("message", (job: Job) => parentPort?.postMessage(answer(job)));
parentPort?.postMessage("ready");

function answer(job: Job): Answer {
  try {
    return { value: run(job) };
  } catch (error) {
    const message = error instanceof Error ? error.message.replaceAll(/\s+/g, " ") : "it failed";
    return { problem: { kind: error instanceof JsonTextError ? "parse" : "failure", message } };
  }
}

function run(job: Job): unknown {
  switch (job.kind) {
    case "render":
      return render(bounded(job.template), hashToScript(job.data));
    case "render-json":
      return renderJson(bounded(job.template), hashToScript(job.data));
    case "rules":
      return applyRules(bounded(job.rules), job.data, job.now);
    case "route":
      return actionsFor(bounded(job.rules), job.data, job.now) ?? null;
    case "explain":
      return explainRules(bounded(job.rules), job.data, job.now, job.event);
    case "define":
      return definedActions(bounded(job.definition), job.log, job.now);
    case "search":
      return search(bounded(job.expression), job.data);
  }
}

function bounded(text: string): string {
  if (text.length > LONGEST_TEXT) throw new Error(`the text is longer than ${LONGEST_TEXT} characters`);
  return text;
}
