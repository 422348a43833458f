// The program that Pulumi's engine runs for the storm: it declares what a file says, as a user's program would.

import { readFileSync } from "node:fs";
import type { Output } from "@pulumi/pulumi";
import * as dynamic from "pulumi-pagertree";
import * as native from "pulumi-pagertree/native";
import type { Door } from "../test/helpers/engine.ts";
import { argumentsWith, type Declaration, type Receiver, type ResourceClass } from "./declaration.ts";

/** What the storm needs of a resource of any class. */
interface DeclaredResource {
  readonly id: Output<string>;
  readonly prefixId: Output<string>;
}

// The arguments are drawn: the compiler cannot know that they fit the class.
const CLASSES = { dynamic, native } as unknown as Record<
  Door,
  Record<ResourceClass, new (name: string, args: object) => DeclaredResource>
>;

/** Declares the resources of a program that is kept in a file, as JSON. */
export function declareProgram(file: string, door: Door): void {
  const program: [string, Declaration][] = JSON.parse(readFileSync(file, "utf8"));
  const made = new Map<string, Receiver<Output<string>>>();
  for (const [name, declared] of program) {
    const receivers = declared.receivers.flatMap((receiver) => made.get(receiver) ?? []);
    const { id, prefixId } = new CLASSES[door][declared.class](name, argumentsWith(declared, receivers));
    made.set(name, { class: declared.class, id, prefixId });
  }
}
