// What a call hears of its alert.
import type { Alert } from "../models.ts";

/** Called for every alert; those that no caller waits for are left alone. */
export interface CallEvents {
  /** @param userId the account user who did it; null for an integration */
  acknowledged(alert: Alert, userId: string | null): void;
  dropped(alert: Alert): void;
}
