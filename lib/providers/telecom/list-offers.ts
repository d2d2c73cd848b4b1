import type { z } from "zod";
import { redact } from "../redact";
import { ProviderUnavailable, type ImportProgress, type ProviderDeps, type ProviderOffer } from "../spec";
import type { Client } from "./client";
import { offerOfPlan, offerOfProduct } from "./map-offers";
import { readPages } from "./read-pages";
import { planSchema, productSchema } from "./wire";

type Deps = Pick<ProviderDeps, "log">;

/** A bad row costs only itself; when most are bad, their format has changed and nothing may be switched off for it. */
function readRows<Row>(rows: unknown[], schema: z.ZodType<Row>, deps: Deps): Row[] {
  const read: Row[] = [];
  for (const row of rows) {
    const parsed = schema.safeParse(row);
    if (parsed.success) read.push(parsed.data);
    else
      deps.log.warn(
        { provider: "telecom", issue: redact(parsed.error.message) },
        "a product could not be read",
      );
  }
  if (rows.length > 0 && read.length * 2 < rows.length)
    throw new ProviderUnavailable("telecom", "most products of a page could not be read");
  return read;
}

/** What one operator sells, or all of them. @throws ProviderUnavailable */
export async function* listProducts(
  call: Client,
  deps: Deps,
  operatorId?: string,
): AsyncGenerator<ProviderOffer[]> {
  const query = operatorId ? `?operator_id=${encodeURIComponent(operatorId)}` : "";
  for await (const rows of readPages(call, `/telecom/products${query}`, "the products"))
    yield readRows(rows, productSchema, deps).flatMap((row) => offerOfProduct(row) ?? []);
}

/** Every offer: products of operators, then travel plans. @throws ProviderUnavailable */
export async function* listOffers(
  call: Client,
  deps: Deps,
  progress?: (progress: ImportProgress) => void,
): AsyncIterable<ProviderOffer> {
  let done = 0;
  for await (const offers of listProducts(call, deps)) {
    yield* offers;
    done += offers.length;
    progress?.({ done, total: undefined });
  }
  for await (const rows of readPages(call, "/esim/plans", "the eSIM plans")) {
    yield* readRows(rows, planSchema, deps).flatMap((row) => offerOfPlan(row) ?? []);
    done += rows.length;
    progress?.({ done, total: undefined });
  }
}
