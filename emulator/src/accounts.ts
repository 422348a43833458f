// API keys: which account and role each one stands for. What a role may do is server.ts's.
import { fixedPrefixId, fixedUlid } from "./ids.ts";

/** Regular members may read everything; admins may also write. */
export type Role = "admin" | "member";

/** A key that the emulator takes. */
export interface ApiKeyOptions {
  /** The bearer token: any text. */
  readonly key: string;
  /** @default "admin" */
  readonly role?: Role;
  /** Whose key it is: the e-mail address of an account user. @default the account's first admin */
  readonly user?: string;
  /** A label; keys with the same label share an account. @default "demo" */
  readonly account?: string;
}

/** The label of the account that the seed fills. */
export const DEMO_ACCOUNT = "demo";

/** The key that is taken if none is configured: on loopback it guards nothing, and docs can name it. */
export const DEFAULT_API_KEY = "emulator-api-key";

/** Who sends a request. */
export interface Caller {
  readonly key: string;
  readonly role: Role;
  readonly accountId: string;
  /** The e-mail address of the user whose key it is, where one is configured. */
  readonly email: string | undefined;
}

/** The id of the account with this label. */
export function accountIdOf(label: string): string {
  return fixedUlid(`account/${label}`);
}

/** The account's id as webhooks show it, such as `acc_H1fhyx6zK22Ouv`. */
export function accountPrefixId(accountId: string): string {
  return fixedPrefixId("acc", accountId);
}

/** The configured keys, and those among them that have expired. */
export class ApiKeys {
  readonly #callers: ReadonlyMap<string, Caller>;
  readonly #expired = new Set<string>();

  constructor(keys: readonly ApiKeyOptions[]) {
    this.#callers = new Map(
      keys.map(({ key, role = "admin", account = DEMO_ACCOUNT, user }) => [
        key,
        { key, role, accountId: accountIdOf(account), email: user },
      ]),
    );
  }

  /** The caller of an `Authorization` header, or undefined if its key is missing, unknown or expired. */
  authenticate(authorization: string | undefined): Caller | undefined {
    const caller = this.identify(authorization);
    return caller === undefined || this.#expired.has(caller.key) ? undefined : caller;
  }

  /** Like `authenticate`, but an expired key will do. */
  identify(authorization: string | undefined): Caller | undefined {
    return this.#callers.get(/^Bearer +(.+)$/.exec(authorization ?? "")?.[1] ?? "");
  }

  /** From now on the key answers 401. */
  expire(key: string): void {
    this.#expired.add(key);
  }

  /** Takes all configured keys again. */
  reset(): void {
    this.#expired.clear();
  }
}
