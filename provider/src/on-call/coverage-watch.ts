/**
 * Looks, in a preview or an update, whether the teams that alerts are sent to have somebody on call. What the program
 * declares counts as if it were there already, in whatever order the engine names it: so it is told when the engine has
 * been silent for a moment, or ends.
 */
import { once } from "es-toolkit";
import type { AccountEvents } from "../account/account-events.ts";
import type { AccountObjects } from "../account/account-objects.ts";
import type { TeamWire } from "../api/wire.ts";
import { cut, plainText } from "../common/plain-text.ts";
import { coverageBy, coverageProblem, layersOf } from "./coverage.ts";
import type { OnCallEvent } from "./event.ts";
import { readEvent } from "./read-event.ts";
import { day } from "./zone-clock.ts";

/** What it asks of the run that it is part of. */
export interface WatchedRun {
  readonly events: AccountEvents;
  readonly objects: AccountObjects;
  /** For how many days somebody is to be on call; 0 if nobody asks. */
  coverageDays(): number;
  tell(message: string): void;
}

/** A team that alerts are sent to. */
interface Destination {
  readonly team: TeamWire;
  /** What sends alerts there, as a message has it. */
  readonly from: string;
  /** What its schedule holds; undefined if it was not asked for. */
  readonly events: readonly OnCallEvent[] | undefined;
  /** The layers of its policy as PagerTree has it; undefined if that is not known. */
  readonly layers: readonly number[] | undefined;
}

/** What a program makes of the events of a team; undefined where that is not known yet. */
type Change = ((events: readonly OnCallEvent[]) => readonly OnCallEvent[]) | undefined;

/** The teams that alerts are sent to, and who is to be on call there, as far as the engine has told. */
export class CoverageWatch {
  readonly #run: WatchedRun;
  /** By the ULID of the team; undefined while it is being looked at, and once it is told. */
  readonly #destinations = new Map<string, Destination | undefined>();
  readonly #changes = new Map<string, Change[]>();
  readonly #layers = new Map<string, readonly number[]>();
  #unasked = 0;

  constructor(run: WatchedRun) {
    this.#run = run;
  }

  /** Whether there is something to tell. */
  get isPending(): boolean {
    return [...this.#destinations.values()].some((destination) => destination !== undefined);
  }

  /** Begins, once a run, to read what {@link sendsTo} will ask for, while the teams themselves are still asked for. */
  readonly readAhead = once(() => {
    if (this.#run.coverageDays() > 0) {
      this.#run.events.readAhead();
      this.#run.objects.readAhead("escalationPolicies");
    }
  });

  /**
   * Alerts are sent to a team.
   *
   * @param from - What sends them, as a message has it.
   */
  async sendsTo(team: TeamWire, from: string): Promise<void> {
    if (this.#run.coverageDays() === 0 || this.#destinations.has(team.id)) {
      return;
    }
    this.#destinations.set(team.id, undefined);
    try {
      const { escalation_policy_id: policyId } = team;
      const [events, policy] = await Promise.all([
        this.#eventsOf(team),
        policyId ? this.#run.objects.find("escalationPolicies", policyId) : undefined,
      ]);
      this.#destinations.set(team.id, { team, from, events, layers: policy && layersOf(policy) });
    } catch (error) {
      this.#destinations.delete(team.id);
      throw error;
    }
  }

  /**
   * The program puts people on call in a team.
   *
   * @param change - What becomes of the events of its schedule; undefined if that is not known yet.
   */
  plan(teamId: string, change: Change): void {
    this.#changes.set(teamId, [...(this.#changes.get(teamId) ?? []), change]);
  }

  /** The program declares the layers of a team's policy. */
  planLayers(teamId: string, layers: readonly number[]): void {
    this.#layers.set(teamId, layers);
  }

  /** Tells of the teams that have nobody on call at some time, each once a run. */
  tell(now: number): void {
    const days = this.#run.coverageDays();
    const span = { from: now, to: now + days * day };
    for (const [teamId, destination] of this.#destinations) {
      const changes = this.#changes.get(teamId) ?? [];
      if (destination?.events !== undefined && !changes.includes(undefined)) {
        this.#destinations.set(teamId, undefined);
        const events = changes.reduce((before, change) => change?.(before) ?? before, destination.events);
        const layers = this.#layers.get(teamId) ?? destination.layers;
        const words = coverageProblem(coverageBy(events, layers, span), span);
        if (words !== undefined) {
          this.#run.tell(`warning: ${titleOf(destination.team)} ${words} (${destination.from} sends to it)`);
        }
      }
    }
    if (this.#unasked > 0) {
      const teams = this.#unasked === 1 ? "1 team" : `${this.#unasked} teams`;
      this.#unasked = 0;
      this.#run.tell(
        `${teams} more were not checked for times with nobody on call, since the account has too many events for a preview; the command coverage checks them`,
      );
    }
  }

  async #eventsOf({ schedule_id: scheduleId }: TeamWire): Promise<OnCallEvent[] | undefined> {
    if (!scheduleId) {
      return [];
    }
    const rows = await this.#run.events.of(scheduleId);
    if (rows === undefined) {
      this.#unasked += 1;
    }
    return rows?.flatMap((row) => readEvent(row) ?? []);
  }
}

function titleOf({ prefix_id: prefixId, name }: TeamWire): string {
  return `team ${prefixId} "${cut(plainText(name), 80)}"`;
}
