import type { CookiesOptions } from "next-auth";

const DAY = 86_400;
/** A member of staff signs in again after this, whatever they do. Seconds. */
export const SESSION_LIFE = 7 * DAY;
/** A sign-in link ends after this. Seconds. */
export const LINK_LIFE = 15 * 60;

const NAMES = { session: "hl_staff", csrf: "hl_staff_csrf", callback: "hl_staff_to" } as const;

export type AuthCookie = keyof typeof NAMES;

/** With https the name itself makes browsers refuse a cookie that another host or a plain page has set. */
export const authCookieName = (cookie: AuthCookie, secure: boolean): string =>
  `${secure ? "__Host-" : ""}${NAMES[cookie]}`;

export function authCookies(secure: boolean): Partial<CookiesOptions> {
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure } as const;
  return {
    sessionToken: { name: authCookieName("session", secure), options },
    csrfToken: { name: authCookieName("csrf", secure), options },
    callbackUrl: { name: authCookieName("callback", secure), options },
  };
}
