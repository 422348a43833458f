/** Arguments that every resource takes, whatever it is; light, since a program loads it. */
import type * as pulumi from "@pulumi/pulumi";

/** Arguments of every resource. */
export interface ResourceArgs {
  /**
   * The ULID or prefix id of an object that already exists in PagerTree. The resource takes it over instead of making a
   * new one, and updates what differs from the program; a preview says what that is. From then on it is like any other
   * object of the stack: `destroy` deletes it, unless Pulumi's resource option `retainOnDelete` is set. After that you
   * may leave this argument in or take it out.
   * @default a new object is made
   */
  adopt?: pulumi.Input<string>;
  /**
   * Whether to make a new object even if PagerTree has one with the same content that this stack does not manage.
   * Without it `up` stops, since an interrupted `up` may have left that object. Once the new one is made, you may leave
   * this argument in or take it out.
   * @default false
   */
  allowDuplicate?: pulumi.Input<boolean>;
}
