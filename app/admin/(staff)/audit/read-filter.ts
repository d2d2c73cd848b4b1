import type { AuditFilter } from "@/lib/audit/types";

export type Query = Record<string, string | string[] | undefined>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const STAMP = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

const one = (query: Query, name: string): string => {
  const value = query[name];
  return typeof value === "string" ? value.trim().slice(0, 200).replaceAll("\0", "") : "";
};

const dayOf = (query: Query, name: string): string => {
  const day = one(query, name);
  return DAY.test(day) && !Number.isNaN(Date.parse(day)) ? day : "";
};

const nextDay = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString();

export interface AuditQuery {
  /** As typed, for the form and for links. */
  who: string;
  what: string;
  subject: string;
  why: string;
  from: string;
  until: string;
}

/** What an address asks of the log; what makes no sense is left out. */
export function readFilter(query: Query): { typed: AuditQuery; filter: AuditFilter } {
  const typed = {
    who: one(query, "who"),
    what: one(query, "what"),
    subject: one(query, "subject"),
    why: one(query, "why"),
    from: dayOf(query, "from"),
    until: dayOf(query, "until"),
  };
  const [at, key] = [one(query, "at"), one(query, "key")];
  return {
    typed,
    filter: {
      ...(typed.who ? { actor: typed.who } : {}),
      ...(typed.what ? { action: typed.what } : {}),
      ...(typed.subject ? { subject: typed.subject } : {}),
      ...(typed.why ? { why: typed.why } : {}),
      ...(typed.from ? { from: `${typed.from}T00:00:00Z` } : {}),
      ...(typed.until ? { until: nextDay(typed.until) } : {}),
      ...(STAMP.test(at) && !Number.isNaN(Date.parse(at)) && key ? { before: { at, key } } : {}),
    },
  };
}

/** The address of the same question, with more. */
export function writeQuery(typed: AuditQuery, more: Record<string, string> = {}): string {
  const given = Object.entries({ ...typed, ...more }).filter(([, value]) => value !== "");
  return new URLSearchParams(given).toString();
}
