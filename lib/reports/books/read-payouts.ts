import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { micros } from "@/lib/core/money";
import { assertMay } from "@/lib/core/permissions";
import type { PayoutLineView, PayoutView } from "./types";

interface Row extends Record<string, unknown> {
  id: string;
  state: string;
  micros: string;
  currency: string;
  automatic: boolean;
  failure: string | null;
  created_at: string;
  arrives_at: string;
  complete: boolean;
  lines: string;
  unknown: string;
  sum: string;
}

const iso = (moment: string): string => new Date(moment).toISOString();

const viewOf = (row: Row): PayoutView => ({
  id: row.id,
  state: row.state,
  amount: micros(Number(row.micros), row.currency),
  automatic: row.automatic,
  failure: row.failure,
  createdAt: iso(row.created_at),
  arrivesAt: iso(row.arrives_at),
  lines: Number(row.lines),
  unknown: Number(row.unknown),
  sum: row.complete ? micros(Number(row.sum), row.currency) : null,
});

const SUMS = sql`left join lateral (select count(*) as lines, coalesce(sum(l.net_micros), 0) as sum,
    count(*) filter (where p.id is null and l.kind in ('charge', 'refund', 'refund-failure', 'dispute')) as unknown
  from payout_lines l left join payments p on p.payment_intent_id = l.payment_intent_id where l.payout_id = o.id) s on true`;

/** Payouts, the newest first. @param by.before id of the last one that was shown @throws NotPermitted */
export async function listPayouts(
  ctx: Ctx,
  by: { before: string | null; limit: number },
): Promise<{ payouts: PayoutView[]; more: boolean }> {
  assertMay(ctx.actor, "books.read");
  const after =
    by.before === null
      ? sql`true`
      : sql`(o.created_at, o.id) < (select created_at, id from payouts where id = ${by.before})`;
  const rows = await ctx.db.execute<Row>(sql`
    select o.*, s.lines, s.sum, s.unknown from payouts o ${SUMS}
    where ${after} order by o.created_at desc, o.id desc limit ${by.limit + 1}`);
  return { payouts: rows.slice(0, by.limit).map(viewOf), more: rows.length > by.limit };
}

/** A payout with what is in it, the newest first. @param by.before id of the last line that was shown @throws NotPermitted */
export async function readPayout(
  ctx: Ctx,
  by: { id: string; before: string | null; limit: number },
): Promise<{ payout: PayoutView; lines: PayoutLineView[]; more: boolean } | null> {
  assertMay(ctx.actor, "books.read");
  const [row] = await ctx.db.execute<Row>(
    sql`select o.*, s.lines, s.sum, s.unknown from payouts o ${SUMS} where o.id = ${by.id}`,
  );
  if (!row) return null;
  const after =
    by.before === null
      ? sql`true`
      : sql`(l.at, l.line_id) < (select at, line_id from payout_lines where line_id = ${by.before})`;
  const lines = await ctx.db.execute<Record<string, string | null>>(sql`
    select l.line_id, l.kind, l.gross_micros, l.fee_micros, l.net_micros, l.currency, l.at::text as at, l.payment_intent_id,
      (select o.id from orders o where o.checkout_id = p.checkout_id order by o.line limit 1) as order_id
    from payout_lines l left join payments p on p.payment_intent_id = l.payment_intent_id
    where l.payout_id = ${by.id} and ${after} order by l.at desc, l.line_id desc limit ${by.limit + 1}`);
  const amount = (line: Record<string, string | null>, name: string) =>
    micros(Number(line[name]), line["currency"] ?? "USD");
  return {
    payout: viewOf(row),
    lines: lines.slice(0, by.limit).map((line) => ({
      id: line["line_id"] ?? "",
      kind: line["kind"] ?? "",
      gross: amount(line, "gross_micros"),
      fee: amount(line, "fee_micros"),
      net: amount(line, "net_micros"),
      at: iso(line["at"] ?? ""),
      orderId: line["order_id"] ?? null,
      paymentIntentId: line["payment_intent_id"] ?? null,
    })),
    more: lines.length > by.limit,
  };
}
