/** Writes the page of what the emulator's adapters read: each field of each adapter is run, and what it looks at is noted. */

import { mapValues } from "es-toolkit/object";
import {
  type Adapter,
  type Choice,
  createIncoming,
  type Incoming,
} from "../emulator/src/adapters/adapter.ts";
import { ADAPTERS } from "../emulator/src/adapters/adapters.ts";
import { mailSchema } from "../emulator/src/adapters/mail.ts";
import type { Integration } from "../emulator/src/models.ts";
import { parseJson } from "../emulator/src/ruby/json.ts";
import { isHash, RubyError, type RubyHash, type RubyValue } from "../emulator/src/ruby/values.ts";
import { DEFAULT_SWITCHES } from "../emulator/src/switches.ts";
import { type Base, type RecordedBase, recordedTables, unchanged } from "../test/helpers/adapter-tables.ts";
import type { CatalogTable } from "./catalog-table.ts";

/** What an adapter makes of a request, part by part. */
const FIELDS = [
  ...(["action", "thirdPartyId", "title", "description", "urgency"] as const),
  ...(["dedupKeys", "tags", "meta", "incident", "additionalData", "asksFor"] as const),
] as const;
type Field = (typeof FIELDS)[number];

/** What no adapter knows; where it leads to an action, every other word does too. */
const ANY_WORD = '"a, b "';

/** How a mail comes in, which no table has. */
const MAIL: RecordedBase = {
  ...{ name: "mail", options: {}, hasAlert: false, headers: {}, data: {}, isBody: false },
  ...{ outcome: { action: "create" }, changes: [] },
};

/** Types whose payloads no table can tell of. */
const INSTEAD: Readonly<Record<string, string>> = {
  "custom-webhook": "what the integration's own definition says",
};

/** The text of `docs/adapters.md`. */
export async function adaptersDoc({ types }: CatalogTable): Promise<string> {
  const tables = new Map(recordedTables());
  const incoming = Object.entries(types).filter(([, type]) => type.incoming);
  const rows = await Promise.all(
    incoming.map(async ([type]) => {
      const adapter = ADAPTERS[type];
      if (adapter === undefined) throw new Error(`there is no adapter of ${type}`);
      const title = `[\`${type}\`](integration-types.md#${type})`;
      const instead = INSTEAD[type];
      return instead !== undefined
        ? [title, instead, "", "", "", "", "", "", "", "", ""]
        : [title, ...(await cellsOf(adapter, tables.get(type)?.bases ?? [MAIL]))];
    }),
  );
  const header = [
    ...["Type", "Action is decided by", "Creates", "Acknowledges", "Resolves", "Third party's id"],
    ...["Title", "Description", "Urgency", "Additional data", "Also"],
  ];
  return `<!-- Generated from the emulator's adapters and the recorded tables: npm run generate -->

# What adapters read

This is what the emulator reads of the payloads of each type, as PagerTree's own adapter does. A path such as
\`commonLabels.severity\` leads into the payload. The table has all paths that are read for the sample requests of a type.
[Recorded tables](../test/emulator/adapters/recorded) hold what PagerTree's own code makes of variants of these requests,
and a test compares each of them with the emulator.

- **Creates**, **Acknowledges**, **Resolves**: the words that do so, as the recorded requests have them; "yes" where several
  keys decide together. For some of them an option must be on.
- **Third party's id**: what makes two requests be about the same alert; "new each time" where the request does not matter.
- **Urgency**: the integration's own counts where the table has none, and where no word fits.

${[header, header.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n")}
`;
}

async function cellsOf(adapter: Adapter, bases: readonly RecordedBase[]): Promise<string[]> {
  const read = await pathsOf(adapter, bases);
  const paths = (field: Field) => read[field].join(", ");
  const actions = new Set(
    bases.flatMap(({ outcome, changes }) => [
      outcome["action"],
      ...changes.flatMap(([, rows]) => rows.map(([, differences]) => differences["action"])),
    ]),
  );
  const doing = (...wanted: string[]) => {
    if (!wanted.some((action) => actions.has(action))) return "";
    const words = isChoice(adapter.action)
      ? Object.entries(adapter.action.of).flatMap(([word, action]) => (wanted.includes(action) ? [word] : []))
      : recordedWords(bases, read.action, wanted);
    if (words.length > 0) return words.map((word) => `\`${word}\``).join(", ");
    if (read.action.every((path) => path.startsWith("option"))) return "each request";
    return read.action.length === 1 ? "any other word" : "yes";
  };
  const urgencies = isChoice(adapter.urgency)
    ? `: ${Object.keys(adapter.urgency.of)
        .map((word) => `\`${word}\``)
        .join(", ")}`
    : "";
  const named = (name: string, field: Field) => (read[field].length > 0 ? [`${name}: ${paths(field)}`] : []);
  const { secret, takesGet, isCall } = adapter;
  return [
    paths("action"),
    doing("create", "recreate"),
    doing("acknowledge"),
    doing("resolve"),
    paths("thirdPartyId") || "new each time",
    paths("title"),
    paths("description"),
    adapter.urgency === undefined ? "" : `${paths("urgency")}${urgencies}`,
    paths("additionalData"),
    [
      ...named("deduplication keys", "dedupKeys"),
      ...named("tags", "tags"),
      ...named("meta", "meta"),
      ...named("incident", "incident"),
      ...(secret ? [`secret in option \`${secret.option}\``] : []),
      ...(takesGet ? ["takes GET"] : []),
      ...(isCall ? ["a call, answered with TwiML; further requests choose the team"] : []),
      ...named("asks for", "asksFor"),
    ].join("; "),
  ];
}

/** The words that lead to an action in the recorded tables, where one key alone decides. */
function recordedWords(
  bases: readonly RecordedBase[],
  deciding: readonly string[],
  wanted: readonly string[],
): string[] {
  if (deciding.length !== 1) return [];
  const values = bases.flatMap(({ outcome, changes }) =>
    changes
      .filter(([path]) => keyText(path) === deciding[0])
      // A request whose action comes from elsewhere tells nothing of the key.
      .filter(([, rows]) => rows.some(([, differences]) => differences["action"] !== undefined))
      .flatMap(([, rows]) =>
        rows.flatMap(([texts, differences]) =>
          wanted.includes(differences["action"] ?? outcome["action"] ?? "") ? texts : [],
        ),
      ),
  );
  if (values.includes(ANY_WORD)) return [];
  const words = values
    .filter((json) => /^(?:"|\d+$)/.test(json))
    .map((json) => String(JSON.parse(json)).trim());
  return [...new Set(words)];
}

/** What each field looks at, in all the requests together. */
async function pathsOf(
  adapter: Adapter,
  bases: readonly RecordedBase[],
): Promise<Record<Field, readonly string[]>> {
  const read: Record<Field, Set<string>> = {
    ...{ action: new Set(), thirdPartyId: new Set(), title: new Set(), description: new Set() },
    ...{ urgency: new Set(), dedupKeys: new Set(), tags: new Set(), meta: new Set() },
    ...{ incident: new Set(), additionalData: new Set(), asksFor: new Set() },
  };
  for (const base of bases) {
    let noted = new Set<string>();
    const incoming = await incomingOf(adapter, base, (path) => noted.add(path));
    for (const field of FIELDS) {
      noted = read[field];
      const isPart = field !== "action" && field !== "thirdPartyId" && field !== "asksFor";
      const isAlert = base.outcome["action"] === "create" || base.outcome["action"] === "recreate";
      if (isPart && !isAlert) continue;
      const given = adapter[field];
      const run = isChoice(given) ? given.by : given;
      try {
        run?.(incoming);
      } catch (error) {
        if (!(error instanceof RubyError)) throw error;
      }
    }
  }
  const whole = (all: ReadonlySet<string>) =>
    // What is only on the way to a key is not named.
    [...all].filter((path) => ![...all].some((longer) => longer.startsWith(`${path.slice(0, -1)}.`)));
  return mapValues(read, whole);
}

/** A request that notes all that is looked at: paths, headers, options, and the parts of a mail. */
async function incomingOf(adapter: Adapter, base: Base, note: (path: string) => void): Promise<Incoming> {
  const json = unchanged(base);
  const sent = base.isBody ? null : parseJson(json);
  const integration = { options: base.options, prefix_id: "int_1" } as unknown as Integration;
  const create = (params: RubyHash, isNoted: boolean) => {
    const noteIf = (path: string) => {
      if (isNoted) note(path);
    };
    const incoming = createIncoming(
      {
        params: new NotingHash(params, () => noteIf("every key")),
        headers: noting(base.headers, (name) => noteIf(`header \`${name}\``)),
        body: json,
        ...(base === MAIL && {
          mail: noting(mailSchema.parse({ to: "int_1@alerts.pagertree.com" }), (name) =>
            noteIf(`the mail's \`${name}\``),
          ),
        }),
      },
      {
        ...{ integration, switches: DEFAULT_SWITCHES, hasAlert: () => base.hasAlert },
        onDig: (path) => {
          // What is looked for in place of a mail is what a definition gives.
          if (base !== MAIL) noteIf(keyText(path));
        },
      },
    );
    return {
      ...incoming,
      option: (key: string) => {
        noteIf(`option \`${key}\``);
        return incoming.option(key);
      },
      hasAlert: () => {
        noteIf("whether there is an alert of the id");
        return incoming.hasAlert();
      },
    };
  };
  const received = isHash(sent) ? sent : new Map();
  const tools = { log: () => {}, search: async () => undefined, define: async () => new Map() };
  return create((await adapter.prepare?.(create(received, false), tools)) ?? received, true);
}

/** A hash that notes when all of it is walked through. */
class NotingHash extends Map<string, RubyValue> {
  readonly #note: () => void;

  constructor(hash: RubyHash, note: () => void) {
    super();
    for (const [key, value] of hash) this.set(key, value);
    this.#note = note;
  }

  override [Symbol.iterator]() {
    this.#note();
    return super[Symbol.iterator]();
  }
}

function noting<T extends object>(value: T, note: (name: string) => void): T {
  return new Proxy(value, {
    get: (target, name) => {
      if (typeof name === "string") note(name);
      return Reflect.get(target, name);
    },
  });
}

/** Such as `` `alerts[0].labels.severity` ``. */
function keyText(path: readonly (string | number)[]): string {
  const text = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`)).join("");
  return `\`${text.replace(/^\./, "")}\``;
}

function isChoice(value: unknown): value is Choice<string> {
  return typeof value === "object" && value !== null && "of" in value;
}
