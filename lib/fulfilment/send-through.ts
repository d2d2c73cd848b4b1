import { inTransaction } from "@/db/context";
import { readFxTable } from "@/lib/catalog";
import { noteStaffAction } from "@/lib/audit";
import type { Failure } from "@/lib/core/failure";
import { assertMay, assertRaised, may } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { whyNotCancel } from "@/lib/core/transitions";
import { wake } from "@/lib/jobs";
import {
  lockOrder,
  postponeOrder,
  putOfferChoice,
  readAttempts,
  readChosenOffer,
  readOrder,
  readQuotedCost,
  type AttemptRow,
  type OrderRow,
} from "@/lib/orders";
import { lockPaymentOf, readPaymentOf, type PaymentRow } from "@/lib/payments";
import type { FulfilmentCtx } from "./context";
import { readRoutes, routeOrder, type Routing } from "./route-order";
import type { WaitingTerms, Way } from "./types";

export type SendThroughFailure = Failure<
  /** Something of it was sent and may have been bought: it can never be sent another way. */
  | "may-be-bought"
  /** It has ended, or its card is not held. */
  | "not-waiting"
  /** Somebody must look at who pays first. */
  | "held-back"
  /** It has moved since the form was made. */
  | "order-changed"
  /** The offer cannot be taken now: `values.why`. */
  | "no-such-way"
>;

const MAY_BE_BOUGHT: readonly OrderRow["state"][] = ["sending", "accepted", "in_doubt", "review"];

interface Waiting {
  order: OrderRow;
  payment: PaymentRow | undefined;
  attempts: AttemptRow[];
}

/**
 * Why an order may not be sent another way: only what is proven not to have been bought may. The rule the engine itself goes by, asked under
 * the order's lock.
 */
export function whyNotSend({ order, payment, attempts }: Waiting): SendThroughFailure | undefined {
  if (MAY_BE_BOUGHT.includes(order.state)) return { code: "may-be-bought" };
  if (attempts.some(({ state }) => state !== "rejected"))
    return { code: order.state === "delivered" ? "not-waiting" : "may-be-bought" };
  if (order.state !== "authorised" || payment?.state !== "authorised") return { code: "not-waiting" };
  return payment.heldBack || payment.underReview ? { code: "held-back" } : undefined;
}

/** Every way, also those that a rejection has ruled out: it proved that nothing was bought. */
async function allWays(ctx: FulfilmentCtx, order: OrderRow): Promise<Routing> {
  const [offers, quoted, fx] = await Promise.all([
    readRoutes(ctx, order),
    readQuotedCost(ctx, order.quoteId),
    readFxTable(ctx),
  ]);
  return routeOrder(ctx, { offers, attempts: [], quoted, fx });
}

/** What staff may do with an order that waits; null where nothing of that. @throws NotPermitted */
export async function readWaitingTerms(
  ctx: FulfilmentCtx,
  { orderId }: { orderId: string },
): Promise<WaitingTerms | null> {
  assertMay(ctx.actor, "orders.read");
  const order = await readOrder(ctx, orderId);
  if (!order || !may(ctx.actor, "orders.act")) return null;
  const [payment, attempts] = await Promise.all([
    readPaymentOf(ctx, order.checkoutId),
    readAttempts(ctx, orderId),
  ]);
  const mayCancel = whyNotCancel(order.state, attempts) === undefined;
  const maySend = whyNotSend({ order, payment, attempts }) === undefined;
  if (!mayCancel && !maySend) return null;
  return { version: order.version, mayCancel, ways: maySend ? await readWays(ctx, order, attempts) : [] };
}

async function readWays(ctx: FulfilmentCtx, order: OrderRow, attempts: AttemptRow[]): Promise<Way[]> {
  const [{ routes, passed }, chosen] = await Promise.all([
    allWays(ctx, order),
    readChosenOffer(ctx, order.id),
  ]);
  const way = (offerId: string, rest: Pick<Way, "provider" | "cost" | "why">): Way => ({
    offerId,
    ...rest,
    tried: attempts.some((attempt) => attempt.offerId === offerId),
    chosen: offerId === chosen,
  });
  return [
    ...routes.map(({ offer }) =>
      way(offer.offerId, { provider: offer.provider, cost: offer.cost, why: null }),
    ),
    ...passed.map(({ offerId, provider, why }) => way(offerId, { provider, cost: null, why })),
  ];
}

/**
 * Staff have an order go through the offer they chose, at once. It is claimed as any order is, by the worker: what stands against sending
 * stands against this too. No money moves by it.
 * @param input.version of the order when the form was made
 * @throws NotPermitted
 * @throws FactorNeeded: its cost may be above what was quoted
 */
export async function sendThrough(
  ctx: FulfilmentCtx,
  input: { orderId: string; offerId: string; version: number },
): Promise<Result<null, SendThroughFailure>> {
  assertMay(ctx.actor, "orders.act");
  assertRaised(ctx.actor, "buying at a provider of one's choice");
  const { orderId, offerId } = input;
  return inTransaction(ctx, async (tx): Promise<Result<null, SendThroughFailure>> => {
    const order = await lockOrder(tx, orderId);
    if (!order) return fail({ code: "not-waiting" });
    const payment = await lockPaymentOf(tx, order.checkoutId);
    const attempts = await readAttempts(tx, orderId);
    const bar = whyNotSend({ order, payment, attempts });
    if (bar) return fail(bar);
    if (order.version !== input.version) return fail({ code: "order-changed" });
    const { routes, passed } = await allWays(tx, order);
    const route = routes.find(({ offer }) => offer.offerId === offerId);
    if (!route) {
      const why = passed.find((one) => one.offerId === offerId)?.why ?? "";
      return fail({ code: "no-such-way", values: { why } });
    }
    await putOfferChoice(tx, orderId, offerId);
    await noteStaffAction(tx, {
      action: "way-chosen",
      subject: { kind: "order", id: orderId },
      data: { provider: route.provider.name, offer: offerId },
    });
    await postponeOrder(tx, order, 0);
    await wake(tx, "order", orderId);
    return ok(null);
  });
}
