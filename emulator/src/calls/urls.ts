// Where Twilio finds what belongs to a call: the routes of A:config/routes, and PagerTree's own recordings.
import type { Integration } from "../models.ts";

/** Below the server's root. The engine's place in PagerTree's app is not public; this is that in its own test app. */
export const CALLS_PATH = "/pager_tree-integrations/live_call_routing/twilio/v3";

export type CallPath = "music" | "queue_status" | "call_status" | "dropped";

/** The path of a call's route, which names the call. */
export function callPath({ id }: Integration, name: CallPath, callSid: string): string {
  return `${CALLS_PATH}/${id}/${name}?${new URLSearchParams({ thirdparty_id: callSid })}`;
}

/** What callers hear where an integration has no recordings of its own, which cannot be set over the API: D:live-call-routing. */
export const RECORDINGS = {
  connectNow: "https://app.pagertree.com/audios/you-are-now-being-connected.mp3",
  music: "http://com.twilio.sounds.music.s3.amazonaws.com/oldDog_-_endless_goodbye_%28instr.%29.mp3",
  pleaseWait: "https://app.pagertree.com/audios/please-wait.mp3",
  noAnswer: "https://app.pagertree.com/audios/no-answer.mp3",
  thankYou: "https://app.pagertree.com/audios/thanks-for-message.mp3",
} as const;
