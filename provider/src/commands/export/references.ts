/** What stands for an id in the program: a resource of it, a lookup, or the id itself. */
import { camelCase } from "es-toolkit/string";
import { nounOf } from "../../api/kinds.ts";
import { isBlank } from "../../common/is-blank.ts";
import type { AccountLists } from "./account.ts";
import type { Declaration } from "./declaration.ts";
import type { ObjectId, ReferredKind } from "./declared.ts";
import { type Identifiers, slugOf } from "./names.ts";
import { type Expression, printCall, quoted } from "./print.ts";

/** A constant that stands for an object. */
export interface Constant {
  readonly name: string;
  /** The part of the program in which it is declared: a file of its own, where there are several. */
  readonly section: string;
}

/** An object that can be referred to, as the account lists it. */
type Referred = AccountLists[ReferredKind][number];

const nouns = {
  teams: "team",
  routers: "router",
  accountUsers: "user",
  integrations: "integration",
} as const;
const functions = {
  teams: "getTeamOutput",
  routers: "getRouterOutput",
  accountUsers: "getAccountUserOutput",
  integrations: "getIntegrationOutput",
} as const;

/** All that a program refers to. Lookups are made as they are asked for, each once. */
export class References {
  readonly #lists: AccountLists;
  readonly #identifiers: Identifiers;
  /** Resources that have been declared so far, and lookups, by the ids of their objects. */
  readonly #constants = new Map<string, Constant>();
  readonly #lookups: ((start: string) => string)[] = [];
  /** Names of resources that are yet to be declared. */
  readonly #reserved = new Map<string, Constant>();

  constructor(lists: AccountLists, identifiers: Identifiers) {
    this.#lists = lists;
    this.#identifiers = identifiers;
  }

  /**
   * The lookups, as statements.
   *
   * @param start - What stands before the name of each, such as `const `.
   */
  lookups(start: string): string[] {
    return this.#lookups.map((print) => print(start));
  }

  /** Gives a resource its constant, for when it is declared. */
  reserve({ object, name }: Declaration, kind: Exclude<ReferredKind, "accountUsers">, section: string): void {
    const noun = nouns[kind];
    this.#reserved.set(object.id, { name: this.#identifiers.of(slugOf(name), noun), section });
  }

  /** From now on the program can refer to the resource. */
  declare({ object }: Declaration): Constant | undefined {
    const constant = this.#reserved.get(object.id);
    if (constant !== undefined) {
      this.#constants.set(object.id, constant);
    }
    return constant;
  }

  /**
   * What stands for an id.
   *
   * @param isUsed - Told of the constant that it refers to.
   */
  expressionOf({ kind, form, value }: ObjectId, use: (constant: Constant) => void): Expression {
    const rows: readonly Referred[] = this.#lists[kind];
    const object = rows.find(({ id, prefix_id }) => value === (form === "id" ? id : prefix_id));
    if (object === undefined) {
      return { code: quoted(value), note: `${nounOf(kind)} that is not in the account` };
    }
    if (this.#reserved.has(object.id) && !this.#constants.has(object.id)) {
      const { name } = this.#reserved.get(object.id) ?? {};
      return { code: quoted(value), note: `${name}, which is declared below since they lead to each other` };
    }
    const constant = this.#constants.get(object.id) ?? this.#lookUp(kind, object);
    use(constant);
    return { code: `${constant.name}.${form}` };
  }

  #lookUp(kind: ReferredKind, object: Referred): Constant {
    const { label, argument } = waysTo(kind, object, this.#lists);
    const name = this.#identifiers.of(slugOf(label), nouns[kind]);
    const constant = { name, section: "lookups" } as const;
    this.#constants.set(object.id, constant);
    this.#lookups.push((start) => printCall(`${start}${name} = pagertree.${functions[kind]}`, argument));
    return constant;
  }
}

/** How an object is looked up: by what people know it by, if it is the only one, and else by its id. */
function waysTo(
  kind: ReferredKind,
  object: Referred,
  lists: AccountLists,
): { label: string; argument: Record<string, string> } {
  const byId = { id: object.prefix_id };
  if (kind !== "accountUsers") {
    const name = "name" in object ? String(object.name) : "";
    const isOnly = lists[kind].filter((other) => other.name === name).length === 1;
    return { label: name, argument: isOnly && !isBlank(name) ? { name } : byId };
  }
  const user = lists.accountUsers.find(({ id }) => id === object.id)?.user;
  const emails = user?.emails ?? [];
  const email = (emails.find(({ primary }) => primary === true) ?? emails[0])?.email ?? "";
  const isHis = (other: string | null | undefined) => other?.toLowerCase() === email.toLowerCase();
  const holders = lists.accountUsers.filter((each) => each.user.emails.some((other) => isHis(other.email)));
  const label = user?.name || camelCase(email.split("@")[0] ?? "");
  return { label, argument: holders.length === 1 && !isBlank(email) ? { email } : byId };
}
