import type { FieldValues } from "@/lib/catalog";
import { AGREED, DEVICE_CHECK } from "@/lib/catalog/field-schema";
import type { Failure } from "@/lib/core/failure";
import { fail, ok, type Result } from "@/lib/core/result";
import type { Seal } from "@/lib/core/seal";
import { readIssuedEsim } from "@/lib/reports";
import type { CheckoutCtx } from "./context";
import { placeLine, type Place, type PlaceFailure, type PlaceRequest } from "./place-line";
import { readAmount } from "./start-checkout";

export type GoodsFailure = PlaceFailure | Failure<"esim-gone">;

export interface GoodsRequest {
  productId: string;
  /** What the buyer typed for a range: a decimal in the product's currency, as the buyer's keyboard writes it. */
  face?: { text: string; currency: string };
  /** What the buyer typed into the fields that the product demands. */
  fields?: FieldValues;
  /** Public id of the order that brought the eSIM which gets more data. */
  topUp?: string;
  /** The open checkout it is added to. */
  into?: Place | undefined;
}

type Target = Pick<PlaceRequest, "to" | "fields" | "addsTo">;

const NOBODY: PlaceRequest["to"] = {
  recipientId: null,
  account: null,
  via: null,
  recipientEmail: null,
  gift: null,
  recipientName: null,
};

/** Where it goes: to its buyer, or onto the eSIM that an order brought, whose phone was checked when that was bought. */
async function targetOf(
  ctx: CheckoutCtx & { artefacts: Seal },
  { fields = {}, topUp }: GoodsRequest,
): Promise<Result<Target, Failure<"esim-gone">>> {
  if (topUp === undefined) return ok({ to: NOBODY, fields });
  const issued = await readIssuedEsim(ctx, { publicId: topUp });
  const provider = issued && ctx.providers.get(issued.provider);
  if (!issued || !provider?.capabilities.toppableEsims) return fail({ code: "esim-gone" });
  return ok({
    to: { ...NOBODY, account: issued.iccid, via: issued.provider },
    fields: { ...fields, [DEVICE_CHECK]: AGREED },
    addsTo: issued.operatorId,
  });
}

/** Makes a checkout for something that goes to no number: an eSIM or a gift card, whose code the buyer is given, or data for an eSIM. */
export async function startGoods(
  ctx: CheckoutCtx & { artefacts: Seal },
  request: GoodsRequest,
): Promise<Result<{ checkoutId: string }, GoodsFailure>> {
  const face = request.face && readAmount(request.face.text, request.face.currency);
  if (request.face && !face) return fail({ code: "amount-invalid" });
  const target = await targetOf(ctx, request);
  if (!target.ok) return target;
  return placeLine(ctx, { ...target.value, productId: request.productId, face, into: request.into });
}
