import type { Fetcher } from "../fetcher";
import { send, type SendRequest, type SendVerdict } from "../send";
import type { ProviderDeps } from "../spec";
import { createTokenSource, type TokenSource } from "./auth";

export interface ReloadlyOptions extends ProviderDeps {
  /** Addresses of the token host and of each product's; the latter are the tokens' audiences as well. One that is absent is not sold. */
  baseUrls: { auth: string; topups: string; giftcards?: string; utilities?: string };
  credentials: { clientId: string; clientSecret: string; webhookSecret: string };
}

type Host = "topups" | "giftcards" | "utilities";
export type Call = Pick<SendRequest, "method" | "body" | "purpose" | "timeoutMs"> & {
  path: string;
  /** Version of the media type; the first without it. */
  version?: 2;
};
/** Makes one call with a token; `timeoutMs` covers the token and a second try after a 401 too. */
export type Client = (call: Call) => Promise<SendVerdict>;

/** One client a product; of a product that is not sold there is none. */
export interface Calls {
  topups: Client;
  giftcards: Client | undefined;
  utilities: Client | undefined;
}

const accept = (host: Host, version: number): string => `application/com.reloadly.${host}-v${version}+json`;
const READ_TIMEOUT_MS = 20_000;
const TOO_LATE: SendVerdict = { kind: "not-sent", detail: "no token in time" };

/** Waits for a token no longer than there is time; who waits longer does not stop the others. */
async function within<T>(milliseconds: number, wanted: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.max(0, milliseconds));
  });
  try {
    return await Promise.race([wanted, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** One for each host. */
export type Tokens = Record<Host, TokenSource>;

export function createTokens({ clock, baseUrls, credentials }: ReloadlyOptions): Tokens {
  const tokensOf = (audience = ""): TokenSource =>
    createTokenSource({
      clock,
      authUrl: baseUrls.auth,
      audience,
      clientId: credentials.clientId,
      clientSecret: credentials.clientSecret,
      timeoutMs: READ_TIMEOUT_MS,
    });
  const { topups, giftcards, utilities } = baseUrls;
  return { topups: tokensOf(topups), giftcards: tokensOf(giftcards), utilities: tokensOf(utilities) };
}

export function createClients({ fetch: fetcher, baseUrls }: ReloadlyOptions, tokens: Tokens): Calls {
  const clientOf = (host: Host, baseUrl: string): Client =>
    createClient(fetcher, { host, baseUrl, tokens: tokens[host] });
  const { topups, giftcards, utilities } = baseUrls;
  return {
    topups: clientOf("topups", topups),
    giftcards: giftcards === undefined ? undefined : clientOf("giftcards", giftcards),
    utilities: utilities === undefined ? undefined : clientOf("utilities", utilities),
  };
}

/** One of Reloadly's product hosts, with a token of its own. */
function createClient(
  fetcher: Fetcher,
  { host, baseUrl, tokens }: { host: Host; baseUrl: string; tokens: TokenSource },
): Client {
  /** A 401 proves that nothing ran: with a new token the call is made once more, a purchase too. */
  return async ({ path, version = 1, ...call }) => {
    const started = performance.now();
    const timeLeft = (): number => call.timeoutMs - (performance.now() - started);
    const attempt = (token: string): Promise<SendVerdict> =>
      send(fetcher, {
        ...call,
        timeoutMs: timeLeft(),
        url: baseUrl + path,
        headers: { accept: accept(host, version), authorization: `Bearer ${token}` },
        secrets: [token],
      });
    const held = await within(timeLeft(), tokens.get(fetcher));
    if (!held || timeLeft() <= 0) return TOO_LATE;
    if (held.token === undefined) return held.verdict;
    const verdict = await attempt(held.token);
    if (verdict.kind !== "answered" || verdict.status !== 401) return verdict;
    tokens.refuse(held.token);
    const fresh = await within(timeLeft(), tokens.get(fetcher));
    return fresh?.token && timeLeft() > 0 ? attempt(fresh.token) : verdict;
  };
}

/** A read, repeated when it fails in passing. */
export function read(call: Client, path: string): Promise<SendVerdict> {
  return call({ path, method: "GET", purpose: "read", timeoutMs: READ_TIMEOUT_MS });
}
