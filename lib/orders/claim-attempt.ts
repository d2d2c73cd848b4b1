import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { attempts } from "@/db/schema";
import { attemptReference, newId, newToken } from "@/lib/core/ids";
import { micros, type Micros } from "@/lib/core/money";
import type { AttemptRequest, ProviderName } from "@/lib/providers/spec";
import { afterMs, assertMayMove, momentAfter, orderMove, type OrderStep } from "./advance-order";
import { attemptRow, OrderConflict, orderRow, type AttemptRow, type OrderRow } from "./order-row";

export interface Claim {
  order: OrderRow;
  attempt: AttemptRow;
}

/** What is never sent to twice in a moment: the number, else the account; null where an order goes to nobody. */
export const targetOf = ({ number, account }: Pick<OrderRow, "number" | "account">): string | null =>
  number ?? account;

/** One at a time for a number or an account: taken for the rest of the transaction. What goes to nobody waits for nobody. */
export async function lockTarget(ctx: Ctx, order: OrderRow): Promise<void> {
  const target = targetOf(order);
  if (target === null) return;
  await runStatement(ctx, (place) => `select pg_advisory_xact_lock(7424, hashtext(${place(target)}))`);
}

export interface ClaimGuard {
  /** The moment of the claim. */
  now: Date;
  /** Milliseconds the number must rest before it; nought when it may be sent to now. */
  waitMs: number;
  /** What the offer cost when the price was made. */
  quoted: Micros;
  /** Why who pays is barred, unless staff let this payment through. */
  barred: string | null;
  /** What stands in the way for good: its sort is `number`, `account`, `email`, `buyer` or `card`. */
  blocked: string | null;
  /** The offer that staff want it to go through. */
  chosen: string | null;
  /** Stripe's name for the card, unless staff let this payment through. */
  card: string | null;
}

/** Every block that would concern an order: whom it is for, who pays, and with what. */
const BLOCKING = `'number:' || o.number, 'account:' || o.account, 'email:' || lower(o.email), 'email:' || lower(o.recipient_email),
  'buyer:' || c.buyer_id, 'card:' || p.card_fingerprint`;

/** What a claim is checked against. Read it after the number is locked: in one statement with the lock it would be older than the lock. */
export async function readClaimGuard(ctx: Ctx, order: OrderRow): Promise<ClaimGuard> {
  const [row] = await runStatement(ctx, (place) => {
    const guard = `${place(`${ctx.policy.sameNumberGuard} milliseconds`)}::interval`;
    return `select extract(epoch from app_now()) * 1000, (
        select extract(epoch from max(greatest(last_sent_at, settled_at)) + ${guard} - app_now()) * 1000 from attempts
        where number = ${place(targetOf(order))} and order_id <> ${place(order.id)}
          and last_sent_at > app_now() - 2 * ${guard} and state <> 'rejected'),
        cost_micros, cost_currency, (
        select b.why from payments p join checkouts c on c.id = p.checkout_id
          join barred_buyers b on b.lifted_at is null and b.key in
            ('card:' || p.card_fingerprint, 'buyer:' || c.buyer_id, 'email:' || lower(${place(order.email)}))
        where p.checkout_id = ${place(order.checkoutId)} and p.let_through_by is null limit 1), (
        select split_part(b.key, ':', 1) from orders o join checkouts c on c.id = o.checkout_id
          join payments p on p.checkout_id = c.id
          join blocks b on b.lifted_at is null and (b.ends_at is null or b.ends_at > app_now()) and b.key in (${BLOCKING})
        where o.id = ${place(order.id)} limit 1), (
        select offer_id from offer_choices where order_id = ${place(order.id)} and state = 'waiting'), (
        select card_fingerprint from payments where checkout_id = ${place(order.checkoutId)} and let_through_by is null)
      from quotes where id = ${place(order.quoteId)}`;
  });
  if (!row) throw new Error(`No quote ${order.quoteId}`);
  const [now, wait, cost, currency, barred, blocked, chosen, card] = row;
  const text = (value: unknown) => (typeof value === "string" ? value : null);
  return {
    now: new Date(Number(now)),
    waitMs: Math.max(0, Math.ceil(Number(wait ?? 0))),
    quoted: micros(Number(cost), String(currency)),
    barred: text(barred),
    blocked: text(blocked),
    chosen: text(chosen),
    card: text(card),
  };
}

/**
 * Writes the attempt and moves the order to sending. Committed before the first byte leaves.
 * @param leaseMs how long the claim is ours: the provider's deadline and some slack
 */
export async function claimAttempt(
  ctx: Ctx,
  order: OrderRow,
  choice: {
    n: number;
    offerId: string;
    provider: ProviderName;
    request: Omit<AttemptRequest, "reference">;
    leaseMs: number;
    /** What it takes from the float, as far as is known. */
    expected: Micros;
    /** Offers that were not taken, and why: kept with the event, for staff. */
    passedOver: { provider: string; why: string }[];
  },
): Promise<Claim> {
  const request: AttemptRequest = {
    ...choice.request,
    reference: attemptReference(order.referenceStem, order.referenceEpoch),
  };
  const { n, provider, offerId, leaseMs, expected, passedOver } = choice;
  const step: OrderStep = {
    event: "claimed",
    to: "sending",
    nextAfterMs: leaseMs + ctx.policy.scaled(1000),
    data: {
      attempt: n,
      provider,
      reference: request.reference,
      ...(passedOver.length > 0 ? { passedOver } : {}),
    },
  };
  assertMayMove(order, step);
  const actor = `${ctx.actor.kind}:${ctx.actor.id}`;
  const [row] = await runStatement(ctx, (place) => {
    const facts = [newId(), order.id, n, offerId, provider, request.reference];
    const body = `${place(request)}::jsonb`;
    return `with ${orderMove(place, order, { of: step, actor })},
      made as (
        insert into attempts as a (id, order_id, n, offer_id, provider, reference, request, request_hash,
          expected_micros, expected_currency, state, number, lease_token, lease_until)
        values (${facts.map(place).join(", ")}, ${body}, encode(sha256(convert_to(${body}::text, 'UTF8')), 'hex'),
          ${place(expected.micros)}, ${place(expected.currency)}, 'sending', ${place(targetOf(order))}, ${place(newToken())}, ${momentAfter(place, leaseMs)})
        returning ${attemptRow.list("a")})
      select moved.*, made.* from moved, made`;
  });
  // Thrown inside the transaction, so that the attempt goes with it.
  if (!row) throw new OrderConflict(`order ${order.id}`);
  return { order: orderRow.read(row), attempt: attemptRow.read(row, orderRow.width) };
}

/** Milliseconds for which a call may still begin under the lease, with enough left to write to the network; nought when it is gone or somebody else's. */
export async function leaseLeft(ctx: Ctx, attempt: AttemptRow): Promise<number> {
  const margin = `${ctx.policy.leaseMargin} milliseconds`;
  const [row] = await runStatement(
    ctx,
    (
      place,
    ) => `select extract(epoch from lease_until - ${place(margin)}::interval - app_now()) * 1000 from attempts
      where id = ${place(attempt.id)} and lease_token = ${place(attempt.leaseToken)} and state = 'sending'`,
  );
  return Math.max(0, Number(row?.[0] ?? 0));
}

/** Takes the lease anew for sending the same reference again. */
export async function renewLease(ctx: Ctx, attempt: AttemptRow, leaseMs: number): Promise<AttemptRow> {
  const [row] = await ctx.db
    .update(attempts)
    .set({
      leaseToken: newToken(),
      leaseUntil: afterMs(leaseMs),
      lastSentAt: sql`app_now()`,
      sends: attempt.sends + 1,
      misses: 0,
      looks: 0,
    })
    .where(sql`${attempts.id} = ${attempt.id} and ${attempts.leaseToken} = ${attempt.leaseToken}`)
    .returning();
  if (!row) throw new Error("The lease was taken by somebody else");
  return row;
}

/**
 * Stores the reference a purchase was prepared under, before it is submitted; undefined when the lease is no longer ours, so that nothing
 * is submitted under a reference nobody keeps.
 */
export async function notePrepared(
  ctx: Ctx,
  attempt: AttemptRow,
  providerReference: string,
): Promise<AttemptRow | undefined> {
  const [row] = await runStatement(
    ctx,
    (place) => `update attempts a set provider_reference = ${place(providerReference)}
      where id = ${place(attempt.id)} and lease_token = ${place(attempt.leaseToken)} and state = 'sending'
      returning ${attemptRow.list("a")}`,
  );
  return row && attemptRow.read(row);
}

/** Notes a look-up that settled nothing. @param look.providerReference theirs, where they have given it another one */
export async function noteLook(
  ctx: Ctx,
  attempt: AttemptRow,
  look: { missed: boolean; providerReference?: string | undefined },
): Promise<void> {
  await ctx.db
    .update(attempts)
    .set({
      looks: attempt.looks + 1,
      misses: look.missed ? attempt.misses + 1 : attempt.misses,
      ...(look.providerReference ? { providerReference: look.providerReference } : {}),
    })
    .where(sql`${attempts.id} = ${attempt.id}`);
}
