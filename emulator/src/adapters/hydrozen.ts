// Hydrozen sends what 66uptime sends: A:hydrozen/v3.
export { sixtySixUptime as hydrozen } from "./66uptime.ts";
