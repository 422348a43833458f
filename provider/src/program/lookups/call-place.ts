/** Where a program calls a lookup: an error that comes after an answer has no frame of the program in its stack. */
import path from "node:path";
import { fileURLToPath } from "node:url";
import { LookupError } from "../../common/errors.ts";

/**
 * The line that called the function which called this, such as `index.ts:12:20`; undefined if the stack does not say.
 *
 * @param functions - How many functions of this package lie in between.
 */
export function callPlace(functions: number): string | undefined {
  // The first line is the error's own, the next one this function's.
  const frames = (new Error().stack ?? "").split("\n").slice(2 + functions);
  const places = frames.flatMap(
    (frame) => /\(?([^\s()][^()]*:\d+:\d+)\)?$/.exec(frame.replace(/^\s*at (async )?/, ""))?.[1] ?? [],
  );
  // An output calls a lookup by way of this package and Pulumi's.
  const place = places.find(
    (each) => !/^node:|[\\/]node_modules[\\/]@pulumi[\\/]/.test(each) && !each.includes(__dirname),
  );
  if (place === undefined) return undefined;
  const [, file = "", line = ""] = /^(.*?)(:\d+:\d+)$/.exec(place) ?? [];
  const absolute = file.startsWith("file:") ? fileURLToPath(file) : file;
  const relative = path.relative(process.cwd(), absolute);
  return `${relative.startsWith("..") ? absolute : relative}${line}`;
}

/** The answer of a lookup; a LookupError also says where the program asked. */
export async function placed<Result>(answer: Promise<Result>, place: string | undefined): Promise<Result> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof LookupError && place !== undefined && !/\n {4}at /.test(error.message)) {
      // Pulumi prints the message of such an error, and no stack.
      error.message += `\n    at ${place}`;
    }
    throw error;
  }
}
