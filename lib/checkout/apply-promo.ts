import { fail, ok, type Result } from "@/lib/core/result";
import { findPromo, normaliseCode, setCheckoutPromo } from "@/lib/orders";
import { onOpen, type ChangeFailure } from "./change-lines";
import type { CheckoutCtx } from "./context";
import { pricePromo, type PromoFailure } from "./price-promo";

export type ApplyFailure = ChangeFailure | PromoFailure;

/** Lays the code that a buyer typed beside their checkout, when it takes something off it now. It is counted only when pay is pressed. */
export async function applyPromo(
  ctx: CheckoutCtx,
  input: { checkoutId: string; code: string },
): Promise<Result<null, ApplyFailure>> {
  return onOpen<null, ApplyFailure>(ctx, input.checkoutId, async (tx, { checkout, lines }) => {
    const promo = await findPromo(tx, normaliseCode(input.code));
    if (!promo) return fail({ code: "promo-unknown" });
    const priced = await pricePromo(tx, { promo, checkout, lines, email: checkout.email });
    if (!priced.ok) return priced;
    await setCheckoutPromo(tx, checkout.id, promo.id);
    return ok(null);
  });
}

/** Takes the code away again. */
export async function dropPromo(
  ctx: CheckoutCtx,
  input: { checkoutId: string },
): Promise<Result<null, ChangeFailure>> {
  return onOpen(ctx, input.checkoutId, async (tx, { checkout }) => {
    await setCheckoutPromo(tx, checkout.id, null);
    return ok(null);
  });
}
