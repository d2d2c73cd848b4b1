import { ne, sql } from "drizzle-orm";
import { z } from "zod";
import { inTransaction, type Ctx } from "@/db/context";
import { fxDays, fxRates } from "@/db/schema";
import { formatScaled, parseScaled } from "@/lib/core/decimal";
import type { Failure } from "@/lib/core/failure";
import { fail, ok, type Result } from "@/lib/core/result";

const TIMEOUT = 10_000;
const currency = z.string().regex(/^[A-Z]{3}$/);
const answer = z.object({
  base: currency,
  rates: z.record(z.string(), z.union([z.string(), z.number()]).transform(String)),
});

/**
 * Reads mid-market rates as `{ base: "USD", rates: { EUR: "0.92" } }` and keeps them. When they cannot be read, the old ones stay.
 * @returns how many currencies have a rate
 */
export async function refreshFxRates(
  ctx: Ctx,
  source: { url: string; fetch: typeof fetch },
): Promise<Result<number, Failure<"fx-unavailable">>> {
  const read = await readSource(source);
  if (!read.ok) return read;
  const { base, rates } = read.value;
  const rows = Object.entries(rates).flatMap(([quote, text]) => {
    const rate = parseScaled(text, 18);
    const usable = currency.safeParse(quote).success && rate !== undefined && rate > 0n;
    return usable ? [{ base, quote, rate: formatScaled(rate, 18) }] : [];
  });
  if (rows.length === 0) return fail({ code: "fx-unavailable", detail: "no rate in the answer" });
  await inTransaction(ctx, async (inside) => {
    await inside.db.delete(fxRates).where(ne(fxRates.base, base));
    await inside.db
      .insert(fxRates)
      .values(rows)
      .onConflictDoUpdate({
        target: [fxRates.base, fxRates.quote],
        set: { rate: sql`excluded.rate`, at: sql`app_now()` },
      });
    // The last reading of a day is what its reports count by.
    const day = sql<string>`(app_now() at time zone 'UTC')::date`;
    await inside.db
      .insert(fxDays)
      .values(rows.map((row) => ({ ...row, day })))
      .onConflictDoUpdate({
        target: [fxDays.quote, fxDays.day],
        set: { base: sql`excluded.base`, rate: sql`excluded.rate` },
      });
  });
  return ok(rows.length);
}

async function readSource(source: {
  url: string;
  fetch: typeof fetch;
}): Promise<Result<z.infer<typeof answer>, Failure<"fx-unavailable">>> {
  try {
    const response = await source.fetch(source.url, { signal: AbortSignal.timeout(TIMEOUT) });
    if (!response.ok) return fail({ code: "fx-unavailable", detail: `HTTP ${response.status}` });
    const parsed = answer.safeParse(await response.json());
    return parsed.success ? ok(parsed.data) : fail({ code: "fx-unavailable", detail: parsed.error.message });
  } catch (error) {
    return fail({ code: "fx-unavailable", detail: error instanceof Error ? error.message : String(error) });
  }
}
