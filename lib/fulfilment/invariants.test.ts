import { sql, type SQL } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { checkRules, INVARIANTS } from "@/lib/reports";
import { openTestShop, type Shop } from "./testing";
import { workPayment } from "./work-payment";

type Placed = Awaited<ReturnType<Shop["order"]>>;

let shop: Shop;
let delivered: Placed;
let released: Placed;
let doubtful: Placed;
let refunded: Placed;

const TABLES = ["orders", "attempts", "payments", "order_events", "payment_events", "ledger_entries"];

beforeAll(async () => {
  shop = await openTestShop();
  const pay = async (recipientToken?: string) => {
    const order = await shop.order(recipientToken);
    shop.stripe.hold(order.sessionId);
    await workPayment(shop.ctx, order.paymentId);
    await workPayment(shop.ctx, order.paymentId);
    return order;
  };
  delivered = await pay();
  shop.supplier.answers.push({ kind: "rejected", failure: { code: "number-invalid" }, retry: "never" });
  released = await pay(await shop.anotherRecipient());
  shop.supplier.answers.push({ kind: "in-doubt", why: "5xx" });
  doubtful = await pay(await shop.anotherRecipient());
  refunded = await pay(await shop.anotherRecipient());
});
afterAll(() => shop.close());

class Undo extends Error {}

/** How often a rule is found broken after the rows were changed behind the database's back; all of it is undone. */
async function brokenBy(only: string, ...changes: SQL[]): Promise<number> {
  let found = 0;
  await shop.ctx.db
    .transaction(async (tx) => {
      for (const table of TABLES) await tx.execute(sql.raw(`alter table ${table} disable trigger user`));
      for (const change of changes) await tx.execute(change);
      found = (await checkRules({ ...shop.ctx, db: tx }, { only })).violations.length;
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return found;
}

const attemptOf = (order: Placed, change: SQL) =>
  sql`update attempts set ${change} where order_id = ${order.orderId}`;
const orderOf = (order: Placed, change: SQL) => sql`update orders set ${change} where id = ${order.orderId}`;
const paymentOf = (order: Placed, change: SQL) =>
  sql`update payments set ${change} where id = ${order.paymentId}`;
const without = (index: string) => sql.raw(`drop index ${index}`);

/** One more attempt of an order, as the first but in another state and under another reference. */
const anotherAttempt = (order: Placed, state: string, reference: SQL) => sql`
  insert into attempts (id, order_id, n, offer_id, provider, reference, state, request, request_hash, number, lease_token, lease_until)
  select ${newId()}, order_id, 2, offer_id, provider, ${reference}, ${state}, jsonb_set(request, '{reference}', to_jsonb(${reference})),
    encode(sha256(convert_to(jsonb_set(request, '{reference}', to_jsonb(${reference}))::text, 'UTF8')), 'hex'),
    number, 't', app_now() + interval '1 minute'
  from attempts where order_id = ${order.orderId}`;
const nextReference = sql`left(reference, -1) || '2'`;
const secondTurn = (order: Placed) => orderOf(order, sql`reference_epoch = 2`);

/** Every way in which a rule can be broken. */
const BREAKS: [rule: string, changes: () => SQL[]][] = [
  [
    "at most one open attempt an order",
    () => [
      without("attempts_one_open"),
      secondTurn(doubtful),
      anotherAttempt(doubtful, "accepted", nextReference),
    ],
  ],
  [
    "an order in the provider's hands has its open attempt",
    () => [attemptOf(doubtful, sql`state = 'rejected'`)],
  ],
  [
    "an order in the provider's hands has its open attempt",
    () => [orderOf(doubtful, sql`state = 'authorised'`)],
  ],
  [
    "delivered at most once",
    () => [secondTurn(delivered), anotherAttempt(delivered, "delivered", nextReference)],
  ],
  [
    "an attempt carries the reference and the body it was written with",
    () => [attemptOf(delivered, sql`request = jsonb_set(request, '{number}', '"+1"')`)],
  ],
  [
    "an attempt carries the reference and the body it was written with",
    () => [attemptOf(delivered, sql`request_hash = 'x'`)],
  ],
  ["nothing is sent without a lease", () => [attemptOf(delivered, sql`last_sent_at = lease_until`)]],
  [
    "a reference is made of its order's stem and a turn it has had",
    () => [anotherAttempt(doubtful, "rejected", nextReference)],
  ],
  [
    "a reference never carries another body",
    () => [without("attempts_provider_reference_ours"), anotherAttempt(released, "rejected", sql`reference`)],
  ],
  [
    "a new reference only after a rejection",
    () => [secondTurn(doubtful), anotherAttempt(doubtful, "rejected", nextReference)],
  ],
  ["what may have been sent is not cancelled", () => [orderOf(doubtful, sql`state = 'cancelled'`)]],
  ["delivered by evidence of an attempt", () => [attemptOf(delivered, sql`state = 'rejected'`)]],
  ["whatever is open is looked at again", () => [orderOf(doubtful, sql`next_action_at = null`)]],
  [
    "whatever is open is looked at again",
    () => [orderOf(doubtful, sql`next_action_at = app_now() + interval '16 minutes'`)],
  ],
  [
    "whatever is open is looked at again",
    () => [paymentOf(doubtful, sql`next_action_at = app_now() - interval '16 minutes'`)],
  ],
  ["what has ended sleeps", () => [orderOf(released, sql`next_action_at = app_now()`)]],
  ["what has ended sleeps", () => [paymentOf(released, sql`next_action_at = app_now()`)]],
  [
    "an end is left only by news",
    () => [
      sql`update order_events set from_state = 'cancelled' where order_id = ${released.orderId} and event = 'claimed'`,
    ],
  ],
  [
    "states change by the rows of the machine",
    () => [
      sql`update order_events set event = 'found_delivered' where order_id = ${delivered.orderId} and event = 'claimed'`,
    ],
  ],
  [
    "states change by the rows of the machine",
    () => [
      sql`update payment_events set event = 'void_intended' where payment_id = ${delivered.paymentId} and event = 'capture_intended'`,
    ],
  ],
  [
    "one event for each version of an order",
    () => [sql`delete from order_events where order_id = ${delivered.orderId} and seq = 2`],
  ],
  ["one event for each version of an order", () => [orderOf(released, sql`state = 'expired'`)]],
  [
    "one event for each version of a payment",
    () => [sql`delete from payment_events where payment_id = ${delivered.paymentId} and seq = 2`],
  ],
  [
    "each event begins where the last one ended",
    () => [
      sql`update payment_events set from_state = 'expired' where payment_id = ${delivered.paymentId} and seq = 2`,
    ],
  ],
  [
    "no capture without a delivery",
    () => [paymentOf(released, sql`state = 'captured', captured_minor = amount_minor`)],
  ],
  ["no money moves while an attempt is open", () => [paymentOf(doubtful, sql`state = 'voiding'`)]],
  ["nothing is given back for what was delivered", () => [paymentOf(delivered, sql`state = 'voided'`)]],
  [
    "no refund of what stays delivered, but by a person",
    () => [paymentOf(delivered, sql`state = 'refunded', refunded_minor = 1`)],
  ],
  [
    "refunded at most what was captured, captured at most what was held",
    () => [paymentOf(delivered, sql`captured_minor = amount_minor + 1`)],
  ],
  [
    "refunded at most what was captured, captured at most what was held",
    () => [paymentOf(delivered, sql`refunded_minor = captured_minor + 1`)],
  ],
  ["captured is what was delivered", () => [paymentOf(delivered, sql`captured_minor = captured_minor - 1`)]],
  [
    "captured is what was delivered",
    () => [orderOf(delivered, sql`delivered_minor = face_minor / 2, delivered_currency = face_currency`)],
  ],
  ["one payment carries the sum of its orders", () => [paymentOf(doubtful, sql`amount_minor = 1`)]],
  ["one payment carries the sum of its orders", () => [paymentOf(doubtful, sql`currency = 'EUR'`)]],
  [
    "every order has its payment",
    () => [
      sql`delete from payment_events where payment_id = ${doubtful.paymentId}`,
      sql`delete from payments where id = ${doubtful.paymentId}`,
    ],
  ],
  [
    "what was held names its payment intent, and no other payment has it",
    () => [paymentOf(doubtful, sql`payment_intent_id = null`)],
  ],
  [
    "what was held names its payment intent, and no other payment has it",
    () => [
      without("payments_payment_intent"),
      paymentOf(
        doubtful,
        sql`payment_intent_id = (select payment_intent_id from payments where id = ${delivered.paymentId})`,
      ),
    ],
  ],
  [
    "money moves by the one intent that stands",
    () => [sql`update money_intents set state = 'intended' where payment_id = ${delivered.paymentId}`],
  ],
  ["money moves by the one intent that stands", () => [paymentOf(doubtful, sql`state = 'capturing'`)]],
  ["refunded is what was confirmed", () => [paymentOf(refunded, sql`refunded_minor = 1`)]],
  [
    "nothing is held to the last day",
    () => [paymentOf(doubtful, sql`capture_before = app_now() + interval '23 hours'`)],
  ],
  [
    "postings sum to nought",
    () => [
      sql`update ledger_entries set micros = micros + 1 where checkout_id = ${delivered.checkoutId} and micros > 0`,
    ],
  ],
  [
    "postings sum to nought",
    () => [
      sql`insert into ledger_entries (posting_id, kind, account, currency, micros) values (${newId()}, 'capture', 'stripe', 'USD', 1)`,
    ],
  ],
  [
    "what is held stands in the books",
    () => [sql`delete from ledger_entries where checkout_id = ${doubtful.checkoutId}`],
  ],
  ["what is abandoned is booked as a suspected loss", () => [attemptOf(released, sql`state = 'abandoned'`)]],
];

it("holds while nobody breaks anything", async () => {
  expect(await checkRules(shop.ctx)).toEqual({ violations: [], checkouts: 4 });
});

it.each(BREAKS.map(([rule, changes], n) => [rule, n, changes] as const))(
  "%s (%i)",
  async (rule, _, changes) => {
    expect(await brokenBy(rule)).toBe(0);
    expect(await brokenBy(rule, ...changes())).toBeGreaterThan(0);
  },
);

it.each(["request = '{}'", "reference = 'hl-other-1'", "request_hash = 'x'", "offer_id = order_id", "n = 9"])(
  "the database itself lets no attempt have another %s",
  async (change) => {
    const changing = shop.ctx.db.execute(sql.raw(`update attempts set ${change}`));
    await expect(changing).rejects.toMatchObject({ cause: { code: "HL002" } });
  },
);

it("leaves no rule untried", () => {
  const tried = new Set(BREAKS.map(([rule]) => rule));
  expect(INVARIANTS.filter((rule) => !tried.has(rule))).toEqual([]);
});

it("looks only at what is open or has changed, when told since when", async () => {
  const hoursFromNow = (hours: number) => new Date(Date.now() + hours * 3_600_000);
  // The one in doubt is open; the others have ended before.
  expect((await checkRules(shop.ctx, { since: hoursFromNow(1) })).checkouts).toBe(1);
  expect((await checkRules(shop.ctx, { since: hoursFromNow(-1) })).checkouts).toBe(4);
});
