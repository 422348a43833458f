// Reads a file of cases: YAML, each mistake with its line and column.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { SimulationError } from "../errors.ts";
import { caseSchema, type PlacedCase } from "./case.ts";

const fileSchema = z.strictObject({ cases: z.array(caseSchema).min(1, "there is no case") });

/**
 * The cases of a file.
 *
 * @throws {SimulationError} with the place of each mistake
 */
export async function readCaseFile(file: string, folder = "."): Promise<PlacedCase[]> {
  const whole = path.resolve(folder, file);
  const text = await readFile(whole, "utf8").catch(() => {
    throw new SimulationError(`the cases in ${file} cannot be read`);
  });
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, intAsBigInt: true });
  const [mistake] = document.errors;
  const placeOf = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  if (mistake) throw new SimulationError(`${placeOf(mistake.pos[0])}: ${mistake.message}`);
  const { data, error } = fileSchema.safeParse(document.toJS());
  if (error) {
    throw new SimulationError(error.issues.map((issue) => explain(issue, document, placeOf)).join("\n"));
  }
  return data.cases.map((one, index) => ({
    one,
    place: placeOf(offsetOf(document, ["cases", index])).replace(/:\d+$/, ""),
    folder: path.dirname(whole),
  }));
}

function explain(issue: z.core.$ZodIssue, document: Document, placeOf: (offset: number) => string): string {
  const where = pathText(issue.path);
  if (issue.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    const known = knownKeys(issue.path);
    return `${placeOf(keyOffset(document, issue.path, key))}: ${where || "the file"} does not take ${JSON.stringify(key)}; it takes ${known.join(", ")}`;
  }
  const said = issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
  return `${placeOf(offsetOf(document, issue.path))}: ${where || "the file"}: ${said}`;
}

/** The keys that stand at a path of the file. */
function knownKeys(at: readonly PropertyKey[]): readonly string[] {
  if (at.length === 0) return Object.keys(fileSchema.shape);
  return Object.keys(at.at(-1) === "expect" ? caseSchema.shape.expect.shape : caseSchema.shape);
}

/** Where the value of a path begins; that of the nearest one that is there, if it is missing. */
function offsetOf(document: Document, at: readonly PropertyKey[]): number {
  for (let length = at.length; length > 0; length -= 1) {
    const node = document.getIn(at.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

function keyOffset(document: Document, at: readonly PropertyKey[], key: string): number {
  const node = at.length === 0 ? document.contents : document.getIn(at, true);
  const pair = isMap(node)
    ? node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === key)
    : undefined;
  return isScalar(pair?.key) ? (pair.key.range?.[0] ?? 0) : offsetOf(document, at);
}

/** Such as `cases[0].expect`. */
function pathText(at: readonly PropertyKey[]): string {
  return at
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`))
    .join("")
    .replace(/^\./, "");
}
