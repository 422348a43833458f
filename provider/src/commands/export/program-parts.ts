/** What every exported program begins with: its imports, and what keeps it to one stack. */
import { uniq } from "es-toolkit";
import { quoted } from "./print.ts";
import type { Constant } from "./references.ts";

/** What a file takes from elsewhere. */
export interface Imports {
  readonly pulumi: boolean;
  /** The entry of this package, if the file takes something from it. */
  readonly pagertree: string | undefined;
  /** Constants of other files of the program. */
  readonly constants?: readonly Constant[];
  /** The folder of these files, such as `./`. */
  readonly from?: string;
}

/** The import statements of a file. */
export function importsText({ pulumi, pagertree, constants = [], from = "./" }: Imports): string {
  const sections = uniq(constants.map(({ section }) => section)).sort();
  const own = sections.map((section) => {
    const names = constants.filter((constant) => constant.section === section).map(({ name }) => name);
    return importOf(names.sort(), `${from}${section}`);
  });
  return [
    ...(pulumi ? ['import * as pulumi from "@pulumi/pulumi";'] : []),
    ...(pagertree ? [`import * as pagertree from "${pagertree}";`] : []),
    ...own,
  ].join("\n");
}

function importOf(names: readonly string[], file: string): string {
  const line = `import { ${names.join(", ")} } from "${file}";`;
  return line.length <= 80
    ? line
    : `import {\n${names.map((name) => `  ${name},\n`).join("")}} from "${file}";`;
}

/**
 * Keeps the program to one stack. What adopts an object cannot see whose it is already, since PagerTree knows nothing
 * of stacks; so the program says whose it is.
 */
export function guardText(stack: string): string {
  return `// What this program adopts can belong to only one stack: two would undo each
// other's changes, and the end of one would delete what the other has. PagerTree
// does not know which stack that is, so you see the reason here.
const onlyStack = ${quoted(stack)};
if (pulumi.getStack() !== onlyStack) {
  throw new pulumi.RunError(
    \`The objects of this program belong to the stack "\${onlyStack}", and the stack "\${pulumi.getStack()}" cannot have them as well: select "\${onlyStack}" with pulumi stack select.\`,
  );
}

// While you try it out: what leaves the program or the stack stays at PagerTree.
// Take this out once the stack is in charge, so that it deletes what you delete.
pulumi.runtime.registerStackTransformation(({ props, opts }) => ({
  props,
  opts: { ...opts, retainOnDelete: true },
}));`;
}
