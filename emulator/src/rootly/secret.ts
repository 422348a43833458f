// Tells whether somebody knows the receiver's secret.
import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";

/** The token of a request's `Authorization: Bearer …`. */
export function bearerToken({ headers }: FastifyRequest): string | undefined {
  return /^Bearer +(.+)$/.exec(headers.authorization ?? "")?.[1];
}

/** Compares in a time that tells nothing of the secret. */
export function isSecret(sent: unknown, secret: string): boolean {
  const digest = (value: string) => createHash("sha256").update(value).digest();
  return typeof sent === "string" && timingSafeEqual(digest(sent), digest(secret));
}
