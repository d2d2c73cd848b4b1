import { send, type SendRequest, type SendVerdict } from "../send";
import type { ProviderDeps } from "../spec";
import { createTokenSource } from "./auth";

export interface ReloadlyOptions extends ProviderDeps {
  /** Addresses of the token host and of the airtime host; the latter is the token's audience as well. */
  baseUrls: { auth: string; topups: string };
  credentials: { clientId: string; clientSecret: string; webhookSecret: string };
}

export type Call = Pick<SendRequest, "method" | "body" | "purpose" | "timeoutMs"> & { path: string };
/** Makes one call with a token; `timeoutMs` covers the token and a second try after a 401 too. */
export type Client = (call: Call) => Promise<SendVerdict>;

const ACCEPT = "application/com.reloadly.topups-v1+json";
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

/** Reloadly's airtime host. */
export function createClient(options: ReloadlyOptions): Client {
  const { fetch: fetcher, clock, baseUrls, credentials } = options;
  const tokens = createTokenSource({
    fetch: fetcher,
    clock,
    authUrl: baseUrls.auth,
    audience: baseUrls.topups,
    clientId: credentials.clientId,
    clientSecret: credentials.clientSecret,
    timeoutMs: READ_TIMEOUT_MS,
  });
  /** A 401 proves that nothing ran: with a new token the call is made once more, a purchase too. */
  return async (call) => {
    const started = performance.now();
    const timeLeft = (): number => call.timeoutMs - (performance.now() - started);
    const attempt = (token: string): Promise<SendVerdict> =>
      send(fetcher, {
        ...call,
        timeoutMs: timeLeft(),
        url: baseUrls.topups + call.path,
        headers: { accept: ACCEPT, authorization: `Bearer ${token}` },
      });
    const held = await within(timeLeft(), tokens.get());
    if (!held || timeLeft() <= 0) return TOO_LATE;
    if (held.token === undefined) return held.verdict;
    const verdict = await attempt(held.token);
    if (verdict.kind !== "answered" || verdict.status !== 401) return verdict;
    tokens.refuse(held.token);
    const fresh = await within(timeLeft(), tokens.get());
    return fresh?.token && timeLeft() > 0 ? attempt(fresh.token) : verdict;
  };
}

/** A read of the airtime host, repeated when it fails in passing. */
export function read(call: Client, path: string): Promise<SendVerdict> {
  return call({ path, method: "GET", purpose: "read", timeoutMs: READ_TIMEOUT_MS });
}
