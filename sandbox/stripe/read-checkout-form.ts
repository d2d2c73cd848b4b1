import type { TypedCard } from "./pay-session";
import { findTestCard } from "./test-cards";

export type CheckoutField = "email" | "number" | "expiry" | "cvc" | "name" | "country";

/** What the buyer typed, to be shown again; the security code is never shown again. */
export type TypedFields = Record<CheckoutField, string>;

export type FieldErrors = Partial<Record<CheckoutField, string>>;

export type CheckoutReading =
  | { ok: true; typed: TypedFields; card: TypedCard }
  | { ok: false; typed: TypedFields; errors: FieldErrors };

export const EMPTY_FIELDS: TypedFields = {
  email: "",
  number: "",
  expiry: "",
  cvc: "",
  name: "",
  country: "US",
};

/** Reads the form of the Checkout page; `now` is in milliseconds since the epoch. */
export function readCheckoutForm(form: URLSearchParams, now: number): CheckoutReading {
  const field = (name: CheckoutField): string => (form.get(name) ?? "").trim();
  const typed: TypedFields = {
    email: field("email"),
    number: field("number"),
    expiry: field("expiry"),
    cvc: field("cvc"),
    name: field("name"),
    country: field("country") || "US",
  };
  const errors: FieldErrors = {};
  const digits = typed.number.replace(/[\s-]/g, "");
  const expiry = readExpiry(typed.expiry);
  const card = findTestCard(digits);
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed.email)) errors.email = "Enter an e-mail address.";
  if (!/^\d{12,19}$/.test(digits) || !passesLuhn(digits)) errors.number = "Your card number is invalid.";
  else if (!card) errors.number = "This is not a test card. Use one from the list below.";
  if (!expiry) errors.expiry = "Enter the date as MM / YY.";
  else if (isPast(expiry, now)) errors.expiry = "Your card's expiration date is in the past.";
  const codeLength = card?.brand === "amex" ? 4 : 3;
  if (!new RegExp(`^\\d{${codeLength}}$`).test(typed.cvc)) {
    errors.cvc = `Enter the ${codeLength} digits of the security code.`;
  }
  if (typed.name === "") errors.name = "Enter the name on the card.";
  if (!card || !expiry || Object.keys(errors).length > 0) return { ok: false, typed, errors };
  const payer = { email: typed.email, name: typed.name, country: typed.country };
  return { ok: true, typed, card: { card, expMonth: expiry.month, expYear: expiry.year, payer } };
}

function readExpiry(text: string): { month: number; year: number } | undefined {
  const match = /^(\d{1,2})\s*[/\-.]?\s*(\d{2}|\d{4})$/.exec(text);
  const month = Number(match?.[1]);
  const year = Number(match?.[2]);
  if (!match || month < 1 || month > 12) return undefined;
  return { month, year: year < 100 ? 2000 + year : year };
}

/** A card is good to the end of its month. */
function isPast(expiry: { month: number; year: number }, now: number): boolean {
  return Date.UTC(expiry.year, expiry.month, 1) <= now;
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const weighted = index % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}
