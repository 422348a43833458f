/** Arguments that every resource takes, whatever it is; light, since a program loads it. */
import type * as pulumi from "@pulumi/pulumi";

/** Arguments of every resource. */
export interface ResourceArgs {
  /**
   * The id of an object that exists already, as ULID or prefix id: the resource takes it over in place of making
   * one, and changes what differs from the program, in place; a preview says what that will be. From then on it is
   * like any other, so `destroy` deletes it, save under Pulumi's resource option `retainOnDelete`. Once it is taken
   * over, this argument makes no difference and can go.
   * @default a new object is made
   */
  adopt?: pulumi.Input<string>;
  /**
   * Whether a new object is made although PagerTree has one with the very same content that is none of this stack's.
   * Without it `up` stops there, since that object may be what an interrupted `up` has left. Once the new one is
   * made, this argument makes no difference and can go.
   * @default false
   */
  allowDuplicate?: pulumi.Input<boolean>;
}
