import { inTransaction } from "@/db/context";
import { noteStaffAction } from "@/lib/audit";
import type { Failure } from "@/lib/core/failure";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { wake } from "@/lib/jobs";
import { advanceOrder, lockOrdersOf, readOrder, type OrderRow } from "@/lib/orders";
import { flagPayment, lockPaymentOf, type PaymentRow } from "@/lib/payments";
import { askForPerson } from "./ask-for-person";
import type { FulfilmentCtx } from "./context";
import { settleCheckout } from "./settle-checkout";

export type HoldBackFailure = Failure<"not-held-back">;
type Answer = Result<null, HoldBackFailure>;

const WORDS: Record<string, string> = {
  disputed: "who pays has disputed a payment before",
  "fraud-warning": "the card's network has warned of who pays",
};

/** Nothing is sent for who has cost us money before, until a person has looked. In the claim's transaction. */
export async function holdBack(
  ctx: FulfilmentCtx,
  held: { order: OrderRow; payment: PaymentRow; why: string },
): Promise<void> {
  const { order, payment, why } = held;
  await flagPayment(ctx, payment.id, { heldBack: why });
  await askForPerson(ctx, order, { kind: "review", why: `held back: ${WORDS[why] ?? why}` });
}

/** The order ends unsent; what follows for the money is the caller's. */
export async function turnAwayInside(
  ctx: FulfilmentCtx,
  order: OrderRow,
  data: Record<string, unknown> = {},
): Promise<undefined> {
  await advanceOrder(ctx, order, { event: "turned_away", to: "undeliverable", nextAfterMs: null, data });
  return undefined;
}

interface Held {
  orders: OrderRow[];
  payment: PaymentRow;
}

async function lockHeld(ctx: FulfilmentCtx, orderId: string): Promise<Held | undefined> {
  const order = await readOrder(ctx, orderId);
  if (!order) return undefined;
  const orders = await lockOrdersOf(ctx, order.checkoutId);
  const payment = await lockPaymentOf(ctx, order.checkoutId);
  return payment?.state === "authorised" && payment.heldBack ? { orders, payment } : undefined;
}

/** Staff have looked at who pays, and let the whole checkout go. @throws NotPermitted */
export async function letThrough(ctx: FulfilmentCtx, input: { orderId: string }): Promise<Answer> {
  assertMay(ctx.actor, "orders.settle");
  return inTransaction(ctx, async (tx): Promise<Answer> => {
    const held = await lockHeld(tx, input.orderId);
    if (!held) return fail({ code: "not-held-back" });
    const { orders, payment } = held;
    await flagPayment(tx, payment.id, { heldBack: null, letThroughBy: tx.actor.id });
    await noteStaffAction(tx, {
      action: "let-through",
      subject: { kind: "order", id: input.orderId },
      paymentId: payment.id,
      data: { why: payment.heldBack },
    });
    for (const { id, state } of orders) if (state === "authorised") await wake(tx, "order", id);
    return ok(null);
  });
}

/** Staff do not want to sell to who pays: what was not sent ends, and its hold is released. @throws NotPermitted */
export async function turnAway(
  ctx: FulfilmentCtx,
  input: { orderId: string; note: string },
): Promise<Answer> {
  assertMay(ctx.actor, "orders.settle");
  return inTransaction(ctx, async (tx): Promise<Answer> => {
    const held = await lockHeld(tx, input.orderId);
    if (!held) return fail({ code: "not-held-back" });
    const { orders, payment } = held;
    const data = { why: payment.heldBack, note: input.note };
    for (const order of orders) if (order.state === "authorised") await turnAwayInside(tx, order, data);
    await flagPayment(tx, payment.id, { heldBack: null });
    await settleCheckout(tx, payment.checkoutId);
    return ok(null);
  });
}
