// The two doors of a stack: a story that is about behaviour is told through each of them.

import * as dynamic from "pulumi-pagertree";
import * as native from "pulumi-pagertree/native";
import type { Account } from "./stack.ts";

/** Pulumi's dynamic provider, and the plugin: what a project is made with, what a program imports, and the classes. */
export const doors = [
  { door: "dynamic", entry: "pulumi-pagertree", ...dynamic },
  { door: "native", entry: "pulumi-pagertree/native", ...native },
] as const;

/** A name of an integration that goes through a door, in a story of one stack through both. */
export function nameThrough({ door }: Pick<(typeof doors)[number], "door">, name: string): string {
  return `${door}: ${name}`;
}

/** Declares an integration of the account's first team, through the door that its name begins with, else the dynamic one. */
export function declare(name: string, args: object, { team }: Account): dynamic.Integration {
  const { Integration } = doors.find((one) => name.startsWith(nameThrough(one, ""))) ?? doors[0];
  // The arguments come from the catalog, whose types TypeScript knows one by one only.
  return new Integration(name, { name, teamIds: [team.id], ...args } as dynamic.IntegrationArgs);
}
