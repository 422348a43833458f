/** An argument of what alerts can go to; light, since a program loads it. */
import type * as pulumi from "@pulumi/pulumi";

/** The argument of teams and routers that lets them be deleted whatever sends alerts to them. */
export interface ForceDeleteArgs {
  /**
   * Whether it may be deleted although an integration or a router outside of the stack still sends alerts to it.
   * What counts is the value at the last `pulumi up`.
   * @default false: the deletion is refused, naming what sends alerts to it
   */
  forceDelete?: pulumi.Input<boolean>;
}
