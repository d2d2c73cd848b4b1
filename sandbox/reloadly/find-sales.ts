import type { Sales } from "./open-sales";
import { readFilterTime } from "./read-filter-time";
import type { Sale } from "./sale";

/** The sales that a report asks for, oldest first; `reference` names the query field that holds one. */
export function findSales(sales: Sales, query: URLSearchParams, reference: string): Sale[] {
  const wanted = query.get(reference);
  const status = query.get("status");
  const from = readFilterTime(query.get("startDate")) ?? -Infinity;
  const to = readFilterTime(query.get("endDate")) ?? Infinity;
  const rows = wanted ? sales.withReference(wanted) : sales.all();
  return rows.filter(
    (sale) => sale.createdAt >= from && sale.createdAt <= to && (!status || sale.status === status),
  );
}
