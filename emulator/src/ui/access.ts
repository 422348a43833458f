// Who may see the emulator's page: whoever has the address that the emulator printed. Other sites can neither read it
// nor post to it.
import { randomBytes, timingSafeEqual } from "node:crypto";
import cookies from "@fastify/cookie";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Failure } from "../responses.ts";

/** Below the server's root. */
export const UI_PATH = "/ui";
const COOKIE = "pagertree_emulator";

/** Nothing is loaded but the page's own style, there are no scripts, and no other page may frame it. */
const HEADERS = {
  "content-security-policy":
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "cache-control": "no-store",
  // With "no-referrer", browsers would send no origin with a form.
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
};

/** What opens the page: part of its address, and then a cookie. */
export function createToken(): string {
  return randomBytes(16).toString("hex");
}

/** The address that opens the page. */
export function pageAddress(origin: string, token: string): string {
  return `${origin}${UI_PATH}?token=${token}`;
}

/** Guards every route of the app. */
export async function guardAccess(app: FastifyInstance, token: string): Promise<void> {
  await app.register(cookies);
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(HEADERS);
    if (isSame(tokenIn(request), token)) {
      reply.setCookie(COOKIE, token, { path: UI_PATH, httpOnly: true, sameSite: "strict" });
      // The token does not stay in the address bar.
      return reply.redirect(UI_PATH, 303);
    }
    if (!isSame(request.cookies[COOKIE], token)) {
      throw new Failure(401, [
        "Open the address that the emulator printed when it started; it ends in ?token=…",
      ]);
    }
    if (request.method !== "GET" && !isFromPage(request)) {
      throw new Failure(403, ["This form was sent by another site, so nothing was done"]);
    }
  });
}

function tokenIn({ url }: FastifyRequest): string | undefined {
  return new URL(url, "http://localhost").searchParams.get("token") ?? undefined;
}

/** Browsers tell the origin of every form that they post. */
function isFromPage({ headers: { origin, host } }: FastifyRequest): boolean {
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}

function isSame(given: string | undefined, token: string): boolean {
  const [one, other] = [Buffer.from(given ?? ""), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}
