// Runs the senders that are Python packages, each with its own code.
import path from "node:path";
import { execa } from "execa";
import { getPythonSenders } from "../../setup/senders/python.mjs";

/** What became of a notification: it was sent, PagerTree did not take it, or the sender itself refused the order. */
export type Outcome = "sent" | "failed" | "refused";

export interface AppriseNotification {
  /** An address of Apprise's, `pagertree://…`. */
  readonly to: string;
  readonly title: string;
  readonly body: string;
  /** @default "info" */
  readonly notify_type?: "info" | "success" | "warning" | "failure";
}

export interface PythonSenders {
  /** Sends notifications one after another. */
  apprise(inboundUrl: string, notifications: readonly AppriseNotification[]): Promise<Outcome[]>;
  /** Sends matches of one rule, one after another. */
  elastAlert(url: string, messages: readonly string[]): Promise<Outcome[]>;
}

/** The senders, or why they cannot be run. */
export async function pythonSenders(): Promise<PythonSenders | { problem: string }> {
  const python = await getPythonSenders();
  if ("problem" in python) return python;
  const run = async (script: string, order: object): Promise<Outcome[]> => {
    const file = path.join(import.meta.dirname, script);
    const { stdout } = await execa(python.executable, [file], { input: JSON.stringify(order) });
    return JSON.parse(stdout);
  };
  return {
    apprise: (inboundUrl, notifications) => run("apprise_sender.py", { inboundUrl, notifications }),
    elastAlert: (url, messages) =>
      run("elastalert_sender.py", {
        url,
        matches: messages.map((message) => ({ "@timestamp": "2026-01-02T17:30:00Z", message })),
      }),
  };
}
