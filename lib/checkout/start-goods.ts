import type { FieldValues } from "@/lib/catalog";
import { fail, type Result } from "@/lib/core/result";
import type { CheckoutCtx } from "./context";
import { placeLine, type PlaceFailure } from "./place-line";
import { readAmount } from "./start-checkout";

export interface GoodsRequest {
  productId: string;
  /** What the buyer typed for a range: a decimal in the product's currency, as the buyer's keyboard writes it. */
  face?: { text: string; currency: string };
  /** What the buyer typed into the fields that the product demands. */
  fields?: FieldValues;
}

/** Makes a checkout for something that goes to no number: an eSIM or a gift card, whose code the buyer is given. */
export async function startGoods(
  ctx: CheckoutCtx,
  request: GoodsRequest,
): Promise<Result<{ checkoutId: string }, PlaceFailure>> {
  const face = request.face && readAmount(request.face.text, request.face.currency);
  if (request.face && !face) return fail({ code: "amount-invalid" });
  return placeLine(ctx, {
    to: { recipientId: null, account: null, recipientEmail: null, recipientName: null },
    productId: request.productId,
    face,
    fields: request.fields,
  });
}
