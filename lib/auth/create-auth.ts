import { setTimeout } from "node:timers/promises";
import { endSession, readSessionUser } from "@/lib/accounts";
import type { StaffCtx } from "@/lib/accounts";
import { isStaffRole, type Permission, type StaffRole } from "@/lib/core/permissions";
import { answerWithNextAuth } from "./answer-with-next-auth";
import { authCookieName, type AuthCookie } from "./auth-cookies";
import { createAuthOptions } from "./create-auth-options";

export interface AuthDeps {
  ctx: StaffCtx;
  /** Public address of the shop; NEXTAUTH_URL must be the same. */
  appUrl: string;
  secret: string;
  seal(plain: string): string;
  newId(): string;
  /** Every request for a link takes at least so long, in milliseconds: how long it took tells nothing of the address. */
  answerAfterMs: number;
}

export interface Staff {
  userId: string;
  email: string;
  role: StaffRole;
  granted: Permission[];
  withdrawn: Permission[];
  /** What pages know the session by. */
  sessionId: string;
  /** A code of the second factor was entered in it lately. */
  raised: boolean;
}

export interface Auth {
  /** Answers `/api/auth/…`; null where there is nothing. */
  answer(request: Request): Promise<Response | null>;
  cookieName(cookie: AuthCookie): string;
  /** Who holds this session, if it is staff. @param device what the browser calls itself */
  readStaff(sessionToken: string | undefined, device?: string): Promise<Staff | null>;
  signOut(sessionToken: string): Promise<void>;
  /** What the sign-in form must carry; null before the cookie is set. */
  csrfTokenOf(cookie: string | undefined): string | null;
}

/** What we use of next-auth, by method. A link is opened by POST alone: programs that fetch links must not use it up. */
const DOORS: Record<string, readonly string[]> = {
  GET: ["signin", "verify-request", "error"],
  POST: ["signin/email", "callback/email"],
};

export function createAuth(deps: AuthDeps): Auth {
  const options = createAuthOptions(deps);
  const secure = deps.appUrl.startsWith("https:");
  return {
    cookieName: (cookie) => authCookieName(cookie, secure),
    answer: async (request) => {
      const door = new URL(request.url).pathname.replace(/^\/api\/auth\/?/, "");
      if (!DOORS[request.method]?.includes(door)) return null;
      const answering = answerWithNextAuth(options, { request, path: door.split("/") });
      if (door !== "signin/email") return answering;
      const [answer] = await Promise.all([answering, setTimeout(deps.answerAfterMs)]);
      return answer;
    },
    readStaff: async (sessionToken, device) => {
      const user = sessionToken ? await readSessionUser(deps.ctx, sessionToken, device) : null;
      if (!user || !isStaffRole(user.role)) return null;
      const { id: userId, role, ...rest } = user;
      return { userId, role, ...rest };
    },
    signOut: (sessionToken) => endSession(deps.ctx, sessionToken),
    csrfTokenOf: (cookie) => cookie?.split("|")[0] || null,
  };
}
