/** The program of an export: all declarations in their order, as TypeScript in one file or in several. */
import { uniq } from "es-toolkit";
import { camelCase, kebabCase } from "es-toolkit/string";
import type { ExportedKind } from "../../api/kinds.ts";
import { findTypeByDisplayName } from "../../catalog/catalog.ts";
import type { AccountLists } from "./account.ts";
import { type Declaration, isDeclaration, type Outcome, onOneLine, titleOf } from "./declaration.ts";
import { leavesOf, ObjectId, Secret } from "./declared.ts";
import { type ImportEntry, importEntries } from "./door.ts";
import { Identifiers, ResourceNames, slugOf } from "./names.ts";
import { odditiesOf } from "./oddities.ts";
import { inOrderOfReference } from "./order.ts";
import { comment, type Expression, printConstruction, quoted } from "./print.ts";
import { guardText, importsText } from "./program-parts.ts";
import { type Constant, References } from "./references.ts";

/** Up to so many objects stand in one file. */
const mostInOneFile = 40;

/** The files of a large program; integrations have one for each type. */
const sections = {
  teams: "teams",
  routers: "routers",
  integrations: "integrations",
  escalationPolicies: "on-call",
  events: "on-call",
  notificationRules: "notification-rules",
  maintenanceWindows: "maintenance-windows",
} as const satisfies Record<ExportedKind, string>;

/** A value of the stack's configuration that the program asks for. */
export interface ProgramSecret {
  /** Without the project's name. */
  readonly key: string;
  /** Undefined if PagerTree does not show it. */
  readonly value: string | undefined;
  /** What it is, such as `webhookUrl of integration int_ODCWagoG9 "Rootly"`. */
  readonly title: string;
}

/** A program, and what it needs. */
export interface Program {
  /** Texts by the paths of their files. */
  readonly files: ReadonlyMap<string, string>;
  readonly secrets: readonly ProgramSecret[];
  /** What `pulumi import` takes over. */
  readonly imports: readonly ImportEntry[];
}

/** A declaration or a remark, ready to be printed. */
interface Statement {
  readonly file: string;
  readonly constant?: Constant | undefined;
  readonly uses: ReadonlySet<Constant>;
  readonly needsConfig: boolean;
  print(start: string): string;
}

/**
 * Writes the program.
 *
 * @param stack - The only stack that it is for.
 * @param entry - What it imports.
 */
export function writeProgram(
  outcomes: readonly Outcome[],
  lists: AccountLists,
  stack: string,
  entry: string,
): Program {
  const declarations = outcomes.filter(isDeclaration);
  const isLarge = outcomes.length > mostInOneFile;
  const oddities = odditiesOf(lists);
  const keys = new Identifiers();
  const references = new References(lists, new Identifiers());
  const names = {
    teams: new ResourceNames(),
    routers: new ResourceNames(),
    integrations: new ResourceNames(),
    escalationPolicies: new ResourceNames(),
    events: new ResourceNames(),
    notificationRules: new ResourceNames(),
    maintenanceWindows: new ResourceNames(),
  };
  const secrets: ProgramSecret[] = [];
  const imports: ImportEntry[] = [];
  const statements: Statement[] = [];

  const fileOf = (outcome: Outcome) => {
    if (!isLarge) {
      return "index";
    }
    const section = sections[outcome.kind];
    return section === "integrations" ? `integrations/${typeSlug(outcome)}` : section;
  };
  const notesOf = (outcome: Outcome) => {
    const odd = oddities.get(outcome.object.id) ?? [];
    const left = isDeclaration(outcome)
      ? outcome.notes
      : [`Not declared: ${titleOf(outcome)}: ${outcome.reasons.map(onOneLine).join("; ")}`];
    return [...left, ...odd].flatMap(wrapped);
  };

  // The older object gets the plain name, wherever it stands in the program.
  const resourceNames = new Map(
    declarations.map((declaration) => {
      const fallback =
        declaration.kind === "integrations" ? typeSlug(declaration) : kebabCase(declaration.resourceClass);
      return [declaration, names[declaration.kind].of(declaration.name, fallback)];
    }),
  );
  for (const declaration of declarations) {
    if (declaration.kind === "teams" || declaration.kind === "routers") {
      references.reserve(declaration, declaration.kind, fileOf(declaration));
    }
  }
  const inWindows = idsInWindows(declarations);
  for (const declaration of declarations) {
    // A bridge is a component, and its integration another object in the program.
    if (declaration.resourceClass === "Integration" && inWindows.has(declaration.object.id)) {
      references.reserve(declaration, "integrations", fileOf(declaration));
    }
  }

  function add(outcome: Outcome): void {
    const file = fileOf(outcome);
    const notes = notesOf(outcome);
    if (!isDeclaration(outcome)) {
      statements.push({ file, uses: new Set(), needsConfig: false, print: () => notes.join("\n") });
      return;
    }
    const name = resourceNames.get(outcome) ?? "";
    const uses = new Set<Constant>();
    const expressions = new Map<ObjectId | Secret, Expression>();
    for (const leaf of leavesOf(outcome.args)) {
      if (leaf instanceof ObjectId) {
        expressions.set(
          leaf,
          references.expressionOf(leaf, (constant) => uses.add(constant)),
        );
      } else {
        const key = keys.of(`${name}-${camelCase(leaf.property)}`, "secret");
        secrets.push({ key, value: leaf.value, title: `${leaf.property} of ${titleOf(outcome)}` });
        expressions.set(leaf, { code: "config.requireSecret", argument: quoted(key) });
      }
    }
    const constant = references.declare(outcome);
    imports.push(...importEntries(outcome, name));
    // A policy is that of the team that it names.
    const isOfTeam = outcome.resourceClass === "EscalationPolicy";
    const args = isOfTeam ? outcome.args : { ...outcome.args, adopt: outcome.object.prefix_id };
    statements.push({
      file,
      constant,
      uses,
      needsConfig: leavesOf(outcome.args).some((leaf) => leaf instanceof Secret),
      print: (start) =>
        [
          ...notes,
          printConstruction(
            `${start}new pagertree.${outcome.resourceClass}`,
            name,
            args,
            (leaf) => expressions.get(leaf) ?? { code: "" },
          ),
        ].join("\n"),
    });
  }

  outcomes.filter(({ kind }) => kind === "teams").forEach(add);
  const routers = outcomes.filter(({ kind }) => kind === "routers");
  inOrderOfReference(routers.filter(isDeclaration)).forEach(add);
  routers.filter((router) => !isDeclaration(router)).forEach(add);
  outcomes.filter(({ kind }) => kind !== "teams" && kind !== "routers").forEach(add);

  return { files: filesOf(statements, references, stack, isLarge, entry), secrets, imports };
}

function filesOf(
  statements: readonly Statement[],
  references: References,
  stack: string,
  isLarge: boolean,
  entry: string,
): Map<string, string> {
  const used = new Set(statements.flatMap(({ uses }) => [...uses]));
  const textOf = (statement: Statement) => {
    const { constant } = statement;
    const isUsed = constant !== undefined && used.has(constant);
    return statement.print(isUsed ? `${isLarge ? "export " : ""}const ${constant.name} = ` : "");
  };
  const files = new Map<string, string>();
  const lookups = references.lookups(isLarge ? "export const " : "const ");
  const names = uniq(statements.map(({ file }) => file)).filter((file) => file !== "index");
  if (!isLarge) {
    const needsConfig = statements.some((statement) => statement.needsConfig);
    const parts = [
      importsText({ pulumi: true, pagertree: statements.length > 0 ? entry : undefined }),
      guardText(stack),
      ...(needsConfig ? ["const config = new pulumi.Config();"] : []),
      ...(lookups.length > 0 ? [lookups.join("\n")] : []),
      ...statements.map(textOf),
    ];
    return files.set("index.ts", `${parts.join("\n\n")}\n`);
  }
  files.set(
    "index.ts",
    `${["./guard", ...names.map((name) => `./${name}`)].map((name) => `import "${name}";`).join("\n")}\n`,
  );
  files.set("guard.ts", `${importsText({ pulumi: true, pagertree: undefined })}\n\n${guardText(stack)}\n`);
  if (lookups.length > 0) {
    files.set("lookups.ts", `${importsText({ pulumi: false, pagertree: entry })}\n\n${lookups.join("\n")}\n`);
  }
  for (const name of names) {
    const inFile = statements.filter(({ file }) => file === name);
    const needsConfig = inFile.some((statement) => statement.needsConfig);
    const foreign = [...new Set(inFile.flatMap(({ uses }) => [...uses]))].filter(
      ({ section }) => section !== name,
    );
    const parts = [
      importsText({
        pulumi: needsConfig,
        pagertree: entry,
        constants: foreign,
        from: name.includes("/") ? "../" : "./",
      }),
      ...(needsConfig ? ["const config = new pulumi.Config();"] : []),
      ...inFile.map(textOf),
    ];
    files.set(`${name}.ts`, `${parts.join("\n\n")}\n`);
  }
  return files;
}

/** The integrations that maintenance windows are about. */
function idsInWindows(declarations: readonly Declaration[]): Set<string> {
  const windows = declarations.filter(({ kind }) => kind === "maintenanceWindows");
  const leaves = windows.flatMap(({ args }) => leavesOf(args));
  return new Set(leaves.flatMap((leaf) => (leaf instanceof ObjectId ? [leaf.value] : [])));
}

function typeSlug({ object }: Outcome): string {
  const type = "integration_type" in object ? object.integration_type : undefined;
  const name = typeof type === "object" && type !== null && "name" in type ? String(type.name ?? "") : "";
  const slug = slugOf(name) || "integration";
  return findTypeByDisplayName(name) ?? (isReservedFileName(slug) ? `${slug}-type` : slug);
}

/** Whether Windows takes a file of this name for a device, whatever its ending. */
function isReservedFileName(name: string): boolean {
  return /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/.test(name);
}

/** A sentence as comments. */
function wrapped(text: string): string[] {
  const lines = text.match(/\S(?:.{0,75}\S)?(?=\s|$)|\S+/gu) ?? [];
  return lines.map(comment);
}
