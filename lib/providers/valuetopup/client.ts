import { send, type SendRequest, type SendVerdict } from "../send";
import { ProviderUnavailable, type ProviderDeps } from "../spec";
import { basicAuth } from "./auth";
import { envelopeSchema, type Envelope } from "./wire";

/** What the account is, for their answers do not say it. README.md, "Balance". */
export interface Account {
  /** The wallet's currency, ISO 4217. */
  currency: string;
  /** Credit terms: how much may be owed, a decimal in the wallet's currency. Undefined: prepaid. */
  creditLimit?: string | undefined;
}

export interface ValueTopupOptions extends ProviderDeps {
  /** Such as `https://www.valuetopup.com/api/v2`. */
  baseUrl: string;
  credentials: { userId: string; password: string };
  account: Account;
}

export type Call = Pick<SendRequest, "method" | "body" | "purpose" | "timeoutMs"> & {
  path: string;
  /** Language of display texts, such as `ar`; English without. */
  language?: string | undefined;
};
export type Client = (call: Call) => Promise<SendVerdict>;

const READ_TIMEOUT_MS = 30_000;

export function createClient({ fetch: fetcher, baseUrl, credentials }: ValueTopupOptions): Client {
  const authorization = basicAuth(credentials);
  const secrets = [credentials.password, authorization.replace(/^Basic /, "")];
  return ({ path, language, ...call }) =>
    send(fetcher, {
      ...call,
      url: baseUrl + path,
      secrets,
      headers: {
        accept: "application/json",
        authorization,
        ...(language ? { "accept-language": language } : {}),
      },
    });
}

/** The envelope of an answer; undefined when there is none with HTTP 200. */
export function envelopeOf(verdict: SendVerdict): Envelope | undefined {
  if (verdict.kind !== "answered" || verdict.status !== 200) return undefined;
  return envelopeSchema.safeParse(verdict.json).data;
}

/** A read that succeeded, repeated when it fails in passing. @throws ProviderUnavailable */
export async function readEnvelope(
  call: Client,
  path: string,
  options: { what: string; language?: string | undefined },
): Promise<Envelope> {
  const { what, language } = options;
  const verdict = await call({ path, language, method: "GET", purpose: "read", timeoutMs: READ_TIMEOUT_MS });
  const envelope = envelopeOf(verdict);
  if (envelope?.responseCode !== "000")
    throw new ProviderUnavailable("valuetopup", `${what} could not be read`);
  return envelope;
}
