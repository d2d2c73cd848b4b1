const SECRET_NAMES =
  /("(?:access_token|api_key|client_secret|client_id|password|token|secret|authorization|pinCode|pin|code|serial|cardNumber|key)"\s*:\s*)("(?:[^"\\]|\\.)*(?:"|$)|\d+)/gi;
const BEARER = /(bearer\s+)[\w.\-~+/]+=*/gi;

/** Text of a provider as it may stand in a log or on a staff page: no secrets, no codes, not too long. */
export function redact(text: string, longest = 300): string {
  return text.replace(SECRET_NAMES, '$1"[redacted]"').replace(BEARER, "$1[redacted]").slice(0, longest);
}
