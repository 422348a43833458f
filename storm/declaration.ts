// A resource of the storm's programs: what is declared, and how it points at others of the same program.

/** Inputs, outputs or arguments of a resource, as JSON. */
export type Properties = Readonly<Record<string, unknown>>;

/** The classes of resources. */
export type ResourceClass = "Integration" | "Team" | "Router";

/** What a program declares of a resource. */
export interface Declaration {
  readonly class: ResourceClass;
  readonly arguments: Properties;
  /** Names of the teams and routers of the program that get the alerts, besides those in the arguments. */
  readonly receivers: readonly string[];
}

/** A program: its resources by name, each behind those that it points at. */
export type Program = ReadonlyMap<string, Declaration>;

/** A team or a router that alerts go to. Its ids are texts, or outputs of a program that runs. */
export interface Receiver<Id> {
  readonly class: ResourceClass;
  readonly id: Id;
  readonly prefixId: Id;
}

/** The arguments with the receivers in them: where an integration sends to, a router's default and its rules. */
export function argumentsWith<Id>(
  declared: Declaration,
  receivers: readonly Receiver<Id>[],
): Record<string, unknown> {
  const given = declared.arguments;
  const idsOf = (wanted: ResourceClass) =>
    receivers.filter((one) => one.class === wanted).map(({ id }) => id);
  if (declared.class === "Team" || receivers.length === 0) return given;
  if (declared.class === "Integration") {
    return {
      ...given,
      teamIds: [...listOf(given["teamIds"]), ...idsOf("Team")],
      routerIds: [...listOf(given["routerIds"]), ...idsOf("Router")],
    };
  }
  const { teamId, routerId, accountUserId, ...others } = given;
  const [first, ...more] = receivers;
  const rules = more.map(({ prefixId }) => ({
    match: { "alert.urgency": "critical" },
    actions: [{ type: "assign", receiver: prefixId }],
  }));
  return {
    ...others,
    ...(first && { [first.class === "Team" ? "teamId" : "routerId"]: first.id }),
    rules: [...listOf(given["rules"]), ...rules],
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
