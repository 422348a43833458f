// What came in of a request that is for an adapter, by Rails' rules: its form, JSON or query.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Failure } from "../responses.ts";
import { except } from "../ruby/access.ts";
import { formParameters, jsonParameters, merge, withoutNullItems } from "../ruby/parameters.ts";
import { RubyError, type RubyHash } from "../ruby/values.ts";

/** What Rails calls its own controller and action; the gem deferred_request keeps neither, nor what a sender calls so. */
const NAMES_OF_RAILS: readonly string[] = ["controller", "action"];

/** Takes any body as text. */
export function acceptText(app: FastifyInstance): void {
  // Adapters see the body's text; what the parameters are is for Rails' rules to say.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (request, text, done) => {
    request.bodyText = text.toString();
    done(null);
  });
}

/**
 * Of a parameter in body and query, the query's counts; those of the path are the last, as D:integrations shows.
 *
 * @throws {Failure} 400 for what cannot be parsed
 */
export function sentParams(
  request: FastifyRequest,
  keepsNullInLists: boolean,
  ofPath: Readonly<Record<string, string>>,
): RubyHash {
  const [, query = ""] = request.url.split(/\?(.*)/s);
  try {
    const sent = merge(bodyParams(request), formParameters(query));
    return merge(
      except(keepsNullInLists ? sent : withoutNullItems(sent), ...NAMES_OF_RAILS),
      new Map(Object.entries(ofPath)),
    );
  } catch (error) {
    if (error instanceof RubyError) throw new Failure(400, ["Bad Request"]);
    throw error;
  }
}

function bodyParams({ headers, bodyText }: FastifyRequest): RubyHash {
  const [type = ""] = (headers["content-type"] ?? "").toLowerCase().split(";");
  switch (type.trim()) {
    case "application/json":
      return jsonParameters(bodyText);
    case "application/x-www-form-urlencoded":
      return formParameters(bodyText);
    // Rails reads no parameters out of any other type.
    default:
      return new Map();
  }
}
