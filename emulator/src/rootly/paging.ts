// The other direction: Rootly pages a team or a user of PagerTree, and resolves what it paged, over PagerTree's API.
import { z } from "zod";

/** Where PagerTree's API is, and Rootly's key to it. */
export interface PagerTreeAccess {
  /** The base URL, such as `https://api.pagertree.com/api/v4`. */
  readonly url: string;
  readonly apiKey: string;
}

/** Whom an incident pages: a team by its id or name, or a user by id or e-mail address. */
export type Responder = { readonly team: string } | { readonly user: string };

const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;
const TIMEOUT_MS = 15_000;
const alertSchema = z.object({ id: z.string(), prefix_id: z.string() });
const teamsSchema = z.object({ data: z.array(z.object({ id: z.string(), name: z.string() })) });
const usersSchema = z.object({
  data: z.array(
    z.object({ id: z.string(), user: z.object({ emails: z.array(z.object({ email: z.string() })) }) }),
  ),
});

/** Pages through PagerTree's API. */
export class Paging {
  readonly #access: PagerTreeAccess;

  constructor(access: PagerTreeAccess) {
    this.#access = access;
  }

  /**
   * Creates an alert.
   *
   * @returns its prefix id, which its webhooks carry
   * @throws if there is no such team or user, or PagerTree turns the alert down
   */
  async page(title: string, incidentId: string, responder: Responder): Promise<string> {
    const destinations =
      "team" in responder
        ? { destination_team_ids: [await this.#teamId(responder.team)] }
        : { destination_account_user_ids: [await this.#userId(responder.user)] };
    const { status, body } = await this.#call("POST", "/alerts", {
      title,
      urgency: "high",
      thirdparty_id: incidentId,
      ...destinations,
    });
    if (status !== 201) throw new Error(`PagerTree answered ${status} to a new alert`);
    return alertSchema.parse(body).prefix_id;
  }

  /**
   * Resolves an alert; one that is resolved or gone is fine as it is.
   *
   * @throws if PagerTree does not do it
   */
  async resolve(alertId: string): Promise<void> {
    const { status } = await this.#call("POST", `/alerts/${encodeURIComponent(alertId)}/resolve`, {});
    if (![200, 404, 422].includes(status))
      throw new Error(`PagerTree answered ${status} to resolving ${alertId}`);
  }

  async #teamId(team: string): Promise<string> {
    if (ULID.test(team)) return team;
    const { body } = await this.#call("GET", `/teams?${new URLSearchParams({ name: team, limit: "100" })}`);
    return only(
      teamsSchema.parse(body).data.filter(({ name }) => name === team),
      `team ${team}`,
    );
  }

  async #userId(user: string): Promise<string> {
    if (ULID.test(user)) return user;
    const { body } = await this.#call(
      "GET",
      `/account_users?${new URLSearchParams({ q: user, limit: "100" })}`,
    );
    const found = usersSchema
      .parse(body)
      .data.filter((row) => row.user.emails.some(({ email }) => email === user));
    return only(found, `user ${user}`);
  }

  async #call(method: string, path: string, sent?: object): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${this.#access.url}${path}`, {
      method,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { authorization: `Bearer ${this.#access.apiKey}`, "content-type": "application/json" },
      body: sent === undefined ? null : JSON.stringify(sent),
    });
    const body: unknown = await response.json().catch(() => null);
    return { status: response.status, body };
  }
}

function only(found: readonly { readonly id: string }[], what: string): string {
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`PagerTree has ${found.length} of ${what}`);
  return first.id;
}
