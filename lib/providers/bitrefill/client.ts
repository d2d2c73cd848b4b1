import { send, type SendRequest, type SendVerdict } from "../send";
import type { ProviderDeps } from "../spec";
import { authorizationOf, type BitrefillCredentials } from "./auth";

export interface BitrefillOptions extends ProviderDeps {
  /** With `/v2`. */
  baseUrl: string;
  credentials: BitrefillCredentials;
  /** ISO codes of the countries whose products are imported; all of them where nothing is said. */
  countries?: string[];
}

export type Call = Pick<SendRequest, "method" | "body" | "purpose" | "timeoutMs"> & { path: string };
export type Client = (call: Call) => Promise<SendVerdict>;

const READ_TIMEOUT_MS = 20_000;

export function createClient({ fetch: fetcher, baseUrl, credentials }: BitrefillOptions): Client {
  const authorization = authorizationOf(credentials);
  const headers = { accept: "application/json", authorization };
  const secrets = [
    "apiKey" in credentials ? credentials.apiKey : credentials.apiSecret,
    authorization.replace(/^\w+ /, ""),
  ];
  return ({ path, ...call }) => send(fetcher, { ...call, url: baseUrl + path, headers, secrets });
}

/** A read, repeated when it fails in passing. */
export function read(call: Client, path: string): Promise<SendVerdict> {
  return call({ path, method: "GET", purpose: "read", timeoutMs: READ_TIMEOUT_MS });
}
