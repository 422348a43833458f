/** The report on what no stack manages, as text for people. */
import { cut, plainText } from "../../common/plain-text.ts";
import { tableLines } from "../table.ts";
import type { Allowance } from "./allow-file.ts";
import type { ReportedObject, UnmanagedReport } from "./report.ts";
import type { TakeOver, UnmanagedObject } from "./take-over.ts";

/** Of more, a table tells how many they are; JSON has all. */
const mostDestinations = 5;
/** For more, `export` is the way. */
const mostTakeOvers = 20;

const columns = ["KIND", "ID", "NAME", "TYPE", "MADE", "DESTINATIONS"];
const takeOverColumns = ["RESOURCE", "ARGUMENT", "OR THROUGH THE PLUGIN"];

/** The report; its tables have a line for each object. */
export function showUnmanaged({
  unmanaged,
  managedTwice,
  ...others
}: UnmanagedReport & { readonly unmanaged: readonly UnmanagedObject[] }): string {
  const stacks = others.stacks.join(", ");
  const parts = [
    ...(unmanaged.length === 0
      ? []
      : [
          `In no stack (${unmanaged.length}):`,
          ...tableLines(columns, unmanaged.map(cellsOf)),
          "",
          ...showTakeOvers(unmanaged),
          "",
        ]),
    ...(managedTwice.length === 0
      ? []
      : [
          `In more than one resource (${managedTwice.length}):`,
          ...tableLines(
            [...columns, "RESOURCES"],
            managedTwice.map(({ by, ...object }) => [
              ...cellsOf(object),
              by.map(({ stack, resource }) => `${stack}: ${resource}`).join(", "),
            ]),
          ),
          "",
        ]),
    unmanaged.length + managedTwice.length === 0
      ? `Everything is in one of the stacks (${stacks}): ${others.managed} managed, ${others.allowed.length} allowed.`
      : `Stacks: ${stacks}; ${others.managed} managed, ${others.allowed.length} allowed.`,
  ];
  return `${parts.join("\n")}\n`;
}

/** How a program takes over what is in no stack. */
function showTakeOvers(unmanaged: readonly UnmanagedObject[]): string[] {
  const shown = unmanaged.slice(0, mostTakeOvers);
  const more = unmanaged.length - shown.length;
  return [
    "To take all of it over: pulumi-pagertree export --only-unmanaged. To take one over:",
    ...tableLines(
      takeOverColumns,
      shown.map(({ takeOver }) => [
        takeOver.resource,
        `${takeOver.argument}: "${takeOver.id}"`,
        takeOver.import ?? changesOf(takeOver),
      ]),
    ),
    ...(more > 0 ? [`... and ${more} more, which --json lists.`] : []),
  ];
}

function changesOf({ changes = "" }: TakeOver): string {
  return cut(plainText(`no: it changes at the next hand-off, since ${changes}`), 300);
}

/** What to tell of a line of `--allow` that has no use any more. */
export function showUnused({ line, id }: Allowance): string {
  return `Line ${line} of the --allow file no longer matches anything: ${id}\n`;
}

function cellsOf({
  kind,
  prefixId,
  name,
  type = "",
  createdAt,
  ageDays,
  destinations,
}: ReportedObject): string[] {
  const days = ageDays === 1 ? "1 day" : `${ageDays} days`;
  const made = Number.isNaN(ageDays) ? "unknown" : `${createdAt.slice(0, 10)} (${days})`;
  const more =
    destinations.length > mostDestinations ? [`${destinations.length - mostDestinations} more`] : [];
  const shown = [...destinations.slice(0, mostDestinations).map((each) => cut(plainText(each), 40)), ...more];
  return [kind, prefixId, name, type, made, shown.join(", ") || "none"];
}
