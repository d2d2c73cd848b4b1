import type { Clock } from "@/lib/core/clock";
import type { Fetcher } from "../fetcher";
import { send, type SendVerdict } from "../send";
import { tokenSchema } from "./wire";

/** A token, or what a call that needs one comes to without it. */
export type TokenAnswer = { token: string } | { token?: never; verdict: SendVerdict };

export interface TokenSource {
  /** A token that is good for some time yet; a new one is asked for by way of `fetcher`. */
  get(fetcher: Fetcher): Promise<TokenAnswer>;
  /** Throws away the token that was refused, unless a newer one is there already. */
  refuse(token: string): void;
}

const SPARE_MS = 30_000;

/** Credentials that are refused are a failure of their own; for any other reason the call was just not sent. */
function withoutToken(verdict: SendVerdict): SendVerdict {
  if (verdict.kind === "answered" && verdict.status === 401) return verdict;
  const detail = verdict.kind === "answered" ? String(verdict.status) : verdict.detail;
  return { kind: "not-sent", detail: `no token: ${detail}` };
}

/** One token for one audience. However many calls want a new one at once, it is asked for once. */
export function createTokenSource(options: {
  clock: Clock;
  authUrl: string;
  audience: string;
  clientId: string;
  clientSecret: string;
  timeoutMs: number;
}): TokenSource {
  let token: { value: string; goodUntil: number } | undefined;
  let asking: Promise<TokenAnswer> | undefined;

  const ask = async (fetcher: Fetcher): Promise<TokenAnswer> => {
    const verdict = await send(fetcher, {
      url: `${options.authUrl}/oauth/token`,
      method: "POST",
      headers: { accept: "application/json" },
      body: {
        client_id: options.clientId,
        client_secret: options.clientSecret,
        grant_type: "client_credentials",
        audience: options.audience,
      },
      timeoutMs: options.timeoutMs,
      purpose: "read",
      secrets: [options.clientSecret],
    });
    const parsed =
      verdict.kind === "answered" && verdict.status === 200 ? tokenSchema.safeParse(verdict.json) : undefined;
    if (!parsed?.success) return { verdict: withoutToken(verdict) };
    const lifeMs = Number(parsed.data.expires_in) * 1000;
    const goodUntil = options.clock.now().getTime() + Math.max(lifeMs - SPARE_MS, lifeMs / 2);
    token = { value: parsed.data.access_token, goodUntil };
    return { token: token.value };
  };

  return {
    get: async (fetcher) => {
      if (token && token.goodUntil > options.clock.now().getTime()) return { token: token.value };
      asking ??= ask(fetcher).finally(() => (asking = undefined));
      return asking;
    },
    refuse: (refused) => {
      if (token?.value === refused) token = undefined;
    },
  };
}
