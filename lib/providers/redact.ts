const NAMES =
  "access_token|api_key|client_secret|client_id|password|token|secret|authorization|pinCode|boostPin|pin|code|serial|cardNumber|key";
const FIELDS = new RegExp(`("(?:${NAMES})"\\s*:\\s*)("(?:[^"\\\\]|\\\\.)*(?:"|$)|\\d+)`, "gi");
/** The same where JSON stands inside a text of JSON. */
const QUOTED_FIELDS = new RegExp(
  `(\\\\"(?:${NAMES})\\\\"\\s*:\\s*)(\\\\"(?:[^"\\\\]|\\\\[^"])*(?:\\\\"|$)|\\d+)`,
  "gi",
);
/** `Bearer …`, `Basic …` that is long enough for credentials, and a token in an address. */
const CREDENTIALS = /(bearer\s+|basic\s+(?=[\w+/]{16})|[?&]token=)[\w.\-~+/]+=*/gi;

/** A text without credentials as headers and addresses carry them. */
export const withoutCredentials = (text: string): string => text.replace(CREDENTIALS, "$1[redacted]");

/** Text of a provider as it may stand in a log or on a staff page: no secrets, no codes, not too long. */
export function redact(text: string, longest = 300): string {
  const open = text.replace(FIELDS, '$1"[redacted]"').replace(QUOTED_FIELDS, '$1\\"[redacted]\\"');
  return withoutCredentials(open).slice(0, longest);
}
