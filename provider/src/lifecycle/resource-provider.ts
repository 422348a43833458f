/** The life cycle that every PagerTree resource shares: check, diff, create, read, update and delete. */
import type * as dynamic from "@pulumi/pulumi/dynamic";
import { isEqual, isNil, omit, pick, pickBy } from "es-toolkit";
import { readUnlessGone } from "../account/read-unless-gone.ts";
import type { Content } from "../account/state-contents.ts";
import { verifyAccount } from "../account/verify-account.ts";
import type { ResourceKind, Wires } from "../api/kinds.ts";
import { PagerTreeError, UnexpectedAnswerError } from "../common/errors.ts";
import { type Failure, toCheckFailure } from "../common/failure.ts";
import { holdsUnknown } from "../common/unknown.ts";
import { adoptObject } from "./adopt.ts";
import { checkAllowDuplicate } from "./allow-duplicate.ts";
import { adoptOf, checkAdoption, checkFormerAdoption } from "./check-adoption.ts";
import { ownArguments } from "./check-arguments.ts";
import type { EngineContext } from "./context.ts";
import { createObject } from "./create.ts";
import { deleteObject } from "./delete.ts";
import { inTermsOfTheProgram } from "./explain.ts";
import { refuseLacks } from "./lacks.ts";
import { propertiesOf } from "./properties.ts";
import { contentOfResource, warnIfNew, warnOfTwin } from "./refuse-twin.ts";
import { resourceArguments } from "./resource-arguments.ts";
import type { ResourceDefinition } from "./resource-definition.ts";
import { checkTakeOver, giveBack, takeOver } from "./take-over.ts";
import { updateObject } from "./update.ts";

/** Makes the Pulumi provider of one kind of resource. */
export function createResourceProvider<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  context: EngineContext,
): Required<dynamic.ResourceProvider<Inputs, Inputs>> {
  const { kind } = definition;

  /** Runs an operation on these inputs; its failure is told in the property names of the program. */
  async function reported<Result>(
    inputs: Partial<Inputs>,
    operation: () => Promise<Result>,
  ): Promise<Result> {
    try {
      return await context.inTime(operation);
    } catch (error) {
      const propertyOf = (attribute: string) => definition.propertyOf(attribute, inputs);
      const names = definition.uncheckedNames?.(inputs);
      const told = context.report(inTermsOfTheProgram(error, propertyOf, names));
      throw withMadeObject(told, error, inputs);
    }
  }

  function held(object: Wires[K], state: Partial<Inputs>) {
    return propertiesOf(definition, object, state, context);
  }

  /** What a resource of the state holds. Nothing, if somebody has edited the state to what no check would pass. */
  function contentIn(state: Partial<Inputs>): Content {
    return () => {
      try {
        return contentOfResource(definition, state as Inputs);
      } catch {
        return undefined;
      }
    };
  }

  /** The engine has told which object a resource of the state is. */
  function identify(id: string, state: Partial<Inputs>): void {
    if (Object.keys(state).length > 0) {
      context.stateContents.identify(contentIn(state), id);
    }
  }

  /** What cannot be written elsewhere does not undo what was made: with the id, Pulumi keeps the object in the state. */
  async function writeElsewhere(id: string, inputs: Inputs, outputs: object): Promise<void> {
    try {
      await definition.elsewhere?.write(id, inputs, context);
    } catch (error) {
      const told = error instanceof Error ? error : new Error(String(error));
      throw Object.assign(told, { id, properties: outputs, reasons: [told.message] });
    }
  }

  return {
    async configure(request) {
      context.configure((key) => request.config.get(`pagertree:${key}`));
    },

    check(olds, news) {
      return reported(news, async () => {
        const given = news as Record<string, unknown>;
        // What takes over an object that is there neither makes one nor adopts another.
        const shared = definition.takesOver === undefined ? resourceArguments : [];
        const [declared, previous] = [ownArguments(given, shared), ownArguments(olds, shared)];
        context.ownership.check();
        const isNew = Object.keys(olds).length === 0;
        if (!isNew) {
          context.stateContents.check(contentIn(olds));
        }
        const isToBeMade = isNew && isNil(given["adopt"]) && !holdsUnknown(given);
        const checked = await definition.check(declared, previous, context, () => {
          if (isToBeMade) {
            context.named(kind).readAhead();
          }
        });
        if (definition.takesOver !== undefined) {
          return checkTakeOver(definition, olds, checked, context);
        }
        const adopting = await checkAdoption(definition, given["adopt"], olds, checked, context);
        const complete = refuseLacks(definition, olds, adopting, context);
        const result = checkAllowDuplicate(given["allowDuplicate"], complete);
        await warnIfNew(olds, result, (inputs) => warnOfTwin(definition, inputs, context), context);
        return result;
      });
    },

    diff(id, olds, news) {
      return reported(news, async () => {
        // Here, since a preview asks for every difference before `up` writes anything.
        await context.ask(() => verifyAccount(olds, context), undefined);
        const isChanged = !isEqual(definition.normalise(olds), definition.normalise(news));
        const replaces = isChanged ? definition.replaces(olds, news) : [];
        identify(id, olds);
        checkFormerAdoption(id, olds, adoptOf(news), replaces, context);
        if (context.ownership.isDeclared(id)) {
          context.objects.declare(id, olds, () => definition.toWire(news));
          refuse(await definition.refuses?.(id, olds, news, context));
          if (replaces.length > 0 && context.isFirst(`tell of the replacement of ${id}`)) {
            await definition.tellReplacement?.(olds, context);
          }
        }
        if (!isChanged) {
          return { changes: false, replaces };
        }
        // `changes` is left to the engine. It then compares the inputs itself, names every property that differs,
        // secret ones too, and leaves out what `ignoreChanges` names; told that there are changes, it does neither.
        return { replaces };
      });
    },

    create(inputs) {
      return reported(inputs, async () => {
        if (definition.takesOver !== undefined) {
          const taken = await takeOver(definition, definition.takesOver, inputs, context);
          const { outputs } = held(taken.object, { ...inputs, ...taken.remembered });
          return { id: taken.object.id, outs: outputs };
        }
        const adopt = adoptOf(inputs);
        const object =
          adopt === undefined
            ? await createObject(definition, inputs, context)
            : await adoptObject(definition, adopt, inputs, context);
        const { outputs } = held(object, inputs);
        await writeElsewhere(object.id, inputs, outputs);
        return { id: object.id, outs: outputs };
      });
    },

    read(id, state) {
      const known: Partial<Inputs> = state ?? {};
      return reported(known, async () => {
        const object = await readUnlessGone(
          () => context.api.read(kind, id),
          context.leastAge(id),
          known,
          context,
        );
        if (object === undefined) {
          return { id: "" };
        }
        const { inputs, outputs } = held(object, known);
        context.ownership.read(object.id);
        identify(object.id, known);
        const seen = (await definition.elsewhere?.read(object.id, inputs, known, context)) ?? inputs;
        return { id: object.id, inputs: seen, props: { ...outputs, ...seen } };
      });
    },

    update(id, olds, news) {
      return reported(news, async () => {
        await verifyAccount(olds, context);
        const known = definition.normalise(olds);
        const before = definition.toWire(known);
        // Only what changes is sent: an option that `ignoreChanges` leaves to the web page must not be put back.
        const changes = pickBy(
          definition.toWire(news),
          (value, attribute) => !isEqual(value, before[attribute]),
        );
        const object = await updateObject(definition, id, changes, news, context);
        await definition.elsewhere?.write(id, news, context);
        // What PagerTree had added to the inputs tells, for one, the type of an integration.
        const computed = omit(olds as Record<string, unknown>, Object.keys(known));
        const { outputs } = held(object, { ...computed, ...news });
        // What differs elsewhere is for a refresh to find. In the state it would pass for a change of the program,
        // and the next update would take back what `ignoreChanges` leaves to the web page.
        return { outs: { ...outputs, ...definition.normalise(news) } };
      });
    },

    delete(id, state) {
      return reported({}, async () => {
        await verifyAccount(state, context);
        context.ownership.delete(id);
        identify(id, state);
        if (context.ownership.isKept(id)) {
          return;
        }
        if (definition.takesOver === undefined) {
          await definition.beforeDelete?.(id, state, context);
          await definition.elsewhere?.clear(id, context);
          await deleteObject(kind, id, context);
          return;
        }
        await giveBack(definition, definition.takesOver, id, state, context);
      });
    },
  };
}

/** Fails where `check`, which is not told which object it is about, could not. */
export function refuse(failures: readonly Failure[] = []): void {
  if (failures.length > 0) {
    const reasons = failures.map(toCheckFailure).map(({ property, reason }) => `${property} ${reason}`);
    throw new PagerTreeError("invalid-input", `${reasons.join("; ")}.`, "");
  }
}

/**
 * The error of a create that PagerTree carried out, although its answer cannot be used. With the id and the
 * inputs, Pulumi keeps the object in the state, marked as failed, and does not make a second one.
 */
function withMadeObject(told: unknown, error: unknown, inputs: object): unknown {
  if (error instanceof Error && "properties" in error) {
    return Object.assign(
      Object(told),
      pick(error as Error & Record<string, unknown>, ["id", "properties", "reasons"]),
    );
  }
  return error instanceof UnexpectedAnswerError && error.method === "POST" && error.id !== undefined
    ? Object.assign(Object(told), { id: error.id, properties: inputs, reasons: [error.message] })
    : told;
}
