import type { Credit } from "../outside";

export interface LedgerPayment {
  paymentIntent: string;
  metadata: Record<string, string>;
  currency: string;
  /** This and the next four in minor units. */
  amount: number;
  authorised: number;
  captured: number;
  released: number;
  refunded: number;
  status: string;
  at: string;
}

export interface LedgerMail {
  to: string;
  subject: string;
  at: string;
}

export interface LedgerSources {
  credits(): Credit[];
  payments(): LedgerPayment[];
  mails(): LedgerMail[];
}

export interface LedgerPage {
  credits: Omit<Credit, "id">[];
  payments: LedgerPayment[];
  mails: LedgerMail[];
  /** Only with `limit`: hand it back as `cursor`; null when nothing is left. */
  next?: string | null;
}

/**
 * Rows at or after `since` (ISO time or epoch milliseconds), each list in order of birth. `limit` rows of each list
 * a page. Throws an Error with one line when a parameter is unusable.
 */
export function readLedger(sources: LedgerSources, query: URLSearchParams): LedgerPage {
  const since = readSince(query.get("since"));
  const lists = {
    credits: after(sources.credits(), since),
    payments: after(sources.payments(), since),
    mails: after(sources.mails(), since),
  };
  const limit = query.get("limit");
  if (limit === null) return { ...lists, credits: lists.credits.map(withoutId) };
  const size = Number(limit);
  if (!Number.isInteger(size) || size < 1) throw new Error("limit must be a whole number above 0");
  const [credits, payments, mails] = readCursor(query.get("cursor"));
  const page = {
    credits: lists.credits.slice(credits, credits + size).map(withoutId),
    payments: lists.payments.slice(payments, payments + size),
    mails: lists.mails.slice(mails, mails + size),
  };
  const reached = [
    credits + page.credits.length,
    payments + page.payments.length,
    mails + page.mails.length,
  ] as const;
  const done =
    reached[0] >= lists.credits.length &&
    reached[1] >= lists.payments.length &&
    reached[2] >= lists.mails.length;
  return { ...page, next: done ? null : reached.join(".") };
}

function withoutId({ id: _id, ...credit }: Credit): Omit<Credit, "id"> {
  return credit;
}

function after<Row extends { at: string }>(rows: Row[], since: number): Row[] {
  return since === 0 ? rows : rows.filter((row) => Date.parse(row.at) >= since);
}

function readSince(text: string | null): number {
  if (text === null || text === "") return 0;
  const time = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  if (Number.isNaN(time)) throw new Error("since must be an ISO time or milliseconds since the epoch");
  return time;
}

function readCursor(text: string | null): [number, number, number] {
  if (text === null || text === "") return [0, 0, 0];
  const parts = text.split(".").map(Number);
  if (parts.length !== 3 || !parts.every((part) => Number.isInteger(part) && part >= 0)) {
    throw new Error("cursor must be the `next` of an earlier page");
  }
  return [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0];
}
