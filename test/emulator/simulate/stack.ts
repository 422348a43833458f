// A stack for the tests of simulations: two teams with rotations, a router with rules, what sends to it and what goes out.
import type { Simulation } from "../../../emulator/src/simulate/result.ts";
import {
  type Door,
  encrypted,
  fileWith,
  type PulumiResource,
  pulumiState,
} from "../../helpers/pulumi-state.ts";

export const people = { ada: "01J08R6H54J321N7AMS7QQ52D1", grace: "01J0JVAXNDXKHSG89WVJH4596W" };

/** A Monday in January, at noon of the first shift. */
export const NOON = "2026-01-05T12:00:00Z";

function team(name: string, number: number): PulumiResource {
  return {
    type: "Team",
    name: name.toLowerCase(),
    id: `01M8H6DATWRNJPS5WW6013JX0${number}`,
    inputs: {
      name,
      memberAccountUserIds: Object.values(people),
      adminAccountUserIds: [people.ada],
      dropNotifications: "none",
      dropNotificationAccountUserIds: [],
      handoffNotifications: "none",
      handoffNotificationAccountUserIds: [],
    },
    computed: {
      accountId: "01J00KTKR09VTGXKYXDY95JMMT",
      prefixId: `tem_${name}`,
      scheduleId: `01M8H6DATV556DSQ9R88Q5K4A${number}`,
      escalationPolicyId: `01M8H6DATV556DSQ9R88Q5K4B${number}`,
    },
  };
}

export const database = team("Database", 1);
export const network = team("Network", 2);

/** Who is on call in turns of a week from Monday on, with `first` in the first week of January. */
export function rotation(of: PulumiResource, first: string, changes: object = {}): PulumiResource {
  const others = Object.values(people).filter((person) => person !== first);
  return {
    type: "Rotation",
    name: `${of.name}-primary`,
    id: `01M8H6DBDZJY634HM99FGXN${of.id?.slice(-3)}`,
    inputs: {
      ...{ teamId: of.id, layer: 1, timeZone: "UTC", firstHandOff: "2026-01-05T09:00", turn: "shift" },
      ...{ frequency: 1, frequencyUnit: "weekly", accountUserIds: [first, ...others], ...changes },
    },
    computed: { scheduleId: of.computed?.["scheduleId"] },
  };
}

/** A rule that assigns to a team. */
export function rule(match: object, to: PulumiResource | string): object {
  const receiver = typeof to === "string" ? to : to.computed?.["prefixId"];
  return { match, actions: [{ type: "assign", receiver }] };
}

export function router(rules: readonly object[] | string, changes: object = {}): PulumiResource {
  return {
    type: "Router",
    name: "by-job",
    id: "01M8H6DBC6Y15KN2CN7YQTYD4S",
    inputs: {
      ...{ name: "By job", enabled: true, teamId: network.id },
      rules: typeof rules === "string" ? rules : JSON.stringify({ rules }),
      ...changes,
    },
    computed: { prefixId: "rtr_sQ1xBzIOGDKymm" },
  };
}

export function integration(type: string, changes: object = {}, name = type): PulumiResource {
  return {
    type: "Integration",
    name,
    id: `01M8H6DBP2FWRTZDWWFD${Buffer.from(name).toString("hex").toUpperCase().slice(0, 6).padEnd(6, "0")}`,
    inputs: {
      ...{ name, type, enabled: true, urgency: "high", options: {} },
      ...{ teamIds: [], routerIds: ["01M8H6DBC6Y15KN2CN7YQTYD4S"], accountUserIds: [] },
      ...changes,
    },
    computed: { prefixId: `int_${name}`, integrationType: undefined },
  };
}

export const chat = integration(
  "outgoing-webhook",
  {
    teamIds: [database.id],
    routerIds: [],
    options: { alertOpen: true, alertCreated: false, webhookUrl: encrypted },
  },
  "chat",
);

/** The rule that sends what Prometheus' sample is about. */
export const jobRule = rule({ "log.data.commonLabels.job": "node" }, database);

/** All of it. */
export const stack: readonly PulumiResource[] = [
  ...[database, network, rotation(database, people.grace), rotation(network, people.ada)],
  ...[router([rule({ "alert.urgency": "low" }, network), jobRule]), integration("prometheus"), chat],
];

/** A file with the state of a stack. */
export function stateFile(resources: readonly PulumiResource[] = stack, door?: Door): Promise<string> {
  return fileWith(pulumiState(resources, door));
}

/** Who is paged and when, in short. */
export function pagedOf({ paged }: Simulation): unknown[] {
  return paged.map(({ user, team: by, layer, after }) => [
    user?.name ?? null,
    by?.name ?? null,
    layer,
    after,
  ]);
}
