// How the headers of a request stand in the log that rules see: as the gem deferred_request, which PagerTree's app is
// built on, keeps them (armiiller/deferred_request, app/models), and D:integrations shows.
import type { IncomingHttpHeaders } from "node:http";
import type { RubyHash } from "../ruby/values.ts";

/** Rack gives these names without `HTTP_`, and the gem keeps only names that begin with it. */
const LEFT_OUT: readonly string[] = ["content-type", "content-length"];

/** By Rack's names: `User-Agent` is `HTTP_USER_AGENT`. */
export function headersLog(headers: IncomingHttpHeaders): RubyHash {
  const named = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined || LEFT_OUT.includes(name)
      ? []
      : [[`HTTP_${name.toUpperCase().replaceAll("-", "_")}`, [value].flat().join(", ")]],
  );
  return new Map([...named, ["HTTP_VERSION", "HTTP/1.1"]]);
}
