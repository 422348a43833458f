/** A receiver's secret in the URL of an outgoing webhook, where alone PagerTree can carry it: `?secret=…`. */

/**
 * The URL with the secret in its query, encoded; whatever stands there stays.
 *
 * It refuses nothing, since its errors would end the program: a URL that has another secret then has two, and a
 * blank secret is a blank parameter, both of which the provider's `check` refuses.
 */
export function withReceiverSecret(url: string, secret: string): string {
  if (receiverSecrets(url).includes(secret)) {
    return url;
  }
  const [address = "", ...fragment] = url.split(/(?=#)/);
  const separator = !address.includes("?") ? "?" : /^[^?]*\?$|&$/.test(address) ? "" : "&";
  return `${address}${separator}secret=${encodeURIComponent(secret)}${fragment.join("")}`;
}

/** The same for arguments of any kind: a URL that is no text, from a program without types, is left for `check` to refuse. */
export function urlWithSecret<Url>(url: Url, secret: unknown): Url | string {
  return typeof url === "string" ? withReceiverSecret(url, String(secret ?? "")) : url;
}

/** The different secrets in the query of a URL, decoded. */
export function receiverSecrets(url: string): string[] {
  const [, query = ""] = /^[^?#]*\?([^#]*)/.exec(url) ?? [];
  return [...new Set(new URLSearchParams(query).getAll("secret"))];
}
