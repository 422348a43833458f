/** Resources with a life cycle of their own: what the engine's calls upon them share with those upon all others. */
import type * as dynamic from "@pulumi/pulumi/dynamic";
import { verifyAccount } from "../account/verify-account.ts";
import { checkAllowDuplicate } from "./allow-duplicate.ts";
import { ownArguments } from "./check-arguments.ts";
import type { EngineContext } from "./context.ts";
import { inTermsOfTheProgram } from "./explain.ts";
import { warnIfNew } from "./refuse-twin.ts";
import type { Checked } from "./resource-definition.ts";

type Provider<Inputs> = Required<dynamic.ResourceProvider<Inputs, Inputs>>;

/** What is a resource's own in a life cycle. */
export interface OwnLifeCycle<Inputs extends object> extends Omit<Provider<Inputs>, "check" | "configure"> {
  /**
   * Checks the arguments, and what is to be adopted.
   *
   * @param adopt - What the program has as `adopt`.
   * @param previous - The inputs of the last `up`; empty for a new resource.
   */
  check(
    declared: Record<string, unknown>,
    adopt: unknown,
    previous: Partial<Inputs>,
  ): Promise<Checked<Inputs>>;
  /** Warns of what a create of these inputs would stop for, since PagerTree has it already. */
  warnOfTwin(inputs: Inputs): Promise<void>;
  /** The argument that PagerTree means by an attribute. */
  propertyOf(attribute: string): string | undefined;
}

/** Makes the Pulumi provider of a resource: its failures are told in the words of the program, and in its time. */
export function providerOf<Inputs extends object>(
  cycle: OwnLifeCycle<Inputs>,
  context: EngineContext,
): Provider<Inputs> {
  async function reported<Result>(operation: () => Promise<Result>): Promise<Result> {
    try {
      return await context.inTime(operation);
    } catch (error) {
      throw context.report(inTermsOfTheProgram(error, cycle.propertyOf));
    }
  }

  return {
    async configure(request) {
      context.configure((key) => request.config.get(`pagertree:${key}`));
    },
    check: (olds, news) =>
      reported(async () => {
        const given = news as Record<string, unknown>;
        context.ownership.check();
        const checked = await cycle.check(ownArguments(given), given["adopt"], ownArguments(olds));
        const result = checkAllowDuplicate(given["allowDuplicate"], checked);
        await warnIfNew(olds, result, cycle.warnOfTwin, context);
        return result;
      }),
    diff: (id, olds, news) =>
      reported(async () => {
        await context.ask(() => verifyAccount(olds, context), undefined);
        return cycle.diff(id, olds, news);
      }),
    create: (inputs) => reported(() => cycle.create(inputs)),
    read: (id, state) => reported(() => cycle.read(id, state)),
    update: (id, olds, news) =>
      reported(async () => {
        await verifyAccount(olds, context);
        return cycle.update(id, olds, news);
      }),
    delete: (id, state) =>
      reported(async () => {
        await verifyAccount(state, context);
        await cycle.delete(id, state);
      }),
  };
}
