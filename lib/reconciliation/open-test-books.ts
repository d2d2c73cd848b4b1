import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { createTestDatabase } from "@/db/testing";
import { micros } from "@/lib/core/money";
import { stockShelf } from "@/lib/fulfilment/testing";
import type { StripeTransaction } from "@/lib/payments";
import { USUAL_CAPABILITIES } from "@/lib/providers/testing";
import type { Provider, StatementLine } from "@/lib/providers/spec";
import type { ReconciliationCtx } from "./context";

/** Of every thousand orders one goes wrong in each of these ways, by its number. */
const WRONG = {
  deliveredNotKnown: 1,
  chargeMissing: 2,
  debitDrifts: 3,
  debitMissing: 4,
  debitTwice: 5,
  reversed: 6,
  chargeDrifts: 7,
  foreignDebit: 8,
  notDelivered: 9,
  refundByHand: 10,
} as const;

const EACH = 1000;
const TOTAL = 7_630_000;
const COST = 6_500_000;

/** Breaks that stand in so many orders, by class. */
export function plantedIn(orders: number): Record<string, number> {
  const each = orders / EACH;
  return {
    "delivered-not-captured": each,
    "captured-not-delivered": each,
    "debited-twice": each,
    "amount-drift": 2 * each,
    "unknown-to-us": 2 * each,
    "unknown-to-them": 2 * each,
    "reversed-unheard": each,
  };
}

const isWrong = (n: number, how: keyof typeof WRONG): boolean => n % EACH === WRONG[how];

/** Orders that were paid, delivered and captured two hours ago, with their books, written by the database itself. */
async function fill({ db }: Ctx, orders: number): Promise<void> {
  const of = (what: string) => sql.raw(`md5('${what}:' || n)::uuid`);
  const ago = sql.raw("app_now() - interval '2 hours' + n * interval '10 milliseconds'");
  const all = sql`generate_series(1, ${orders}::int) n`;
  const lost = sql`n % ${EACH}::int = ${WRONG.deliveredNotKnown}::int`;
  const unsent = sql`n % ${EACH}::int = ${WRONG.notDelivered}::int`;
  await db.execute(
    sql`insert into checkouts (id, buyer_id, currency) select ${of("checkout")}, 'guest', 'USD' from ${all}`,
  );
  await db.execute(sql`insert into quotes (id, checkout_id, recipient_id, operator_id, product_id, offer_id, face_minor, face_currency,
      total_minor, total_currency, price, cost_micros, cost_currency, expires_at)
    select ${of("quote")}, ${of("checkout")}, r.id, o.id, p.id, f.id, 1000000, 'NGN', 763, 'USD', '{}', ${COST}, 'USD', app_now()
    from ${all}, recipients r, operators o, products p, offers f`);
  await db.execute(sql`insert into orders (id, public_id, checkout_id, line, quote_id, operator_id, product_id, state, number, country,
      email, face_minor, face_currency, total_minor, total_currency, reference_stem, created_at, updated_at)
    select ${of("order")}, 'public-' || n, ${of("checkout")}, 1, ${of("quote")}, o.id, p.id,
      case when ${lost} or ${unsent} then 'undeliverable' else 'delivered' end, '+2348031234567', 'NG', 'a@b.c', 1000000, 'NGN', 763,
      'USD', 'hl-' || n, ${ago}, ${ago} from ${all}, operators o, products p`);
  await db.execute(sql`insert into payments (id, checkout_id, state, amount_minor, captured_minor, currency, session_request,
      session_expires_at, payment_intent_id, created_at, updated_at)
    select ${of("payment")}, ${of("checkout")}, case when ${lost} then 'voided' else 'captured' end, 763,
      case when ${lost} then 0 else 763 end, 'USD', '{}', app_now(), 'pi_' || n, ${ago}, ${ago} from ${all}`);
  await db.execute(sql`insert into attempts (id, order_id, n, offer_id, provider, reference, state, request, request_hash, number,
      lease_token, lease_until, provider_reference, cost_micros, cost_currency, created_at, last_sent_at, settled_at)
    select ${of("attempt")}, ${of("order")}, 1, f.id, 'reloadly', 'hl-' || n || '-1', case when ${lost} then 'abandoned' else 'delivered' end,
      '{}', 'h', '+2348031234567', 't', app_now(), case when ${lost} then null else 'p-' || n end, ${COST}, 'USD', ${ago}, ${ago}, ${ago}
    from ${all}, offers f where not (${unsent})`);
  await db.execute(sql`insert into ledger_entries (posting_id, kind, account, currency, micros, order_id, checkout_id, attempt_id, at)
    select md5(leg.kind || n)::uuid, leg.kind, leg.account, 'USD', leg.micros, ${of("order")}, ${of("checkout")},
      case when leg.kind = 'provider-debit' then ${of("attempt")} end, ${ago}
    from ${all}, (values ('capture', 'sales', ${-TOTAL}::bigint), ('capture', 'stripe', ${TOTAL}::bigint),
      ('provider-debit', 'float:reloadly', ${-COST}::bigint), ('provider-debit', 'cost-of-sales', ${COST}::bigint))
      as leg(kind, account, micros)
    where not (${lost}) and not (leg.kind = 'provider-debit' and ${unsent})`);
  await db.execute(sql`analyze`);
}

/** What Stripe says, newest first as it does. */
async function* movementsOf(orders: number, at: Date): AsyncGenerator<StripeTransaction> {
  for (let n = orders; n > 0; n -= 1) {
    if (isWrong(n, "deliveredNotKnown") || isWrong(n, "chargeMissing")) continue;
    const charged = micros(isWrong(n, "chargeDrifts") ? TOTAL - 10_000 : TOTAL, "USD");
    const shared = { paymentIntentId: `pi_${n}`, checkoutId: null, intentId: null, at };
    const fee = micros(521_270, "USD");
    yield {
      ...shared,
      id: `txn_${n}`,
      kind: "charge",
      part: `ch_${n}`,
      presented: charged,
      settled: charged,
      fee,
    };
    if (!isWrong(n, "refundByHand")) continue;
    const back = micros(-1_000_000, "USD");
    yield {
      ...shared,
      id: `txr_${n}`,
      kind: "refund",
      part: `re_${n}`,
      presented: back,
      settled: back,
      fee: micros(0, "USD"),
    };
  }
}

/** What the provider says, oldest first as it does. */
async function* debitsOf(orders: number, at: Date): AsyncGenerator<StatementLine> {
  for (let n = 1; n <= orders; n += 1) {
    if (isWrong(n, "debitMissing") || isWrong(n, "notDelivered")) continue;
    const cost = micros(isWrong(n, "debitDrifts") ? COST + 1 : COST, "USD");
    const line: StatementLine = {
      reference: `hl-${n}-1`,
      providerReference: `p-${n}`,
      cost,
      state: "delivered",
      at,
    };
    if (isWrong(n, "reversed")) yield { ...line, state: "reversed", cost: micros(0, "USD") };
    else yield line;
    if (isWrong(n, "debitTwice")) yield { ...line, providerReference: `p-${n}-again` };
    if (isWrong(n, "foreignDebit")) yield { ...line, reference: `x-${n}`, providerReference: `x-${n}` };
  }
}

/** A shop of so many orders, and others' books that say the same but for what is planted in them. */
export async function openTestBooks(orders: number) {
  const database = await createTestDatabase();
  await stockShelf(database.ctx);
  await fill(database.ctx, orders);
  const at = new Date(Date.now() - 3_600_000);
  const provider: Provider = {
    name: "reloadly",
    capabilities: USUAL_CAPABILITIES,
    listOffers: async function* () {},
    submit: () => Promise.reject(new Error("Nothing is bought here")),
    resolve: () => Promise.resolve({ kind: "not-found" }),
    statement: () => debitsOf(orders, at),
  };
  const sight = () => Promise.resolve({ kind: "differs" as const });
  const refused = () => Promise.reject(new Error("Nothing is mended here"));
  const ctx: ReconciliationCtx = {
    ...database.ctx,
    stripe: { listTransactions: () => movementsOf(orders, at) },
    providers: { all: () => [provider] },
    staffEmails: [],
    engine: {
      lookAgain: () => Promise.resolve("nothing new"),
      ask: () => Promise.resolve(undefined),
      lookAtPayment: sight,
      captureAgain: sight,
      refundOvercharged: refused,
      adoptRefund: refused,
    },
  };
  return { ctx, from: new Date(Date.now() - 24 * 3_600_000), close: database.close };
}
