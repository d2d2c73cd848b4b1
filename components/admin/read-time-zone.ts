import { cookies } from "next/headers";
import { cache } from "react";

/** Cookie with the time zone that staff pages are told in, as the tz database names it. */
export const ZONE_COOKIE = "hl_staff_zone";

/** Whether a name is a time zone that this machine knows. */
export function isTimeZone(name: string): boolean {
  try {
    return name !== "" && new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** The time zone staff chose; UTC until they do. Once a request. */
export const readTimeZone = cache(async (): Promise<string> => {
  const chosen = (await cookies()).get(ZONE_COOKIE)?.value ?? "";
  return isTimeZone(chosen) ? chosen : "UTC";
});
