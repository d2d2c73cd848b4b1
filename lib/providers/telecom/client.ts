import { send, type SendRequest, type SendVerdict } from "../send";
import type { ProviderDeps } from "../spec";
import { authHeaders } from "./auth";

export interface TelecomOptions extends ProviderDeps {
  /** Address that every path is appended to: `https://api.giftapi.io/v1`. */
  baseUrls: { api: string };
  /** Without the secret no webhook is believed: it is told once, when they are registered. */
  credentials: { token: string; webhookSecret: string | undefined };
}

export type Call = Pick<SendRequest, "method" | "body" | "purpose" | "timeoutMs"> & { path: string };
export type Client = (call: Call) => Promise<SendVerdict>;

export const READ_TIMEOUT_MS = 20_000;

export function createClient({ fetch: fetcher, baseUrls, credentials }: TelecomOptions): Client {
  return ({ path, ...call }) =>
    send(fetcher, {
      ...call,
      url: baseUrls.api + path,
      headers: authHeaders(credentials.token),
      secrets: [credentials.token],
    });
}

/** A read, repeated when it fails in passing. Undefined unless it was answered with 200. */
export async function readJson(call: Client, path: string): Promise<unknown> {
  const verdict = await call({ path, method: "GET", purpose: "read", timeoutMs: READ_TIMEOUT_MS });
  return verdict.kind === "answered" && verdict.status === 200 ? verdict.json : undefined;
}
