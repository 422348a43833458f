/** Where the engine that has started this process listens, such as `127.0.0.1:41234`; undefined if it does not say. */
export function engineAddress(): string | undefined {
  return process.argv.slice(2).find((argument) => /^[\w.:[\]-]+:\d+$/.test(argument));
}
