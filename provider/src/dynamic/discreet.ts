/** Keeps what the program calls secret out of what its dynamic provider says: it is told by the program itself. */
import type * as dynamic from "@pulumi/pulumi/dynamic";
import { omit } from "es-toolkit";
import { z } from "zod";
import { toldSecrets } from "../common/told-secrets.ts";
import type { EngineContext } from "../lifecycle/context.ts";

type Provider<Inputs> = Required<dynamic.ResourceProvider<Inputs, Inputs>>;

const toldSchema = z.object({
  resource: z.string(),
  places: z.array(z.array(z.union([z.string(), z.number()]))),
});

/** The same provider, whose messages and failures quote no secret of the program. */
export function discreet<Inputs extends object>(
  provider: Provider<Inputs>,
  { secrets }: Pick<EngineContext, "secrets">,
): Provider<Inputs> {
  /** Only `check` is told which properties are secret; later calls have the values that it had. */
  function recalling<Result>(properties: unknown[], call: () => Promise<Result>): Promise<Result> {
    return secrets.during(() => {
      secrets.recall(...properties);
      return call();
    });
  }

  return {
    ...provider,
    check: (olds, news) =>
      secrets.during(async () => {
        const { resource, places } = toldSchema.safeParse(Object(news)[toldSecrets]).data ?? {
          resource: "",
          places: [],
        };
        const declared = omit(Object(news), [toldSecrets]);
        secrets.hold(declared, places, resource);
        secrets.recall(olds);
        const { inputs, failures = [] } = await provider.check(olds, declared);
        // The engine prints the value of a property that it is told.
        const hidden = failures.map(({ property, reason }) =>
          places.some(([argument]) => argument === property)
            ? { property: "", reason: `${property}: ${secrets.hide(reason)}` }
            : { property, reason: secrets.hide(reason) },
        );
        return { ...(inputs && { inputs }), failures: hidden };
      }),
    diff: (id, olds, news) => recalling([olds, news], () => provider.diff(id, olds, news)),
    create: (inputs) => recalling([inputs], () => provider.create(inputs)),
    read: (id, state) => recalling([state], () => provider.read(id, state)),
    update: (id, olds, news) => recalling([olds, news], () => provider.update(id, olds, news)),
    delete: (id, state) => recalling([state], () => provider.delete(id, state)),
  };
}
