/** Why a program's inputs are refused, and how Pulumi is told. */
import type * as dynamic from "@pulumi/pulumi/dynamic";

/** A reason why inputs are refused, on the path of the value that is to blame. */
export interface Failure {
  readonly path: readonly PropertyKey[];
  readonly reason: string;
}

/** A failure in Pulumi's form. */
export function toCheckFailure({ path, reason }: Failure): dynamic.CheckFailure {
  return { property: pathText(path), reason };
}

/** A path as a program writes it: `options.webhookUrl` or `teamIds[2]`. */
export function pathText(path: Failure["path"]): string {
  return path.reduce<string>((written, step) => {
    if (typeof step === "number") {
      return `${written}[${step}]`;
    }
    return written === "" ? String(step) : `${written}.${String(step)}`;
  }, "");
}
