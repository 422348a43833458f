// @ts-check
// Prometheus' Alertmanager, compiled from its published Go modules into the cache folder.

import path from "node:path";
import { buildGoPrograms } from "../go.mjs";

/**
 * Gets Alertmanager. The Go module of a newer version may lack the files of its web page, without which it does not
 * compile: 0.35.0's does.
 *
 * @returns {Promise<{ executable: string } | { problem: string }>}
 */
export async function getAlertmanager() {
  const built = await buildGoPrograms([
    {
      name: "alertmanager",
      modules: new URL("./alertmanager/", import.meta.url),
      package: "github.com/prometheus/alertmanager/cmd/alertmanager",
      module: "github.com/prometheus/alertmanager",
    },
  ]);
  return "problem" in built ? built : { executable: path.join(built.folder, "alertmanager") };
}
