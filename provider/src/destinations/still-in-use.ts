/** What still sends alerts to a team or router that is to be deleted, which that keeps from it. */
import { enumeration } from "../common/enumeration.ts";
import { NotFoundError, PagerTreeError } from "../common/errors.ts";
import { pathText } from "../common/failure.ts";
import type { ProviderContext } from "../lifecycle/context.ts";
import { titleOf } from "./titles.ts";

/** What is about to be deleted, as the state holds it. */
interface Deletion {
  readonly kind: "teams" | "routers";
  readonly id: string;
  readonly state: { readonly name?: string; readonly prefixId?: string; readonly forceDelete?: unknown };
}

/** Beyond this many, names help nobody. */
const mostNames = 5;

/**
 * Lets a deletion pass if nothing sends alerts to the object. If its `forceDelete` is true, it passes in any case, and what
 * is left behind is told.
 *
 * By the time that a stack deletes something, its own resources that depend on it are changed or gone. So what is
 * found here is of somebody else's, or still has the id in the program, or is a resource that the engine has forgotten
 * without a call, as the resource option `deletedWith` makes it do: no call of the engine says that a resource has it.
 *
 * @throws PagerTreeError that names what sends alerts to it.
 */
export async function refuseIfInUse({ kind, id, state }: Deletion, context: ProviderContext): Promise<void> {
  const isForced = state.forceDelete === true;
  const find = async () => {
    const found = await sendersTo({ kind, id, state }, context);
    return found.length > 0 && (await isGone(kind, id, context)) ? [] : found;
  };
  const senders = await (isForced ? context.ask(find, []) : find());
  if (senders.length === 0) {
    return;
  }
  const noun = kind === "teams" ? "team" : "router";
  const more = senders.length > mostNames ? [`${senders.length - mostNames} more`] : [];
  const list = enumeration([...senders.slice(0, mostNames), ...more]);
  const isOne = senders.length === 1;
  const what = `delete ${noun} ${state.prefixId ?? id} "${state.name ?? ""}": ${list} still ${isOne ? "sends" : "send"} alerts to it`;
  if (isForced) {
    context.tell(`warning: ${what}, and ${isOne ? "stays" : "stay"} in PagerTree.`);
    return;
  }
  throw new PagerTreeError(
    "in-use",
    `${what}.`,
    `Nothing was deleted. Let them send elsewhere first, or set \`forceDelete: true\` on the ${noun}, run \`pulumi up\`, and delete it then.`,
  );
}

async function sendersTo({ kind, id, state }: Deletion, { objects }: ProviderContext): Promise<string[]> {
  const [integrations, routers] = await Promise.all([objects.all("integrations"), objects.all("routers")]);
  const { receiversIn } = await import("../rules/receivers.ts");
  const list = kind === "teams" ? "team_ids" : "router_ids";
  const receiver = kind === "teams" ? "default_receiver_team_id" : "default_receiver_router_id";
  return [
    ...integrations
      .filter((integration) => integration[list].includes(id))
      .map((row) => titleOf("integrations", row)),
    ...routers
      .filter((router) => router.id !== id)
      .flatMap((router) => {
        const title = titleOf("routers", router);
        const inRules = receiversIn(router.rules ?? "").filter((each) => each.id === state.prefixId);
        return [
          ...(router[receiver] === id ? [`${title} (its default receiver)`] : []),
          ...inRules.map(({ path }) => `${title} (${pathText(path)})`),
        ];
      }),
  ];
}

async function isGone(kind: Deletion["kind"], id: string, { api }: ProviderContext): Promise<boolean> {
  try {
    await api.read(kind, id);
    return false;
  } catch (error) {
    if (error instanceof NotFoundError) {
      return true;
    }
    throw error;
  }
}
