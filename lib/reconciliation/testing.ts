import { and, eq, sql } from "drizzle-orm";
import { breaks, ledgerEntries, moneyIntents, payments } from "@/db/schema";
import { micros, microsOf, money } from "@/lib/core/money";
import { mendsOf } from "@/lib/fulfilment";
import { workWebhook } from "@/lib/fulfilment/work-webhook";
import { openTestShop } from "@/lib/fulfilment/testing";
import type { StripeTransaction } from "@/lib/payments";
import type { AttemptRow } from "@/lib/orders";
import { ProviderUnavailable, type Provider, type StatementLine } from "@/lib/providers/spec";
import { reconcile, type ReconcileInput } from "./reconcile";
import { mendBreak, type MendInput } from "./mend-break";
import type { ReconciliationCtx } from "./context";

export const HOUR = 3_600_000;

/** Books of the others: what Stripe and the provider would say. Tests change them. */
export interface OtherBooks {
  stripe: StripeTransaction[];
  provider: StatementLine[];
  /** After so many lines the provider's statement breaks off. */
  breaksOffAfter?: number;
  /** Or it keeps none, and is asked of each attempt. */
  keepsNone?: boolean;
}

async function* stream<Line extends { at: Date }>(lines: Line[], window: [Date, Date]): AsyncGenerator<Line> {
  for (const line of lines) if (line.at >= window[0] && line.at < window[1]) yield line;
}

/** A shop whose books can be compared with those of a Stripe and a provider that the test keeps. */
export async function openBooksShop(options: Parameters<typeof openTestShop>[0] = {}) {
  const shop = await openTestShop(options);
  const { ctx, supplier, stripe } = shop;
  const other: OtherBooks = { stripe: [], provider: [] };
  const openedAt = new Date(Date.now() - HOUR);
  let sales = 0;

  const providerOf = (): Provider => {
    if (other.keepsNone) return supplier.provider;
    const statement = async function* (from: Date, to: Date) {
      let told = 0;
      for await (const line of stream(other.provider, [from, to])) {
        if (told === other.breaksOffAfter)
          throw new ProviderUnavailable("reloadly", "page 2 could not be read");
        told += 1;
        yield line;
      }
    };
    return { ...supplier.provider, statement };
  };
  const books = (actor: ReconciliationCtx["actor"]): ReconciliationCtx => {
    const own = { ...ctx, actor };
    const listTransactions = (from: Date, to: Date) => stream(other.stripe, [from, to]);
    return {
      ...own,
      stripe: { ...ctx.stripe, listTransactions },
      providers: { all: () => [providerOf()] },
      engine: mendsOf(own),
    };
  };
  const system = books({ kind: "system", id: "reconcile" });
  const staff = books({ kind: "staff", id: "owner-1", role: "owner", raised: true });

  /** Writes down what both would say if nothing had gone wrong. */
  const mirror = async (): Promise<void> => {
    other.stripe = [...(await chargesOf(ctx)), ...(await refundsOf(ctx))];
    other.provider = await debitsOf(ctx);
  };
  return {
    ...shop,
    system,
    staff,
    other,
    mirror,
    /** A paid order whose attempt was answered as planned, or delivered under a name of its own. */
    sell: async (change: { recipient?: string; alsoFor?: string } = {}) => {
      sales += 1;
      if (supplier.answers.length === 0)
        supplier.answers.push({ kind: "delivered", providerReference: `p-${sales}` });
      const order = await shop.order(change.recipient ?? (await shop.anotherRecipient()), change.alsoFor);
      stripe.hold(order.sessionId);
      const payload = { checkoutId: order.checkoutId };
      const event = { source: "stripe", eventId: `e-${sales}`, type: "checkout.session.completed", payload };
      await workWebhook({ ...ctx, movesMoneyAtOnce: true }, event);
      return order;
    },
    /** Compares everything that happened, as if it were an hour later. */
    run: (input: Partial<ReconcileInput> = {}) => {
      const to = new Date(Date.now() + 30_000);
      return reconcile(system, { from: openedAt, to, ...input });
    },
    mend: (input: MendInput) => mendBreak(staff, input),
    readBreaks: () => ctx.db.select().from(breaks).orderBy(breaks.class, breaks.subject),
    /** The sum of an account in micros. */
    balance: async (account: string, currency = "USD"): Promise<number> => {
      const [row] = await ctx.db.execute<{ sum: string | null }>(
        sql`select sum(micros) as sum from ${ledgerEntries} where account = ${account} and currency = ${currency}`,
      );
      return Number(row?.sum ?? 0);
    },
  };
}

type Db = Pick<ReconciliationCtx, "db">;

/** 2.9 % and 30 cents, as Stripe's list price. */
export const feeOf = (charged: number): number => Math.round(charged * 0.029) + 300_000;

async function chargesOf({ db }: Db): Promise<StripeTransaction[]> {
  const rows = await db
    .select()
    .from(payments)
    .where(sql`captured_minor > 0`);
  return rows.map((row) => {
    const charged = microsOf(money(row.capturedMinor, row.currency));
    return {
      id: `txn_${row.paymentIntentId}`,
      kind: "charge",
      paymentIntentId: row.paymentIntentId,
      checkoutId: row.checkoutId,
      intentId: null,
      part: `ch_${row.paymentIntentId}`,
      presented: charged,
      settled: charged,
      fee: micros(feeOf(charged.micros), row.currency),
      at: new Date(),
    };
  });
}

async function refundsOf({ db }: Db): Promise<StripeTransaction[]> {
  const rows = await db
    .select()
    .from(moneyIntents)
    .innerJoin(payments, eq(payments.id, moneyIntents.paymentId))
    .where(and(eq(moneyIntents.kind, "refund"), eq(moneyIntents.state, "confirmed")));
  return rows.map(({ money_intents: intent, payments: { paymentIntentId, currency } }) => {
    const back = microsOf(money(-intent.amountMinor, currency));
    return {
      id: `txn_${intent.stripeId}`,
      kind: "refund",
      paymentIntentId,
      checkoutId: null,
      intentId: intent.id,
      part: intent.stripeId,
      presented: back,
      settled: back,
      fee: micros(0, currency),
      at: new Date(),
    };
  });
}

async function debitsOf({ db }: Db): Promise<StatementLine[]> {
  const rows = await db.execute<{ reference: string; theirs: string; cost: string; currency: string }>(sql`
    select a.reference, a.provider_reference as theirs, -sum(e.micros) as cost, e.currency
    from attempts a join ledger_entries e on e.attempt_id = a.id and e.account = 'float:' || a.provider
    where a.state = 'delivered' group by a.id, a.reference, a.provider_reference, e.currency`);
  return rows.map(({ reference, theirs, cost, currency }) => ({
    reference,
    providerReference: theirs,
    cost: micros(Number(cost), currency),
    state: "delivered",
    at: new Date(),
  }));
}

/** The line of one order's attempt. */
export const lineOf = (lines: StatementLine[], attempt: Pick<AttemptRow, "reference">): StatementLine => {
  const line = lines.find(({ reference }) => reference === attempt.reference);
  if (!line) throw new Error(`No line of ${attempt.reference}`);
  return line;
};
