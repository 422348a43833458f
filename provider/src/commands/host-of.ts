/** What may be shown of a webhook's URL, which is a secret as a whole: the host that it leads to. */
import { plainText } from "../common/plain-text.ts";

/** The host of an http or https URL with its port, without credentials, path and query; undefined if it is none. */
export function hostOf(url: string): string | undefined {
  if (!URL.canParse(url)) {
    return undefined;
  }
  const { protocol, host } = new URL(url);
  return ["http:", "https:"].includes(protocol) ? plainText(host) : undefined;
}
