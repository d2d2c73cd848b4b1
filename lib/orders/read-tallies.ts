import type { Ctx } from "@/db/context";
import { runStatement, type Place } from "@/db/run-statement";
import { money, type Money } from "@/lib/core/money";

export interface TallyRow {
  of: "buyer" | "card" | "recipient";
  /** A recipient's number; empty of a buyer, Stripe's name for a card. */
  key: string;
  /** What was bought in each of the spans, in one currency. */
  spans: { orders: number; worth: Money }[];
}

/** What failed for good was not bought. What is being paid for counts, or many pages at once would pass. */
const BOUGHT = "o.state not in ('expired', 'cancelled', 'undeliverable')";

/** When each span began, worked out once: asked of each row, the shop's clock would be most of the work. */
const sinceOf = (place: Place, spansMs: readonly number[]): string => `since as materialized (select
    ${spansMs.map((ms, at) => `app_now() - ${place(`${ms} milliseconds`)}::interval as span${at}`).join(", ")})`;

/** Orders and their sum within each span. */
const sumsOf = (spansMs: readonly number[]): string =>
  spansMs
    .map((_, at) => `filter (where o.created_at > since.span${at})`)
    .map((within) => `count(*) ${within}, coalesce(sum(o.total_minor) ${within}, 0)`)
    .join(", ");

/** Whose purchases concern a checkout: those of its buyer or under the same address, with a card the buyer paid with, and to its numbers. */
const concerned = (
  place: Place,
  of: { checkoutId: string; buyerId: string; email: string; oldest: string },
): string => `
    select 'buyer' as of, '' as key, o.id from orders o join checkouts c on c.id = o.checkout_id
      where c.buyer_id = ${place(of.buyerId)} and c.created_at > ${of.oldest}
    union select 'buyer', '', o.id from orders o where lower(o.email) = lower(${place(of.email)}) and o.created_at > ${of.oldest}
    union select 'card', p.card_fingerprint, o.id from payments p join orders o on o.checkout_id = p.checkout_id
      where p.card_fingerprint in (select known.card_fingerprint from payments known join checkouts k on k.id = known.checkout_id
        where k.buyer_id = ${place(of.buyerId)} and k.created_at > ${of.oldest}) and o.created_at > ${of.oldest}
    union select 'recipient', o.number, o.id from orders o where o.number in (
      select r.number from quotes q join recipients r on r.id = q.recipient_id
      where q.checkout_id = ${place(of.checkoutId)} and not q.replaced) and o.created_at > ${of.oldest}`;

const tallyRow = ([who, key, currency, ...sums]: unknown[], spans: number): TallyRow => ({
  of: who as TallyRow["of"],
  key: String(key),
  spans: Array.from({ length: spans }, (_, at) => ({
    orders: Number(sums[2 * at]),
    worth: money(Number(sums[2 * at + 1]), String(currency)),
  })),
});

/**
 * Counts and sums of what was bought lately by everybody a checkout concerns, by currency.
 * @param of.spansMs how far back each span reaches, the longest last
 */
export async function readTallies(
  ctx: Ctx,
  of: { checkoutId: string; buyerId: string; email: string; spansMs: readonly number[] },
): Promise<TallyRow[]> {
  const rows = await runStatement(ctx, (place) => {
    const oldest = `(select span${of.spansMs.length - 1} from since)`;
    return `with ${sinceOf(place, of.spansMs)}
      select w.of, w.key, o.total_currency, ${sumsOf(of.spansMs)}
      from (${concerned(place, { ...of, oldest })}) as w join orders o on o.id = w.id cross join since
      where o.created_at > ${oldest} and ${BOUGHT}
      group by w.of, w.key, o.total_currency`;
  });
  return rows.map((row) => tallyRow(row, of.spansMs.length));
}

/**
 * What was bought with a card lately, whoever paid with it. Held to the end of the transaction, so that
 * of two payments with one card the later one counts the earlier.
 * @param of.spansMs how far back each span reaches, the longest last
 */
export async function readCardTallies(
  ctx: Ctx,
  of: { card: string; spansMs: readonly number[] },
): Promise<TallyRow[]> {
  await runStatement(ctx, (place) => `select pg_advisory_xact_lock(7425, hashtext(${place(of.card)}))`);
  const rows = await runStatement(
    ctx,
    (place) => `with ${sinceOf(place, of.spansMs)}
      select 'card', '', o.total_currency, ${sumsOf(of.spansMs)}
      from payments p join orders o on o.checkout_id = p.checkout_id cross join since
      where p.card_fingerprint = ${place(of.card)} and o.created_at > since.span${of.spansMs.length - 1} and ${BOUGHT}
      group by o.total_currency`,
  );
  return rows.map((row) => tallyRow(row, of.spansMs.length));
}
