/** Who is on call week by week: what a calendar of teams shows, in days and parts of days on the clocks of each team. */
import { sortBy, uniq, uniqBy } from "es-toolkit";
import type { AccountUserWire, TeamWire } from "../../api/wire.ts";
import { nameOf } from "../../destinations/titles.ts";
import { coverageBy, eventsOf, layersOfTeam, type OnCallLists } from "../../on-call/coverage.ts";
import type { OnCallEvent } from "../../on-call/event.ts";
import { dayOfWeek, occurrencesOf } from "../../on-call/occurrences.ts";
import { onCallSpans, type Span } from "../../on-call/spans.ts";
import { day, type ZoneClock, zoneClock } from "../../on-call/zone-clock.ts";

/** A part of a week, in days since its Monday. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** A shift, or the part of it that a week has. */
export interface Bar extends Part {
  /** The ULIDs of the people, sorted. */
  readonly accountUserIds: readonly string[];
}

/** A layer in a week. */
export interface LayerOfWeek {
  readonly layer: number;
  readonly bars: readonly Bar[];
  /** Where somebody is on call instead of somebody else. */
  readonly overrides: readonly Part[];
}

/** A week of a team. */
export interface Week {
  /** The wall clock at the beginning of its Monday. */
  readonly monday: number;
  readonly layers: readonly LayerOfWeek[];
  /** Where nobody is on call. */
  readonly gaps: readonly Part[];
}

/** A team, week by week. */
export interface TeamCalendar {
  readonly name: string;
  readonly prefixId: string;
  readonly timeZone: string;
  readonly weeks: readonly Week[];
}

/** Teams, and the people who are on call in any of them. */
export interface Calendar {
  readonly teams: readonly TeamCalendar[];
  /** In the order of their names. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

/** The calendar of teams, from the Monday before a span to the end of its last week; gaps are those from its beginning on. */
export function calendarOf(
  teams: readonly TeamWire[],
  lists: OnCallLists & { readonly accountUsers: readonly AccountUserWire[] },
  span: Span,
): Calendar {
  const calendars = sortBy(
    uniqBy(teams, ({ id }) => id).map((team) => teamCalendar(team, lists, span)),
    ["name"],
  );
  const ids = uniq(
    calendars.flatMap(({ weeks }) =>
      weeks.flatMap(({ layers }) => layers.flatMap(({ bars }) => bars.flatMap((bar) => bar.accountUserIds))),
    ),
  );
  const names = new Map(lists.accountUsers.map((user) => [user.id, nameOf(user)]));
  return {
    teams: calendars,
    people: sortBy(
      ids.map((id) => ({ id, name: names.get(id) ?? id })),
      ["name"],
    ),
  };
}

function teamCalendar(team: TeamWire, lists: OnCallLists, span: Span): TeamCalendar {
  const events = eventsOf(team, lists);
  const ofPolicy = layersOfTeam(team, lists);
  const { timeZone } = coverageBy(events, ofPolicy, span);
  const clock = zoneClock(timeZone);
  const shown = uniq(events.map(({ layer }) => layer)).filter((layer) => ofPolicy?.includes(layer) ?? true);
  const layers = shown.sort((one, other) => one - other);
  const mondays = mondaysOf(span, clock);
  const end = clock.instantAt((mondays.at(-1) ?? 0) + 7 * day);
  const { gaps } = coverageBy(events, ofPolicy, { from: span.from, to: end });
  return {
    name: nameOf(team),
    prefixId: team.prefix_id,
    timeZone,
    weeks: mondays.map((monday) => weekOf(monday, events, layers, gaps, clock)),
  };
}

function weekOf(
  monday: number,
  events: readonly OnCallEvent[],
  layers: readonly number[],
  gaps: readonly Span[],
  clock: ZoneClock,
): Week {
  const week = { from: clock.instantAt(monday), to: clock.instantAt(monday + 7 * day) };
  const part = ({ from, to }: Span): Part[] => {
    const [first, last] = [Math.max(from, week.from), Math.min(to, week.to)];
    const daysTo = (instant: number) => (instant === week.to ? 7 : (clock.wallAt(instant) - monday) / day);
    return first < last ? [{ from: daysTo(first), to: daysTo(last) }] : [];
  };
  return {
    monday,
    gaps: gaps.flatMap(part),
    layers: layers.map((layer) => ({
      layer,
      bars: onCallSpans(events, [layer], week)
        .filter(({ accountUserIds }) => accountUserIds.length > 0)
        .flatMap((span) => part(span).map((each) => ({ ...each, accountUserIds: span.accountUserIds }))),
      overrides: events
        .filter((event) => event.layer === layer && event.parentId !== undefined)
        .flatMap((event) => occurrencesOf(event, week.from, week.to))
        .flatMap(({ startsAt, endsAt }) => part({ from: startsAt, to: endsAt })),
    })),
  };
}

function mondaysOf({ from, to }: Span, clock: ZoneClock): number[] {
  const today = Math.floor(clock.wallAt(from) / day) * day;
  const first = today - ((dayOfWeek(today) + 6) % 7) * day;
  const weeks = Math.ceil((clock.wallAt(to) - first) / (7 * day));
  return Array.from({ length: Math.max(1, weeks) }, (_, index) => first + index * 7 * day);
}
