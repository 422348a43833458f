/** What the files of this room ask of the run that they are part of. */
import type { ApiClient } from "../api/api-client.ts";

/** The account of the stack, and the time, as a run has them. */
export interface Account {
  /**
   * The client of the stack's account.
   * @throws ConfigError if the stack has no API key, or a base URL that is not safe to send it to.
   */
  readonly api: ApiClient;
  /** The ULID of the API key's account, asked for at most once a run; undefined if the key may not know it. */
  accountId(): Promise<string | undefined>;
  /**
   * For how many milliseconds an object has existed at least, by this run's own clock: what this run has not made is
   * older than this run.
   */
  leastAge(id: string): number;
  /** Waits before PagerTree is asked again. */
  wait(milliseconds: number): Promise<void>;
}
