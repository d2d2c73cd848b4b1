import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { assertMay } from "@/lib/core/permissions";
import { KNOWN_FOR } from "../read-fx-table";
import type { RatesView, RateView } from "./types";

interface Row extends Record<string, unknown> {
  base: string;
  quote: string;
  rate: string | null;
  at: string | Date | null;
  state: RateView["state"];
  by_hand: RateView["byHand"];
}

/** Every rate that is known or was, with its age, and what staff have set in its place. @throws NotPermitted */
export async function readRates(ctx: Ctx): Promise<RatesView> {
  assertMay(ctx.actor, "prices.read");
  const rows = await ctx.db.execute<Row>(sql`
    select coalesce(f.base, h.base) as base, coalesce(f.quote, h.quote) as quote, f.rate::text as rate, f.at,
      case when f.at is null or f.at <= app_now() - ${KNOWN_FOR}::interval then 'old'
        when f.at <= app_now() - interval '1 day' then 'ageing' else 'fresh' end as state,
      case when h.id is not null then jsonb_build_object('id', h.id, 'rate', h.rate::text, 'until', h.until, 'reason', h.reason,
        'by', coalesce((select u.email from users u where u.id = h.made_by), h.made_by)) end as by_hand
    from fx_rates f full join (select * from fx_overrides where ended_at is null and until > app_now()) h on h.quote = f.quote
    order by h.id is null, 2`);
  const rates = rows.map(({ quote, rate, at, state, by_hand: byHand }) => ({
    currency: quote,
    rate: rate ?? "",
    at: at === null ? null : new Date(at).toISOString(),
    state,
    byHand: byHand && { ...byHand, until: new Date(byHand.until).toISOString() },
  }));
  const newest = rates
    .flatMap(({ at }) => at ?? [])
    .toSorted()
    .at(-1);
  return { base: rows[0]?.base ?? "USD", rates, readAt: newest ?? null };
}
