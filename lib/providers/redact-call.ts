import { redact, withoutCredentials } from "./redact";

/** Names of what nobody may read: credentials, and whatever a buyer is given to redeem. */
const SECRET =
  /pin(?![gk])|serial|secret|token|passw|api_?key|^key$|authori[sz]|client_?id|card_?number|control_?number|certificate|redemption|redeem|voucher|gift_?code|link|url|barcode|qr|lpa|smdp|matching|activation|iccid|instructions|^other$|extra_fields/i;
/** A number of somebody, under whatever name. */
const NUMBER = /phone|mobile|msisdn|recipient|sender|subscriber|account_?(number|no|id)|^number$|^to$/i;
/** A code that names a failure or a status, not one that can be redeemed. */
const TELLS = /^(\d{1,3}|[A-Za-z]+(_[A-Za-z]+)+)$/;

const HIDDEN = "[redacted]";
const EMAIL = /[\w.+-]+@[\w-]+(\.[\w-]+)+/g;
/** A longer answer is cut before it is read. */
const LARGEST = 64 * 1024;

/** All but the last digits of what is a number; anything else stays. */
const maskNumber = (value: string | number): string => {
  const text = String(value);
  return text.replace(/\d(?=(?:\D*\d){4})/g, "•");
};

function clean(name: string, value: unknown): unknown {
  if (value === null || typeof value === "boolean") return value;
  if (SECRET.test(name)) return HIDDEN;
  if (name === "code" && !TELLS.test(String(value))) return HIDDEN;
  if (Array.isArray(value)) return value.map((one) => clean(name, one));
  if (typeof value === "object")
    return Object.fromEntries(
      Object.entries(value as object).map(([key, inner]) => [key, clean(key, inner)]),
    );
  if (typeof value !== "string" && typeof value !== "number") return value;
  if (typeof value === "string" && /^\s*[{[]/.test(value)) return redactCall(value, LARGEST);
  return NUMBER.test(name) && String(value).replaceAll(/\D/g, "").length >= 7 ? maskNumber(value) : value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A body of a call as it may be kept: without secrets, redeemable codes, whole numbers and addresses of people; not longer than `longest`. */
export function redactCall(text: string, longest: number): string {
  const short = text.slice(0, LARGEST);
  const json = parsed(short);
  const safe =
    typeof json === "object" && json !== null
      ? withoutCredentials(JSON.stringify(clean("", json)))
      : redact(short, LARGEST);
  return safe.replace(EMAIL, "•••@•••").slice(0, longest);
}

/** The same text without some values that are known to be secret, and with a known number masked, however it is written. */
export function without(
  text: string,
  known: { secrets: readonly string[]; number?: string | undefined },
): string {
  const open = known.secrets
    .flatMap((secret) =>
      secret.length > 2 ? [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)] : [],
    )
    .reduce((left, secret) => left.replaceAll(secret, HIDDEN), text);
  const end = known.number?.replaceAll(/\D/g, "").slice(-8);
  if (!end || end.length < 7) return open;
  return open.replaceAll(/\d{7,}/g, (run) => (run.endsWith(end) ? maskNumber(run) : run));
}
