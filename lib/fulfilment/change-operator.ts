import { inTransaction } from "@/db/context";
import { listExchanges, type Exchange, type Sellers } from "@/lib/catalog";
import type { Failure } from "@/lib/core/failure";
import { money, subtractMoney } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { mayCancel } from "@/lib/core/transitions";
import { wake } from "@/lib/jobs";
import {
  advanceOrder,
  findOrderByPublicId,
  lockOrder,
  putFrozenQuote,
  readAttempts,
  readQuote,
  type OrderRow,
  type QuoteRow,
} from "@/lib/orders";
import { lockPaymentOf } from "@/lib/payments";
import type { FulfilmentCtx } from "./context";

/** `change-too-late`: it is being sent, or may have arrived; `change-unavailable`: the other operator cannot take it just now. */
export type ChangeOperatorFailure = Failure<"order-gone" | "change-too-late" | "change-unavailable">;

type ChangeCtx = FulfilmentCtx & { providers: Sellers };

/** Held, and nothing of it is on its way or may still arrive: as the buyer may cancel it, so another operator may be chosen. */
const isHeld = (order: OrderRow, attempts: { state: string; wasOpen: boolean }[]): boolean =>
  order.state === "authorised" && mayCancel(order.state, attempts);

/** The same price for other goods: what is paid and the fee stay, so that the rate alone tells the difference. */
function priceFor(old: QuoteRow, { price, taken }: Exchange): QuoteRow["price"] {
  const { worth } = price;
  const before = money(old.totalMinor + (old.price.discountMinor ?? 0), old.totalCurrency);
  const kept = old.price.feeMinor + (old.price.liftMinor ?? 0) + (old.price.taxMinor ?? 0);
  const rateAdds = worth && subtractMoney(money(before.minor - kept, before.currency), worth);
  const { taken: _ofTheOld, ...rest } = old.price;
  return {
    ...rest,
    ...(taken ? { taken: { minor: taken.amount.minor, percent: taken.percent } } : {}),
    worthMinor: worth?.minor ?? null,
    rateAddsMinor: rateAdds?.minor ?? null,
  };
}

/**
 * Which operators an order may be changed to for the money that is held, and what would arrive there. Empty when it is too late, or nobody
 * else can take it; null when there is no such order.
 */
export async function readExchanges(ctx: ChangeCtx, input: { publicId: string }): Promise<Exchange[] | null> {
  const order = await findOrderByPublicId(ctx, input.publicId);
  if (!order) return null;
  const { number } = order;
  // Months of a package, or what its operator wanted to know, are not another's.
  if (number === null || Object.keys(order.fields).length > 0) return [];
  if (!isHeld(order, await readAttempts(ctx, order.id))) return [];
  const quote = await readQuote(ctx, order.quoteId);
  const total = money(quote.totalMinor + (quote.price.discountMinor ?? 0), quote.totalCurrency);
  const face = money(order.faceMinor, order.faceCurrency);
  return listExchanges(ctx, { productId: order.productId, country: order.country, face, total, number });
}

/**
 * The buyer found that the number is with another operator: the same money buys there, under the same hold. Only while nothing is on its
 * way and nothing that was tried may still arrive; checked in the changing transaction.
 */
export async function changeOperator(
  ctx: ChangeCtx,
  input: { publicId: string; operatorId: string },
): Promise<Result<null, ChangeOperatorFailure>> {
  // Before the exchanges are looked for: a change that comes in between is noticed by the quote.
  const found = await findOrderByPublicId(ctx, input.publicId);
  const exchanges = found && (await readExchanges(ctx, input));
  if (!found || !exchanges) return fail({ code: "order-gone" });
  const exchange = exchanges.find(({ operator }) => operator.id === input.operatorId);
  return inTransaction(ctx, async (tx): Promise<Result<null, ChangeOperatorFailure>> => {
    const order = await lockOrder(tx, found.id);
    const payment = await lockPaymentOf(tx, found.checkoutId);
    if (!order || payment?.state !== "authorised") return fail({ code: "change-too-late" });
    if (!isHeld(order, await readAttempts(tx, order.id))) return fail({ code: "change-too-late" });
    // Changed in another tab meanwhile: what was found is for the old operator's place.
    if (!exchange || order.quoteId !== found.quoteId) return fail({ code: "change-unavailable" });
    const old = await readQuote(tx, order.quoteId);
    const quoteId = await putFrozenQuote(tx, old, {
      operatorId: exchange.operator.id,
      productId: exchange.productId,
      offerId: exchange.offerId,
      face: exchange.face,
      cost: exchange.cost,
      price: priceFor(old, exchange),
    });
    await advanceOrder(tx, order, {
      event: "operator_changed",
      to: "authorised",
      nextAfterMs: tx.policy.scaled(1000),
      data: { from: order.operatorId, to: exchange.operator.id },
      set: {
        quoteId,
        operatorId: exchange.operator.id,
        productId: exchange.productId,
        faceMinor: exchange.face.minor,
        faceCurrency: exchange.face.currency,
        retrying: false,
      },
    });
    await wake(tx, "order", order.id);
    return ok(null);
  });
}
