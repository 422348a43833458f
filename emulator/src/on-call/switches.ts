// The switches of schedules, events and escalation policies: other plausible answers to what PagerTree's docs leave open.
import { z } from "zod";

/** Each by its name in `Switches`. */
export const onCallSwitches = {
  /** The units of a layer's wait: `minutes` and so on, or `m` and so on as in PagerTree's third version. @default "words" */
  timeoutUnits: z.enum(["words", "letters"]),
  /** What a new policy without layers gets: the three of a new team's, none, or 422. @default "default-layers" */
  policyWithoutLayers: z.enum(["default-layers", "none", "refused"]),
  /** Layers are numbered anew from 1 at each write, in place of 422 for a number that is there twice. @default false */
  layersRenumbered: z.boolean(),
  /** Any `repeat` and `timeout` is stored, in place of 422 beyond 0 to 3 and below 1. @default false */
  policyBoundsUnchecked: z.boolean(),
  /** A policy may not reassign to a team that uses it. @default false */
  ownTeamReassignmentRefused: z.boolean(),
  /** A schedule or policy that a team uses can be deleted and the team keeps its id; or 422; or the team gets a new one. @default "dangling" */
  deletionOfUsed: z.enum(["dangling", "refused", "replaced"]),
  /** A team that is deleted takes its schedule, policy and events with it. @default false */
  teamDeletionTakesSchedule: z.boolean(),
  /** `window_events` answers with a list's `data`, in place of a bare array. @default false */
  windowEventsPaged: z.boolean(),
  /** Who is on call is told without the event's ids and zone and the attendees' places. @default false */
  occurrencesAreBrief: z.boolean(),
  /** `window_events` cuts occurrences to the window. @default false */
  windowCutsOccurrences: z.boolean(),
  /** A window without two edges, or a reversed one: 422, the day from now on, or nothing. @default "refused" */
  openWindow: z.enum(["refused", "next-day", "empty"]),
  /** `flush` answers 204 without a body, in place of 200 with `{}`. @default false */
  flushAnswers204: z.boolean(),
  /** `flush` only unlinks events that are in other schedules too. @default false */
  flushKeepsShared: z.boolean(),
  /** `/schedule/:id/…` answers like `/schedules/:id/…`, in place of 404. @default false */
  singularPaths: z.boolean(),
  /** Whether events show `start_time` and `end_time`, `start_datetime` and `end_datetime`, or both. @default "time" */
  eventTimeNames: z.enum(["time", "both", "datetime"]),
  /** A time without an offset is wall clock in the event's zone, or UTC; or every offset is ignored. @default "wall-clock" */
  timeReading: z.enum(["wall-clock", "utc", "offset-ignored"]),
  /** Times of events are sent in UTC, in place of the event's zone. @default false */
  eventTimesInUtc: z.boolean(),
  /** A series ends at the instant of `repeat_end_datetime`, in place of with that day. @default false */
  repeatEndIsInstant: z.boolean(),
  /** `days_of_week` works in weekly series too. @default false */
  weeklyDaysApply: z.boolean(),
  /** A series begins with its `start_time` even where `days_of_week` leaves that day out. @default false */
  firstDayAlwaysCounts: z.boolean(),
  /** What breaks the engine that computes occurrences answers 500, in place of 422. @default false */
  engineErrorsAnswer500: z.boolean(),
  /** `rotation` without `repeat` gives 422. @default false */
  rotationNeedsRepeat: z.boolean(),
  /** PUT puts attendees into the order sent. @default false */
  putReordersAttendees: z.boolean(),
  /** POST does not keep the order of attendees. @default false */
  postShufflesAttendees: z.boolean(),
  /** Exceptions and overrides move the later turns of a rotation. @default false */
  turnsSkipExceptions: z.boolean(),
  /** PUT of times or frequency forgets exceptions. @default false */
  putClearsExceptions: z.boolean(),
  /** What the actions of events answer: 201 with the override and 200 with the series; the series; 204. @default "result" */
  eventActionsAnswer: z.enum(["result", "series", "nothing"]),
  /** Deleting an override brings back what it took the place of. @default false */
  overrideDeletionRestores: z.boolean(),
  /** An override beyond its occurrence or on another layer gives 422. @default false */
  overridesKeptWithin: z.boolean(),
  /** Deleting a series deletes its overrides and what they left of its occurrences. @default false */
  seriesDeletionTakesOverrides: z.boolean(),
  /** An `action_time` at which nothing begins gives 422, in place of changing nothing. @default false */
  actionTimeMustBegin: z.boolean(),
  /** Events without `repeat` take `add_exception` and `terminate_on`, in place of 422. @default false */
  plainEventsTakeActions: z.boolean(),
  /** `terminate_on` at the first occurrence leaves an event without any, in place of deleting it. @default false */
  emptiedSeriesStays: z.boolean(),
  /** Attendees must be members of a team with the schedule. @default false */
  attendeesMustBeMembers: z.boolean(),
  /** An event without a schedule gives 422. @default false */
  eventsNeedSchedule: z.boolean(),
  /** A zone by its IANA name is kept as sent, refused with 422, or read back by its Rails name. @default "kept" */
  ianaZones: z.enum(["kept", "refused", "renamed"]),
  /** A layer beyond those of the team's policy gives 422. @default false */
  layerMustBeInPolicy: z.boolean(),
  /** An occurrence longer than its period gives 422. @default false */
  longOccurrencesRefused: z.boolean(),
  /** In the last hour of a shift that a clock change makes longer, `current_oncall` finds nobody. @default false */
  longShiftsEndEarly: z.boolean(),
  /** A first occurrence over a clock change does not change how long the others are. @default false */
  endsKeepWallClock: z.boolean(),
  /** The end of an event without `repeat` moves with a clock change too. @default false */
  plainEndsMove: z.boolean(),
  /** A start in an hour that clocks repeat takes place once. @default false */
  repeatedHourCountsOnce: z.boolean(),
  /** Months without the day, and years without February 29, are left out, in place of their last day. @default false */
  monthEndsLeftOut: z.boolean(),
  /** `user_attributes` without the user's `id` make another user, in place of changing the present one. @default false */
  nestedUserNeedsId: z.boolean(),
  /** POST of somebody who is in PagerTree already answers with an invitation and makes no account user, in place of one that works at once. @default false */
  knownPeopleAreInvited: z.boolean(),
  /** New people are called, too, where the request does not say so, in place of only push, mail and text message. @default false */
  voiceByDefault: z.boolean(),
  /** A changed phone number or e-mail address need not be verified again: nothing is sent to it. @default false */
  changesSendNothing: z.boolean(),
  /** Roles that a write leaves out stay, in place of going. @default false */
  rolesMerged: z.boolean(),
  /** An account user who has shifts cannot be deleted. @default false */
  peopleWithShiftsKept: z.boolean(),
  /** An account user's `user` shows `last_sign_in_at` too, as `/users` does. @default false */
  accountUsersShowSignIn: z.boolean(),
  /** An account user's teams can be written so that a team has no member, in place of 422. @default false */
  teamsMayBeEmptied: z.boolean(),
  /** How long before people are reminded of going on and off call, which each sets in PagerTree; null for nobody. Milliseconds. @default 3600000 */
  reminderLeadMs: z.int().nonnegative().nullable(),
  /** A layer without people waits its time, in place of being skipped at once. @default false */
  emptyLayersWait: z.boolean(),
  /** With nobody on call on any layer an alert is dropped at once, even where the policy reassigns. @default false */
  emptyPolicyDropsAtOnce: z.boolean(),
  /** A layer asks who was on call when the alert was made, in place of when the layer begins. @default false */
  layerPeopleFrozen: z.boolean(),
  /** Notification rules take any text as `rules`, in place of 422 for what is no YAML with `rules`. @default false */
  notificationRulesUnchecked: z.boolean(),
  /** A notification rule without rules gives 422. @default false */
  blankRulesRefused: z.boolean(),
  /** A notification rule that somebody has cannot be deleted. @default false */
  usedRuleDeletionRefused: z.boolean(),
  /** A maintenance window that ends before it begins is stored, in place of 422. @default false */
  reversedWindowsStored: z.boolean(),
  /** A maintenance window that is over gives 422. @default false */
  pastWindowsRefused: z.boolean(),
  /** A log's `details.message` is always text, in place of what came in. @default false */
  logMessagesAreText: z.boolean(),
  /** Two schedules, policies, rules or windows of one name give 422. @default false */
  onCallNamesUnique: z.boolean(),
  /** An unknown `parent_id` or `notification_rule_id`. @default 422 */
  unknownReference: z.literal([422, 404, 500]),
} as const;

export const DEFAULT_ON_CALL_SWITCHES = {
  timeoutUnits: "words",
  policyWithoutLayers: "default-layers",
  layersRenumbered: false,
  policyBoundsUnchecked: false,
  ownTeamReassignmentRefused: false,
  deletionOfUsed: "dangling",
  teamDeletionTakesSchedule: false,
  windowEventsPaged: false,
  occurrencesAreBrief: false,
  windowCutsOccurrences: false,
  openWindow: "refused",
  flushAnswers204: false,
  flushKeepsShared: false,
  singularPaths: false,
  eventTimeNames: "time",
  timeReading: "wall-clock",
  eventTimesInUtc: false,
  repeatEndIsInstant: false,
  weeklyDaysApply: false,
  firstDayAlwaysCounts: false,
  engineErrorsAnswer500: false,
  rotationNeedsRepeat: false,
  putReordersAttendees: false,
  postShufflesAttendees: false,
  turnsSkipExceptions: false,
  putClearsExceptions: false,
  eventActionsAnswer: "result",
  overrideDeletionRestores: false,
  overridesKeptWithin: false,
  seriesDeletionTakesOverrides: false,
  actionTimeMustBegin: false,
  plainEventsTakeActions: false,
  emptiedSeriesStays: false,
  attendeesMustBeMembers: false,
  eventsNeedSchedule: false,
  ianaZones: "kept",
  layerMustBeInPolicy: false,
  longOccurrencesRefused: false,
  longShiftsEndEarly: false,
  endsKeepWallClock: false,
  plainEndsMove: false,
  repeatedHourCountsOnce: false,
  monthEndsLeftOut: false,
  nestedUserNeedsId: false,
  knownPeopleAreInvited: false,
  voiceByDefault: false,
  changesSendNothing: false,
  rolesMerged: false,
  peopleWithShiftsKept: false,
  accountUsersShowSignIn: false,
  teamsMayBeEmptied: false,
  reminderLeadMs: 60 * 60 * 1000,
  emptyLayersWait: false,
  emptyPolicyDropsAtOnce: false,
  layerPeopleFrozen: false,
  notificationRulesUnchecked: false,
  blankRulesRefused: false,
  usedRuleDeletionRefused: false,
  reversedWindowsStored: false,
  pastWindowsRefused: false,
  logMessagesAreText: false,
  onCallNamesUnique: false,
  unknownReference: 422,
} as const;
