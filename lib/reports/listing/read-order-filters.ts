import { validate as isUuid } from "uuid";
import { currencyExponent } from "@/lib/core/currency-exponent";
import { parseExact } from "@/lib/core/decimal";
import { money, type Money } from "@/lib/core/money";
import {
  ORDER_TRANSITIONS,
  PAYMENT_TRANSITIONS,
  type OrderState,
  type PaymentState,
} from "@/lib/core/transitions";
import { COUNTRIES } from "@/lib/phone/calling-codes";
import { PROVIDER_NAMES } from "@/lib/providers/spec";
import { isDay, isZone } from "../sales/read-period";
import {
  NO_FILTERS,
  ORDER_COLUMNS,
  USUAL_COLUMNS,
  type FilterProblem,
  type OrderColumn,
  type OrderFilters,
} from "./types";

const statesOf = <State extends string>(rows: readonly (readonly [string, string, string])[]): State[] => [
  ...new Set(rows.flatMap(([from, , to]) => [from, to] as State[])),
];

/** What needs somebody first, what is over last. */
export const ORDER_STATES: readonly OrderState[] = [
  ...new Set<OrderState>([
    "review",
    "in_doubt",
    "accepted",
    "sending",
    "authorised",
    ...statesOf<OrderState>(ORDER_TRANSITIONS),
  ]),
];
export const PAYMENT_STATES: readonly PaymentState[] = statesOf<PaymentState>(PAYMENT_TRANSITIONS);
export const KINDS = ["airtime", "bundle", "data", "plan", "pin", "esim", "gift-card", "bill"] as const;

/** Values as an address has them; several of one name are the first. */
export type Asked = Partial<Record<string, string | string[]>>;

/** The first value of a name, trimmed; null when it is empty. */
export const oneOf = (asked: Asked, name: string): string | null => {
  const value = asked[name];
  return ((Array.isArray(value) ? value[0] : value) ?? "").trim() || null;
};

const MOST_MINOR = 10n ** 12n;

function amountOf(text: string, currency: string): Money | null {
  const minor = parseExact(text, currencyExponent(currency));
  return minor === undefined || minor < 0n || minor > MOST_MINOR ? null : money(Number(minor), currency);
}

const isCountry = (code: string): boolean => COUNTRIES.some(({ country }) => country === code);

interface Reading {
  filters: OrderFilters;
  problems: FilterProblem[];
}

/** Reads one filter; what says nothing is a problem and no filter. */
function reader(asked: Asked, problems: FilterProblem[]) {
  return <Value>(filter: FilterProblem["filter"], read: (typed: string) => Value | null): Value | null => {
    const typed = oneOf(asked, filter);
    if (typed === null) return null;
    const value = read(typed);
    if (value === null) problems.push({ filter, typed: typed.slice(0, 60) });
    return value;
  };
}

const among =
  <Value extends string>(known: readonly Value[]) =>
  (typed: string): Value | null =>
    known.find((one) => one === typed) ?? null;

/** Reads the filters of an address. Wrong values are told, not ignored in silence. */
export function readOrderFilters(asked: Asked): Reading {
  const problems: FilterProblem[] = [];
  const read = reader(asked, problems);
  const currency =
    read("cur", (typed) => (/^[A-Za-z]{3}$/.test(typed) ? typed.toUpperCase() : null)) ?? "USD";
  const filters: OrderFilters = {
    ...NO_FILTERS,
    state: read("state", among(ORDER_STATES)),
    payment: read("payment", among(PAYMENT_STATES)),
    provider: read("provider", among(PROVIDER_NAMES)),
    operator: read("operator", (typed) => (isUuid(typed) ? typed.toLowerCase() : null)),
    country: read("country", (typed) => (isCountry(typed.toUpperCase()) ? typed.toUpperCase() : null)),
    kind: read("kind", among(KINDS)),
    from: read("from", (typed) => (isDay(typed) ? typed : null)),
    to: read("to", (typed) => (isDay(typed) ? typed : null)),
    zone: read("tz", (typed) => (isZone(typed) ? typed : null)) ?? "UTC",
    min: read("min", (typed) => amountOf(typed, currency)),
    max: read("max", (typed) => amountOf(typed, currency)),
    person: oneOf(asked, "person") !== null,
  };
  // Nothing can lie between them: that is said, rather than an empty list shown.
  if (filters.from && filters.to && filters.from > filters.to) {
    problems.push({ filter: "to", typed: filters.to });
    filters.to = null;
  }
  if (filters.min && filters.max && filters.min.minor > filters.max.minor) {
    problems.push({ filter: "max", typed: oneOf(asked, "max") ?? "" });
    filters.max = null;
  }
  return { filters, problems };
}

/** The columns an address asks for, in the order in which they are shown; the usual ones where it asks for none. */
export function readOrderColumns(asked: Asked): readonly OrderColumn[] {
  const given = asked["cols"];
  const names = (Array.isArray(given) ? given : [given ?? ""]).flatMap((value) => value.split(","));
  const chosen = ORDER_COLUMNS.filter((column) => names.includes(column));
  return chosen.length > 0 ? chosen : USUAL_COLUMNS;
}
