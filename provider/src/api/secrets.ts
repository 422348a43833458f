/** Keeps secrets out of what people read: which values of a request are secret, and texts and bodies without them. */
import { toUSVString } from "node:util";
import { escapeRegExp, uniq } from "es-toolkit";
import { isSecretOptionName } from "../catalog/catalog.ts";
import { isRulesOption, mayHoldUrl } from "../catalog/may-hold-url.ts";
import { plainText } from "../common/plain-text.ts";
import type { RequestBody } from "./request.ts";

/** Stands where a secret was. */
export const secretMark = "[secret]";

/** A run of this many characters that a text shares with a secret is cut too: PagerTree may quote a part of a value. */
const tellingLength = 16;

/** A secret of more characters is not looked for, which takes as long as it is: no text is shown at all. */
const longestSought = 16_384;

/** Bytes; less of a secret is not looked for within other bytes. */
const shortestInBase64 = 6;

/** Every secret that a request carries: the API key and the values of secret options. */
export function secretsOf(apiKey: string, body: RequestBody | undefined): string[] {
  const options = Object.entries(body ?? {}).filter(([key, value]) => isSecret(key, value));
  return [apiKey, ...options.map(([, value]) => String(value ?? ""))];
}

/** A request's body with a mark in place of each secret value. */
export function withoutSecretValues(body: RequestBody): RequestBody {
  const entries = Object.entries(body).map(([key, value]) => [
    key,
    isSecret(key, value) && value !== null && value !== "" ? secretMark : value,
  ]);
  return Object.fromEntries(entries);
}

/** A text as plain text, with a mark in place of every secret in it, however it is quoted. */
export function redact(text: string, secrets: readonly string[]): string {
  if (secrets.some(({ length }) => length > longestSought)) {
    return secretMark;
  }
  return cutOut(plainText(text), secrets);
}

/** A text with a mark in place of every secret in it, and no other change. How long that takes, the secrets' length says. */
export function cutOut(text: string, secrets: readonly string[]): string {
  const spellings = uniq(secrets.flatMap(spellingsOf)).sort((one, other) => other.length - one.length);
  if (spellings.length === 0) {
    return text;
  }
  // One pass over all of them: a second one could cut into the marks of the first.
  return text
    .split(new RegExp(spellings.map(escapeRegExp).join("|"), "u"))
    .map((rest) => cutShared(rest, spellings))
    .join(secretMark);
}

/** Rules are one where they may set a URL, which can hold a secret of the receiver. */
function isSecret(key: string, value: unknown): boolean {
  if (!key.startsWith("option_")) {
    return false;
  }
  const option = key.slice("option_".length);
  return isRulesOption(option) ? typeof value === "string" && mayHoldUrl(value) : isSecretOptionName(option);
}

/**
 * The ways a secret may be written: JSON writes quotes and backslashes differently, a URL nearly everything and a query
 * spaces too, a header base64.
 */
function spellingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    ...[secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(toUSVString(secret))],
    new URLSearchParams([["", secret]]).toString().slice(1),
    ...[bytes.toString("hex"), ...[0, 1, 2].flatMap((before) => base64Of(bytes, before))],
  ]
    .map(plainText)
    .filter((spelling) => spelling !== "");
}

/** What of the bytes shows in base64 if so many bytes stand before them; without the ends, which depend on others. */
function base64Of(bytes: Buffer, before: number): string[] {
  const whole = bytes.subarray((3 - before) % 3);
  const inner = whole.subarray(0, whole.length - (whole.length % 3));
  // A few characters would be found in any text.
  const texts = inner.length < shortestInBase64 ? [] : [inner];
  return [...texts, ...(before === 0 ? [bytes] : [])].flatMap((part) => [
    part.toString("base64"),
    part.toString("base64url"),
  ]);
}

/** Cuts every run of characters, at least `tellingLength` long, that also stands in a secret. */
function cutShared(text: string, secrets: readonly string[]): string {
  let result = "";
  let start = 0;
  while (start < text.length) {
    const length = Math.max(...secrets.map((secret) => sharedLength(text, start, secret)));
    result += length > 0 ? secretMark : text[start];
    start += Math.max(length, 1);
  }
  return result;
}

/** How much of the text from `start` on also stands in the secret; 0 if that is too little to tell anything. */
function sharedLength(text: string, start: number, secret: string): number {
  let length = tellingLength;
  if (start + length > text.length || !secret.includes(text.slice(start, start + length))) {
    return 0;
  }
  while (start + length < text.length && secret.includes(text.slice(start, start + length + 1))) {
    length += 1;
  }
  return length;
}
