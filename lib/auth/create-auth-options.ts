import type { NextAuthOptions } from "next-auth";
import EmailProvider from "next-auth/providers/email";
import { createAuthAdapter, mayBeStaff, noteSignIn, takeSignInMail } from "@/lib/accounts";
import { writeMail } from "@/lib/mail";
import { authCookies, LINK_LIFE, SESSION_LIFE } from "./auth-cookies";
import type { AuthDeps } from "./create-auth";
import { readAddress } from "@/lib/core/read-address";

export const SIGN_IN_PAGE = "/admin/sign-in";
const LINK_SENT = "/api/auth/verify-request?provider=email&type=email";

/**
 * The mail leads to a page with a button, not to the link itself: mail programs that open every link would use it up. The link lies sealed
 * in the outbox, so that who reads the database cannot sign in with it.
 */
async function sendLink(deps: AuthDeps, link: { email: string; token: string; until: Date }): Promise<void> {
  const query = new URLSearchParams({ email: link.email, token: link.token });
  await writeMail(deps.ctx, {
    template: "sign-in",
    to: link.email,
    dedupeKey: `sign-in:${deps.newId()}`,
    data: {
      link: deps.seal(`${deps.appUrl}${SIGN_IN_PAGE}/open?${query.toString()}`),
      until: link.until.toISOString(),
    },
  });
}

/** Who asks for a link is told the same, whether the address is staff's, is not, or had its mails already. */
async function mayAskForLink(deps: AuthDeps, email: string): Promise<true | string> {
  const allowed = (await mayBeStaff(deps.ctx, email)) && (await takeSignInMail(deps.ctx, email));
  return allowed || `${deps.appUrl}${LINK_SENT}`;
}

function emailProvider(deps: AuthDeps) {
  return EmailProvider({
    maxAge: LINK_LIFE,
    normalizeIdentifier: readAddress,
    sendVerificationRequest: ({ identifier, token, expires }) =>
      sendLink(deps, { email: identifier, token, until: expires }),
  });
}

/** next-auth for staff: a link by e-mail, sessions in the database, our pages and our log. */
export function createAuthOptions(deps: AuthDeps): NextAuthOptions {
  const { ctx, appUrl, secret } = deps;
  const secure = appUrl.startsWith("https:");
  return {
    secret,
    adapter: createAuthAdapter(ctx),
    providers: [emailProvider(deps)],
    session: { strategy: "database", maxAge: SESSION_LIFE },
    useSecureCookies: secure,
    cookies: authCookies(secure),
    pages: { signIn: SIGN_IN_PAGE, error: SIGN_IN_PAGE, verifyRequest: `${SIGN_IN_PAGE}/check-mail` },
    callbacks: {
      signIn: async ({ user, email }) => {
        const address = user.email?.toLowerCase() ?? "";
        if (email?.verificationRequest) return mayAskForLink(deps, address);
        return mayBeStaff(ctx, address);
      },
      // Whatever was asked for: nobody is led out of the house.
      redirect: ({ baseUrl }) => `${baseUrl}/admin`,
    },
    events: {
      signIn: async ({ user }) => {
        ctx.log.info({ user: user.id }, "staff signed in");
        await noteSignIn(ctx, user.id);
      },
    },
    logger: {
      // Only codes: an error of next-auth may carry the link.
      error: (code) => ctx.log.error({ code }, "sign-in failed"),
      warn: (code) => ctx.log.warn({ code }, "sign-in warning"),
      debug: () => undefined,
    },
  };
}
