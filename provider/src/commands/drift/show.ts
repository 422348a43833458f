/** The report of drift, as text for people and as Markdown for a pull request. */
import { cut, plainText } from "../../common/plain-text.ts";
import { tableLines } from "../table.ts";
import type { DriftedProperty, DriftReport } from "./report.ts";

const longestValue = 100;
const columns = ["RESOURCE", "PROPERTY", "DECLARED", "LIVE"];
const whatToDo = "`pulumi up --refresh` puts it right. If PagerTree is right, change the program to match.";

/** A table of what drifted. */
export function showDrift(report: DriftReport): string {
  if (report.drifted.length === 0) {
    return `No drift: PagerTree is as the stack ${report.stack} left it.\n`;
  }
  const lines = [`${countOf(report)}:`, "", ...tableLines(columns, rowsOf(report)), "", whatToDo];
  return `${lines.join("\n")}\n`;
}

/** The same as a table of GitHub's Markdown. Names and values stand as code, in which nothing is markup. */
export function driftMarkdown(report: DriftReport): string {
  if (report.drifted.length === 0) {
    return `No drift: PagerTree is as the stack ${code(report.stack)} left it.\n`;
  }
  const rows = rowsOf(report).map((row) => `| ${row.map(code).join(" | ")} |`);
  const lines = [
    `### ${countOf(report)}`,
    "",
    "| Resource | Property | Declared | Live |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
    whatToDo,
  ];
  return `${lines.join("\n")}\n`;
}

function countOf({ drifted, stack }: DriftReport): string {
  return `Drift in ${drifted.length} resource${drifted.length === 1 ? "" : "s"} of the stack ${plainText(stack)}`;
}

function rowsOf({ drifted }: DriftReport): string[][] {
  return drifted.flatMap(({ kind, resource, id, deleted, properties }) =>
    deleted
      ? [[`${kind} ${resource}`, "the whole resource", id, "deleted"].map(plainText)]
      : properties.map((each) => [`${kind} ${resource}`, each.property, ...valuesOf(each)].map(plainText)),
  );
}

function valuesOf(property: DriftedProperty): [declared: string, live: string] {
  const show = (value: unknown) => {
    if (value === undefined) return "not set";
    return cut(plainText(JSON.stringify(value)), longestValue);
  };
  return property.declared === "[secret]" && property.live === "[secret]"
    ? ["[secret]", "another [secret]"]
    : [show(property.declared), show(property.live)];
}

function code(text: string): string {
  return `\`${text.replaceAll("`", "'").replaceAll("|", "\\|")}\``;
}
