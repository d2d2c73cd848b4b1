import { createHmac, timingSafeEqual } from "node:crypto";

/** Every call bears the token; nothing is signed. README.md, "Access". */
export const authHeaders = (token: string): Record<string, string> => ({
  accept: "application/json",
  authorization: `Bearer ${token}`,
});

/** The house's signature: hex HMAC-SHA256 over the time in seconds and two more texts. README.md, "Webhooks". */
export function signatureFits(given: string, secret: string, parts: string[]): boolean {
  const bytes = Buffer.from(given, "hex");
  const wanted = createHmac("sha256", secret).update(parts.join("")).digest();
  return bytes.length === wanted.length && timingSafeEqual(bytes, wanted);
}
