import { redact } from "../redact";
import { ProviderUnavailable, type ImportProgress, type ProviderDeps, type ProviderOffer } from "../spec";
import type { Client } from "./client";
import { offersOf } from "./map-offers";
import { readPages } from "./read-pages";
import { operatorSchema, type WireOperator } from "./wire";

const PAGE_SIZE = 200;

/** A bad row costs only itself; when most are bad, their format has changed and nothing may be switched off for it. */
function readOperators(rows: unknown[], deps: Pick<ProviderDeps, "log">): WireOperator[] {
  const operators: WireOperator[] = [];
  for (const row of rows) {
    const operator = operatorSchema.safeParse(row);
    if (operator.success) operators.push(operator.data);
    else
      deps.log.warn(
        { provider: "reloadly", issue: redact(operator.error.message) },
        "an operator could not be read",
      );
  }
  if (rows.length > 0 && operators.length * 2 < rows.length)
    throw new ProviderUnavailable("reloadly", "most operators of a page could not be read");
  return operators;
}

/** Every offer of every active operator, page by page. @throws ProviderUnavailable */
export async function* listOffers(
  call: Client,
  deps: Pick<ProviderDeps, "log">,
  progress?: (progress: ImportProgress) => void,
): AsyncIterable<ProviderOffer> {
  const path = `/operators?suggestedAmountsMap=true&size=${PAGE_SIZE}`;
  for await (const { rows, done, total } of readPages(call, path, "the operators")) {
    for (const operator of readOperators(rows, deps)) yield* offersOf(operator);
    progress?.({ done, total });
  }
}
