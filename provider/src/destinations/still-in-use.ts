/** Keeps a team or router from being deleted while something still sends alerts to it. */
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
 * Lets a deletion pass if nothing sends alerts to the object, or if its `forceDelete` is true.
 *
 * By the time that a stack deletes something, its own resources that depend on it are changed or gone. So what is
 * found here is of somebody else's, or still has the id in the program.
 *
 * @throws PagerTreeError that names what sends alerts to it.
 */
export async function refuseIfInUse({ kind, id, state }: Deletion, context: ProviderContext): Promise<void> {
  if (state.forceDelete === true) {
    return;
  }
  const senders = await sendersTo({ kind, id, state }, context);
  if (senders.length === 0 || (await isGone(kind, id, context))) {
    return;
  }
  const noun = kind === "teams" ? "team" : "router";
  const more = senders.length > mostNames ? [`${senders.length - mostNames} more`] : [];
  const list = enumeration([...senders.slice(0, mostNames), ...more]);
  throw new PagerTreeError(
    "in-use",
    `delete ${noun} ${state.prefixId ?? id} "${state.name ?? ""}": ${list} still ${senders.length === 1 ? "sends" : "send"} alerts to it.`,
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
