import { createHmac, timingSafeEqual } from "node:crypto";

/** A business account has an id and a secret, a personal one a key. */
export type BitrefillCredentials = { apiId: string; apiSecret: string } | { apiKey: string };

/** The header every call carries. README.md, "Access". */
export function authorizationOf(credentials: BitrefillCredentials): string {
  if ("apiKey" in credentials) return `Bearer ${credentials.apiKey}`;
  const { apiId, apiSecret } = credentials;
  return `Basic ${Buffer.from(`${apiId}:${apiSecret}`).toString("base64")}`;
}

/** What stands in a webhook's address so that nobody else can make one up: they sign nothing. README.md, "Webhooks". */
export function webhookToken(credentials: BitrefillCredentials, reference: string): string {
  const key = "apiKey" in credentials ? credentials.apiKey : credentials.apiSecret;
  return createHmac("sha256", key).update(`bitrefill webhook ${reference}`).digest("hex");
}

export function tokenFits(credentials: BitrefillCredentials, reference: string, token: string): boolean {
  const given = Buffer.from(token);
  const wanted = Buffer.from(webhookToken(credentials, reference));
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
