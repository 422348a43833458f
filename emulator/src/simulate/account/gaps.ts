// What of an account is not known, at the place where it matters.

/** A part of the account that is not known, or not emulated. */
export interface Gap {
  /** Whose: the id of the record. */
  readonly id: string;
  readonly text: string;
}

/** What was found out while an account was loaded. */
export class Gaps {
  readonly #texts = new Map<string, string[]>();
  /** Routers whose rules are not known. */
  readonly unknownRouters = new Set<string>();
  /** Teams of which it is not known who is on call. */
  readonly unknownSchedules = new Set<string>();
  /** Teams whose escalation policy is not known. */
  readonly unknownPolicies = new Set<string>();
  /** Account users who stand for whoever is on call. */
  readonly standIns = new Set<string>();
  /** Account users of whom it is not known how they are notified. */
  readonly unknownNotifications = new Set<string>();
  /** What the options of integrations are not known, by the integration's id. */
  readonly hiddenOptions = new Map<string, readonly string[]>();
  /** The resources' names in the program, by the ids of their objects. */
  readonly names = new Map<string, string>();

  add(id: string, text: string): void {
    const texts = this.#texts.get(id) ?? [];
    if (!texts.includes(text)) this.#texts.set(id, [...texts, text]);
  }

  of(id: string): readonly string[] {
    return this.#texts.get(id) ?? [];
  }
}
