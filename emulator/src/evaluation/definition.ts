// Custom definitions: rules as routers have them, whose actions say in templates what is read of a request or a mail.
// D:integration-guides/custom-webhook, D:integration-guides/email.
import { toList } from "../ruby/access.ts";
import { JsonError, parseJson } from "../ruby/json.ts";
import { hashToScript } from "../ruby/mixed.ts";
import { merge } from "../ruby/parameters.ts";
import { isHash, type RubyHash, type RubyValue } from "../ruby/values.ts";
import { bareData } from "./bare-data.ts";
import { matcherOf, readActions, readRoot, renderAll, rulesOf } from "./rules.ts";

/**
 * The actions of the first rule that matches, else those of `default`, with every template in them rendered.
 *
 * @param text YAML or JSON
 * @param log what came in
 * @throws if the definition is malformed, or a template does not work
 */
export function definedActions(text: string, log: RubyHash, now: number): readonly RubyHash[] {
  const root = readRoot(text);
  if (root === null) return [];
  const steps = isHash(root) ? root.get("preprocess") : null;
  const data = hashToScript(
    new Map<string, RubyValue>([
      ["always", true],
      ["log", preprocessed(log, steps ?? null)],
    ]),
  );
  const bare = bareData(data);
  const rule = rulesOf(root).find(({ match }) => matcherOf(match, now)(bare));
  const actions = rule?.actions ?? defaultActions(isHash(root) ? root.get("default") : null);
  return actions.map((action) => renderAll(action, data));
}

function defaultActions(fallback: RubyValue | undefined): readonly RubyHash[] {
  return isHash(fallback) ? readActions(fallback.get("actions"), "default") : [];
}

/** The data is what the body holds as JSON: the body of SNS has JSON as text once more in its Message. */
function preprocessed(log: RubyHash, steps: RubyValue): RubyHash {
  return toList(steps).reduce((all: RubyHash, step) => {
    const type = isHash(step) ? step.get("type") : null;
    if (type !== "parse_json" && type !== "parse_sns") return all;
    const data = parsed(all.get("body") ?? null) ?? all.get("data") ?? null;
    return merge(all, new Map([["data", type === "parse_sns" ? withMessage(data) : data]]));
  }, log);
}

function withMessage(data: RubyValue): RubyValue {
  if (!isHash(data)) return data;
  const message = parsed(data.get("Message") ?? null);
  return message === undefined ? data : merge(data, new Map([["Message", message]]));
}

/** Undefined for what is no JSON text. */
function parsed(text: RubyValue): RubyValue | undefined {
  try {
    return typeof text === "string" ? parseJson(text) : undefined;
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}
