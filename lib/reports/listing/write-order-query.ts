import { toDecimal } from "@/lib/core/money";
import { USUAL_COLUMNS, type OrderColumn, type OrderFilters } from "./types";

/** What a list shows, as its address says it. */
export interface ListAsked {
  typed: string;
  filters: OrderFilters;
  columns: readonly OrderColumn[];
}

/** The query of a list: nothing in it that was not asked for, and always in the same order. */
export function writeOrderQuery(
  { typed, filters, columns }: ListAsked,
  page: Record<string, string> = {},
): string {
  const { min, max, person, zone, ...plain } = filters;
  const query = new URLSearchParams();
  if (typed) query.set("q", typed);
  for (const [name, value] of Object.entries(plain)) if (value) query.set(name, value);
  if (zone !== "UTC" && (filters.from || filters.to)) query.set("tz", zone);
  if (min) query.set("min", toDecimal(min));
  if (max) query.set("max", toDecimal(max));
  const currency = (min ?? max)?.currency;
  if (currency && currency !== "USD") query.set("cur", currency);
  if (person) query.set("person", "1");
  if (columns.join() !== USUAL_COLUMNS.join()) query.set("cols", columns.join(","));
  for (const [name, value] of Object.entries(page)) query.set(name, value);
  return query.toString();
}
