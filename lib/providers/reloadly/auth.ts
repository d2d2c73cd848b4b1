import type { Clock } from "@/lib/core/clock";
import { send } from "../send";
import { tokenSchema } from "./wire";

export interface TokenSource {
  /** A token that is good for some time yet; undefined when none could be had. */
  get(): Promise<string | undefined>;
  /** Throws away the token that was refused, unless a newer one is there already. */
  refuse(token: string): void;
}

const SPARE_MS = 30_000;

/** One token for one audience. However many calls want a new one at once, it is asked for once. */
export function createTokenSource(options: {
  fetch: typeof fetch;
  clock: Clock;
  authUrl: string;
  audience: string;
  clientId: string;
  clientSecret: string;
  timeoutMs: number;
}): TokenSource {
  let token: { value: string; goodUntil: number } | undefined;
  let asking: Promise<string | undefined> | undefined;

  const ask = async (): Promise<string | undefined> => {
    const verdict = await send(options.fetch, {
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
    });
    const parsed =
      verdict.kind === "answered" && verdict.status === 200 ? tokenSchema.safeParse(verdict.json) : undefined;
    if (!parsed?.success) return undefined;
    const lifeMs = Number(parsed.data.expires_in) * 1000;
    const goodUntil = options.clock.now().getTime() + Math.max(lifeMs - SPARE_MS, lifeMs / 2);
    token = { value: parsed.data.access_token, goodUntil };
    return token.value;
  };

  return {
    get: async () => {
      if (token && token.goodUntil > options.clock.now().getTime()) return token.value;
      asking ??= ask().finally(() => (asking = undefined));
      return asking;
    },
    refuse: (refused) => {
      if (token?.value === refused) token = undefined;
    },
  };
}
