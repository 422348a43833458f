// The helpers' package has no types of its own.
declare module "@budibase/handlebars-helpers" {
  import type Handlebars from "handlebars";

  /** Registers every helper on an instance of Handlebars. */
  export default function registerHelpers(options: { handlebars: typeof Handlebars }): void;
}
