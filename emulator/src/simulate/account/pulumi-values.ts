// What stands for a value that a state or a plan does not show: a secret, or what is not known before `up`.
import { isParams } from "../../params.ts";

/** The key by which Pulumi marks what is no plain value, and its mark of a secret. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** How a plan as JSON shows a secret. */
const HIDDEN_SECRET = "[secret]";

/** What Pulumi's engine writes for a value that is not known yet, one for each kind of value. */
const UNKNOWNS: ReadonlySet<string> = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Why a value cannot be told. */
export type Hidden = "secret" | "unknown";

/** A value that is not there: why. */
export function hiddenKind(value: unknown): Hidden | undefined {
  if (value === HIDDEN_SECRET || (isParams(value) && value[SIGNATURE] === SECRET)) return "secret";
  return typeof value === "string" && UNKNOWNS.has(value) ? "unknown" : undefined;
}

/** In words, to stand behind the name of what is hidden. */
export const HIDDEN_WORDS: Readonly<Record<Hidden, string>> = {
  secret: "is a secret, which a state and a plan do not show",
  unknown: "is not known before `pulumi up`",
};
