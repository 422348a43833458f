// The two doors of a stack: a story that is about behaviour is told through each of them.

import * as dynamic from "pulumi-pagertree";
import * as native from "pulumi-pagertree/native";

/** Pulumi's dynamic provider, and the plugin: what a project is made with, what a program imports, and the classes. */
export const doors = [
  { door: "dynamic", entry: "pulumi-pagertree", ...dynamic },
  { door: "native", entry: "pulumi-pagertree/native", ...native },
] as const;
