import { env } from "@/lib/env";

/**
 * The shop's address as this browser typed it. On one's own machine `localhost` and `127.0.0.1` are the same shop but not the same cookies: who
 * leaves for the card page must come back to the one they left. Live, it is always APP_URL.
 */
export function shopOrigin(host: string | null): string {
  const { mode, appUrl } = env();
  const { hostname, host: own } = new URL(appUrl);
  const local = host !== null && host === own.replace(hostname, "localhost");
  return mode === "demo" && hostname === "127.0.0.1" && local ? `http://${host}` : appUrl;
}
